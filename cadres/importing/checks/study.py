"""Education: level and degree as codes, and the dates of a course of study."""

from cadres.importing.aliases import find_alias
from cadres.importing.checks.cells import unknown_code
from cadres.importing.rows import problem
from cadres.rules.education import level_from_text
from portal.rules.dates import PartialDate

# ZB64 from 中专 upwards; below, neither day of entry nor school is asked.
_FROM_TECHNICAL_SCHOOL = {"11", "13", "1A", "1B", "21", "2A", "2B", "31", "34", "37", "3B", "41"}
_HEADINGS = {"10", "20", "30"}
_NONE = {"无", "-", "—", "/"}


def check_education(values, problems, *, labels, context, format, **_) -> None:
    """Codes filled from the names, then what is missing or out of order."""

    def say(severity, code, head, message, remedy, text=""):
        problems.append(problem(severity, code, labels.get(head, head), text, message, remedy))

    for field in ("level_text", "degree_text"):
        if values.get(field) in _NONE:
            values.pop(field)
    _code(
        values, problems, context.codes.get("ZB64", {}), "ZB64", "level", labels.get("学历名称", "学历名称"), tell=True
    )
    _code(
        values,
        problems,
        context.codes.get("GB6864", {}),
        "GB6864",
        "degree",
        labels.get("学位名称", "学位名称"),
        tell=format != "workbook",
    )
    if values.get("level") in _HEADINGS:
        say(
            "warning",
            "code_heading",
            "学历名称",
            "学历只写了类别，没有写到具体学历",
            "请写明大学、大专等",
            values.get("level_text", ""),
        )
    began, ended = values.get("began"), values.get("ended")
    if began and ended and ended <= began:
        say(
            "error",
            "date_order",
            "毕（肄）业时间",
            "毕（肄）业时间不晚于入学时间",
            "请改正其中一项",
            str(PartialDate.from_int(ended)),
        )
    if not (values.get("level_text") or values.get("level") or values.get("degree_text") or values.get("degree")):
        say("error", "required", "学历名称", "学历和学位都为空", "请至少填写一项")
    if format != "workbook":
        return
    if values.get("level") in _FROM_TECHNICAL_SCHOOL:
        if not began and not _said(problems, labels.get("入学时间", "入学时间")):
            say("error", "required", "入学时间", "中专以上学历的入学时间为空", "请填写入学时间")
        if not values.get("school") and not values.get("school_text"):
            say("error", "required", "学校（单位）名称", "中专以上学历的学校为空", "请填写学校名称")
    if (
        values.get("degree")
        and not values.get("degree_granted")
        and not _said(problems, labels.get("学位授予时间", "学位授予时间"))
    ):
        say("error", "required", "学位授予时间", "有学位，但学位授予时间为空", "请填写学位授予时间")


def _said(problems, label) -> bool:
    return any(one["column"] == label for one in problems)


def _code(values, problems, table, table_name, field, label, *, tell: bool) -> None:
    """The code that a name means; a loose spelling (大学本科, 工学学士学位) gives way to the usual one."""
    text = values.get(f"{field}_text")
    if not text:
        if code := values.get(field):
            name = next((name for name, found in table.items() if found == code and name != code), "")
            values[f"{field}_text"] = name.removesuffix("学位").removesuffix("专业") if field == "degree" else name
        return
    code = table.get(text) or find_alias(table_name, text, table)
    if code is None and field == "level":
        code = level_from_text(text)
    if code is None:
        if not values.get(field):
            problems.append(unknown_code("warning", label, text, table))
        return
    usual = _usual(field, text, code, table)
    if usual != text:
        values[f"{field}_text"] = usual
        if tell:
            problems.append(
                problem(
                    "notice", "code_alias", label, text, f"{label}“{text}”已按“{usual}”读取", f"建议改写为“{usual}”"
                )
            )
    given = values.setdefault(field, code)
    if given != code:
        problems.append(
            problem(
                "warning",
                "code_conflict",
                label,
                text,
                f"{label}“{text}”与代码“{given}”不一致，以代码为准",
                "请改正其中一项",
            )
        )


# Levels whose other spellings say nothing more: 大学本科 is 大学, but 硕士研究生 tells more than 研究生.
_ONE_SPELLING = {"21", "31", "41", "61", "71"}


def _usual(field: str, text: str, code: str, table: dict[str, str]) -> str:
    if field == "degree":
        return text.removesuffix("学位").removesuffix("专业") if len(text) > 4 else text
    if code in _ONE_SPELLING and "党校" not in text and text not in table:
        return next((name for name, found in table.items() if found == code and name != code), text)
    return text
