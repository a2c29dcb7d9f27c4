"""JSON read without mercy: what it means must be the same to everybody who reads it."""

import json
import re
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.parsers import BaseParser

from portal.api.problems import Problem

DEEPEST = 32
_LONGEST_NUMBER = 30
_SURROGATES = re.compile("[\ud800-\udfff]")


class StrictJSONParser(BaseParser):
    """The JSON object of a request body; raises Problem (400, 413) for everything a reader could misunderstand.

    Stock parsers let NUL characters, lone surrogates and deep nesting through to the database, where they end as
    server errors, and silently take the last of two equal keys.
    """

    media_type = "application/json"

    def parse(self, stream, media_type=None, parser_context=None) -> dict:
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = stream.read(limit + 1)
        if len(body) > limit:
            raise Problem(
                413,
                "body_too_large",
                _("请求内容超过上限 %(limit)d KB。") % {"limit": limit // 1024},
                hint=_("请分次提交。"),
            )
        return read_object(body)


def read_object(body: bytes) -> dict:
    """The object the bytes mean; raises Problem with status 400."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _bad("encoding", _("请求内容不是 UTF-8 编码。"), _("请用 UTF-8 编码发送 JSON。")) from error
    _check_depth(text)
    try:
        value = json.loads(
            text, object_pairs_hook=_unique, parse_constant=_no_number, parse_int=_whole, parse_float=_decimal
        )
    except json.JSONDecodeError as error:
        place = _("第 %(line)d 行第 %(column)d 个字符处不是合法的 JSON。") % {
            "line": error.lineno,
            "column": error.colno,
        }
        raise _bad("json_syntax", place, _("请检查引号、逗号和括号。")) from error
    if not isinstance(value, dict):
        raise _bad("object_expected", _("请求内容必须是一个 JSON 对象。"), _("请用 { } 包住各项。"))
    _check_texts(value)
    return value


def _bad(code: str, detail: str, hint: str = "") -> Problem:
    return Problem(400, code, detail, hint=hint)


def _check_depth(text: str) -> None:
    """Counts brackets outside strings before anything recurses into them."""
    depth, inside, escaped = 0, False, False
    for mark in text:
        if inside:
            if escaped:
                escaped = False
            elif mark == "\\":
                escaped = True
            elif mark == '"':
                inside = False
        elif mark == '"':
            inside = True
        elif mark in "[{":
            depth += 1
            if depth > DEEPEST:
                raise _bad("json_depth", _("JSON 嵌套超过 %(depth)d 层。") % {"depth": DEEPEST})
        elif mark in "]}":
            depth -= 1


def _unique(pairs: list[tuple[str, Any]]) -> dict:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _value in pairs]
        double = next(name for name in names if names.count(name) > 1)
        raise _bad("duplicate_key", _("“%(name)s”出现了两次。") % {"name": _SURROGATES.sub("", double)[:40]})
    return found


def _no_number(word: str):
    raise _bad("number_range", _("数值 %(word)s 不能使用。") % {"word": word})


def _whole(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise _bad("number_range", _("整数过长。"))
    return int(digits)


def _decimal(digits: str) -> float:
    value = float(digits)
    if len(digits) > _LONGEST_NUMBER or value in (float("inf"), float("-inf")):
        raise _bad("number_range", _("小数超出范围。"))
    return value


def _check_texts(value: Any) -> None:
    if isinstance(value, dict):
        for name, one in value.items():
            _check_text(name)
            _check_texts(one)
    elif isinstance(value, list):
        for one in value:
            _check_texts(one)
    elif isinstance(value, str):
        _check_text(value)


def _check_text(text: str) -> None:
    if "\0" in text:
        raise _bad("nul_char", _("内容中有空字符(NUL)。"), _("请删除后重试。"))
    if _SURROGATES.search(text):
        raise _bad("bad_unicode", _("内容中有不成对的 Unicode 代理字符。"), _("请检查发送方的编码。"))
