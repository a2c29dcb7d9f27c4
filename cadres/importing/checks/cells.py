"""Readers of single cells: text in, database-ready value out, problems appended and never raised."""

import re
from collections.abc import Callable
from functools import lru_cache

from cadres.importing.aliases import find_alias, plain_value
from cadres.importing.columns import Column
from cadres.importing.rows import problem
from portal.rules.dates import DateProblem, parse_partial_date

CLEAR = "清空"
# A blank cell changes nothing; this word empties what the record holds.

Reader = Callable[[str, str, list], object]
# (text, label of the column in the user's file, problems) → value, None when there is none to store

_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")


def tidy(text: str) -> str:
    """The text without characters nobody can see, blanks at the ends and line breaks inside."""
    if text.isprintable() and text[:1] != " " and text[-1:] != " ":
        return text
    return re.sub(r"[\r\n]+\s*", "", _UNWANTED.sub("", text).replace("\u00a0", " ")).strip()


def tidy_lines(text: str) -> str:
    """The same for a text of several lines: breaks as \\n, ends of lines bare, leading blanks of lines kept."""
    lines = _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    while lines and not lines[0].strip():
        lines.pop(0)
    return "\n".join(line.rstrip() for line in lines)


def text_reader(column: Column) -> Reader:
    """A reader of one line of text with the column's longest length."""
    length = column.length

    def read(text, label, problems):
        text = tidy(text)
        return _measured(text, length, label, problems)

    return read


def lines_reader(column: Column) -> Reader:
    """A reader of several lines of text."""
    length = column.length

    def read(text, label, problems):
        return _measured(tidy_lines(text), length, label, problems)

    return read


def _measured(text, length, label, problems):
    if length and len(text) > length:
        problems.append(
            problem("error", "too_long", label, text[:30], f"{label}最多{length}字（现{len(text)}字）", "请缩短后重填")
        )
        return None
    if not text.isascii() and _PRIVATE.search(text):
        problems.append(
            problem(
                "warning",
                "pua_char",
                label,
                text[:30],
                f"{label}中有自造字，其他电脑上可能显示为空白",
                "请换成标准汉字或核对字形",
            )
        )
    return text or None


@lru_cache(maxsize=65_536)
def read_date(text: str, serial: bool = False) -> tuple[int | None, str, str]:
    """(stored integer or None, problem code, message) of a date text."""
    try:
        found = parse_partial_date(text, serial=serial)
    except DateProblem as wrong:
        code = wrong.code if wrong.code == "date_ambiguous" else "date_invalid"
        return None, code, wrong.message
    return (found.as_int() if found else None), "", ""


def date_reader(column: Column, *, serial: bool = False) -> Reader:
    """A reader of dates of any precision; `serial` for cells that held numbers."""

    def read(text, label, problems):
        value, code, message = read_date(text, serial)
        if code:
            problems.append(
                problem("error", code, label, text[:30], f"{label}：{message}", "请写成198503或19850302的形式")
            )
        return value

    return read


def code_reader(column: Column, codes: dict[str, dict[str, str]], *, severity: str = "error") -> Reader:
    """A reader of codes or names of a table; other spellings are taken with a notice, unknown ones are a problem."""
    table = codes.get(column.code_table, {})
    known_aliases: dict[str, str | None] = {}

    def read(text, label, problems):
        code = table.get(text)
        if code is not None:
            return code
        text = tidy(text)
        code = table.get(text)
        if code is None:
            if text not in known_aliases:
                known_aliases[text] = find_alias(column.code_table, text, table)
            code = known_aliases[text]
            if code is not None:
                problems.append(alias_notice(label, text, table, code))
        if code is None and text:
            problems.append(unknown_code(severity, label, text, table))
        return code

    return read


def alias_notice(label: str, text: str, table: dict[str, str], code: str) -> dict:
    """The notice that another spelling was read as a name of the table."""
    name = next((name for name, found in table.items() if found == code and name != code), code)
    return problem("notice", "code_alias", label, text, f"{label}“{text}”已按“{name}”读取", f"建议改写为“{name}”")


def unknown_code(severity: str, label: str, text: str, table: dict[str, str]) -> dict:
    """The problem of a value that is in no code table, with the values that would do."""
    names = [name for name, code in table.items() if name != code]
    wanted = plain_value(text)
    near = sorted(names, key=lambda name: -len(set(name) & set(wanted)))[:8] if len(names) > 14 else names
    more = "等" if len(near) < len(names) else ""
    return problem(
        severity,
        "code_unknown",
        label,
        text[:30],
        f"{label}“{text[:30]}”不在代码表内",
        f"可选：{'、'.join(near)}{more}" if names else "请填写代码表内的名称",
    )


_YES = {"是", "1", "true", "有", "y", "yes", "√", "✓", "对", "具有"}
_NO = {"否", "0", "false", "无", "n", "no", "×", "不", "没有", "非"}


def flag_reader(column: Column) -> Reader:
    """A reader of yes and no."""

    def read(text, label, problems):
        bare = text.strip().lower()
        if bare in _YES:
            return True
        if bare in _NO:
            return False
        problems.append(
            problem(
                "error", "flag_unknown", label, text[:30], f"{label}“{text[:30]}”既不是“是”也不是“否”", "请填写是或否"
            )
        )
        return None

    return read


def word_reader(column: Column, words: dict[str, object], *, choices: str) -> Reader:
    """A reader of a few fixed words."""

    def read(text, label, problems):
        bare = plain_value(text)
        if bare in words:
            return words[bare]
        problems.append(
            problem("error", "code_unknown", label, text[:30], f"{label}“{text[:30]}”不在代码表内", f"可选：{choices}")
        )
        return None

    return read


_NUMBER = re.compile(r"(\d{1,6})(?:\.0+)?")
_YEAR = re.compile(r"((?:19|20)\d{2})(?:\.0)?(?:年度?)?")


def number_reader(column: Column) -> Reader:
    """A reader of whole numbers from 0."""

    def read(text, label, problems):
        if found := _NUMBER.fullmatch(plain_value(text)):
            return int(found.group(1))
        problems.append(
            problem("error", "number_invalid", label, text[:30], f"{label}“{text[:30]}”不是整数", "请填写0或正整数")
        )
        return None

    return read


def year_reader(column: Column, last_year: int) -> Reader:
    """A reader of a year up to the one given."""

    def read(text, label, problems):
        found = _YEAR.fullmatch(plain_value(text))
        if found and int(found.group(1)) <= last_year:
            return int(found.group(1))
        message = f"{label}“{text[:30]}”晚于今年" if found else f"{label}“{text[:30]}”不是年份"
        problems.append(problem("error", "year_invalid", label, text[:30], message, "请写成四位年份，如2023"))
        return None

    return read
