"""What a parameter or a field of a body may look like: read strictly, and described in the OpenAPI document."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from portal.rules.dates import DateProblem, parse_partial_date

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd\ud800-\udfff]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


class Refused(Exception):
    """Why a value is not taken: code and Chinese message."""

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code, self.message = code, message


@dataclass(frozen=True)
class Text:
    """A text; the base of the other kinds."""

    name: str
    label: str
    required: bool = False
    longest: int = 100
    default: Any = None

    def from_text(self, text: str) -> Any:
        """The value of a parameter in the address; raises Refused."""
        return self.check(text)

    def from_json(self, value: Any) -> Any:
        """The value of a field in a body; raises Refused for another JSON type."""
        if not isinstance(value, str):
            raise Refused("type", _("应为文本。"))
        return self.check(value)

    def check(self, text: str) -> Any:
        """The value the text means; raises Refused."""
        if _CONTROL.search(text):
            raise Refused("bad_text", _("含有不能使用的字符。"))
        if len(text) > self.longest:
            raise Refused("too_long", _("不能超过 %(longest)d 个字符。") % {"longest": self.longest})
        return text

    def schema(self) -> dict:
        """The JSON schema of the value."""
        return {"type": "string", "maxLength": self.longest}


@dataclass(frozen=True)
class Whole(Text):
    """A whole number between two bounds, both included."""

    least: int = 0
    most: int = 2**31 - 1

    def from_json(self, value):
        if isinstance(value, bool) or not isinstance(value, int):
            raise Refused("type", _("应为整数。"))
        return self._bounded(value)

    def check(self, text):
        if not re.fullmatch(r"[0-9]{1,18}", text, re.ASCII):
            raise Refused(self._code(), _("应为整数。"))
        return self._bounded(int(text))

    def _bounded(self, value: int) -> int:
        if not self.least <= value <= self.most:
            raise Refused(
                self._code(), _("应在 %(least)d 至 %(most)d 之间。") % {"least": self.least, "most": self.most}
            )
        return value

    def _code(self) -> str:
        return "page_range" if self.name == "limit" else "number_range"

    def schema(self):
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True)
class Day(Text):
    """A calendar day, 2026-06-30."""

    def check(self, text):
        try:
            if not _DAY.fullmatch(text):
                raise ValueError
            day = datetime.date.fromisoformat(text)
        except ValueError:
            raise Refused("date_invalid", _("日期应为存在的日子，写成 2026-06-30。")) from None
        if not 1900 <= day.year <= 2100:
            raise Refused("date_invalid", _("年份应在 1900 至 2100 之间。"))
        return day

    def schema(self):
        return {"type": "string", "format": "date"}


@dataclass(frozen=True)
class Moment(Text):
    """A moment with its zone, 2026-06-30T08:00:00+08:00."""

    def check(self, text):
        try:
            moment = datetime.datetime.fromisoformat(text.replace(" ", "+"))
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None or not 1950 <= moment.year <= 2100:
            raise Refused("date_invalid", _("时间应写成 2026-06-30T08:00:00+08:00。"))
        return moment

    def schema(self):
        return {"type": "string", "format": "date-time"}


@dataclass(frozen=True)
class Partial(Text):
    """A date known to the year, month or day: 1985, 1985.03, 1985-03-02."""

    def check(self, text):
        try:
            return parse_partial_date(super().check(text))
        except DateProblem as problem:
            raise Refused(problem.code, problem.message) from None

    def schema(self):
        return {"type": "string", "maxLength": 20, "description": _("1985、1985.03 或 1985-03-02")}


@dataclass(frozen=True)
class Choice(Text):
    """One of a few words."""

    choices: tuple[str, ...] = ()

    def check(self, text):
        if text not in self.choices:
            raise Refused("choice", _("只能是：%(choices)s。") % {"choices": "、".join(self.choices)})
        return text

    def schema(self):
        return {"type": "string", "enum": list(self.choices)}


@dataclass(frozen=True)
class Flag(Text):
    """Yes or no: true or false in a body, also 1 or 0 in the address."""

    def from_json(self, value):
        if not isinstance(value, bool):
            raise Refused("type", _("应为 true 或 false。"))
        return value

    def check(self, text):
        if text not in ("1", "0", "true", "false"):
            raise Refused("type", _("应为 true 或 false。"))
        return text in ("1", "true")

    def schema(self):
        return {"type": "boolean"}


@dataclass(frozen=True)
class Mapping(Text):
    """An object of texts, such as the heads of a roster and what they mean."""

    def from_json(self, value):
        if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
            raise Refused("type", _("应为“名称：文本”的对象。"))
        return value

    def schema(self):
        return {"type": "object", "additionalProperties": {"type": "string"}}


@dataclass(frozen=True)
class Nullable(Text):
    """Another kind of field, which null empties."""

    inner: Text | None = None

    def from_json(self, value):
        return None if value is None else self.inner.from_json(value)

    def schema(self):
        return {**self.inner.schema(), "nullable": True}


def by_name(fields: Iterable[Text]) -> dict[str, Text]:
    """The fields by their names."""
    return {field.name: field for field in fields}
