"""Which gaps are errors and which are warnings, by the format a row came in.

The national workbook follows the full list (domain dictionary §3.3). A roster is an extract by nature: only the
name and one of ID number or birth date are errors. An appointment form must have name and birth date; its other
gaps are warnings, and what the form has no place for is not asked.
"""

from cadres.importing.kinds import KINDS

FORM_SHEET = "任免审批表"
_FORM_PERSON = ["姓名", "身份证号", "性别", "出生年月", "籍贯", "出生地", "民族", "健康状况", "参加工作时间", "现工作单位及职务全称", "简历", "年度考核结果综述"]
_FORM_ERRORS = {"person": {"姓名", "出生年月"}, "family": {"家庭成员姓名", "称谓"}}
_ROSTER_PERSON = {"姓名": "error", "性别": "warning", "参加工作时间": "warning", "民族": "warning"}
_ROSTER_OTHERS = {"appointment": ("职务名称",), "education": ("教育类别",), "appraisal": ("考核年度", "考核结论")}
OWNER_HEADS = ("姓名", "身份证号")


def format_of(row: dict) -> str:
    """workbook, roster or lrmx, told by the row itself because an archive mixes them."""
    if row["sheet"] == FORM_SHEET:
        return "lrmx"
    return "roster" if row.get("line") else "workbook"


def required_heads(kind: str, format: str) -> dict[str, str]:
    """Head → severity of its absence."""
    columns = KINDS[kind].columns
    if format == "workbook":
        asked = {column.head: column.required for column in columns if column.required}
        if kind not in ("person", "unit"):
            asked["身份证号"] = "warning"
        return asked
    if format == "roster":
        if kind == "person":
            return dict(_ROSTER_PERSON)
        return dict.fromkeys(_ROSTER_OTHERS.get(kind, ()), "error")
    if kind == "person":
        return {head: "error" if head in _FORM_ERRORS[kind] else "warning" for head in _FORM_PERSON}
    errors = _FORM_ERRORS.get(kind, set())
    return (
        {
            c.head: "error" if c.head in errors else "warning"
            for c in columns
            if c.required and c.head not in OWNER_HEADS
        }
        if kind == "family"
        else {c.head: c.required for c in columns if c.required == "error" and c.head not in OWNER_HEADS}
    )
