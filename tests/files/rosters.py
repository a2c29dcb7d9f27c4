"""Rosters built by code: a clean one, and one with twenty mistakes, each of them known."""

import io

import openpyxl

from cadres.rules.id_number import check_character

HEADS = [
    "序号", "姓名", "身份证号", "性别", "民族", "出生年月", "参加工作时间", "入党时间", "政治面貌", "学历", "教育类别",
    "单位", "职务", "是否领导成员", "来源类别", "2025年度考核",
]  # fmt: skip


def id_number(birth: str, serial: int) -> str:
    """A valid number of the unassigned region 999999; odd serials are men."""
    first = f"999999{birth}{serial:03d}"
    return first + check_character(first)


def good_line(at: int) -> dict[str, object]:
    """A line without a mistake."""
    return {
        "序号": at, "姓名": "测" + "甲乙丙丁戊己庚辛壬癸"[at % 10] + "一二三四五六七八九十"[at // 10 % 10],
        "身份证号": id_number(f"1985{at % 12 + 1:02d}12", at * 2 + 1), "性别": "男", "民族": "汉族",
        "出生年月": f"1985.{at % 12 + 1:02d}", "参加工作时间": "2007.07", "入党时间": "2008.07", "政治面貌": "中共党员",
        "学历": "大学", "教育类别": "全日制", "单位": "柏渡镇", "职务": "科员", "是否领导成员": "否",
        "来源类别": "五方面人员（选调生）", "2025年度考核": "称职",
    }  # fmt: skip


MISTAKES: list[tuple[dict, str, str]] = [
    ({"姓名": None}, "姓名", "required"),
    ({"姓名": "张3"}, "姓名", "name_chars"),
    ({"身份证号": 999999198505120017}, "身份证号", "id_as_number"),
    ({"身份证号": "999999198506120010"}, "身份证号", "id_checksum"),
    ({"身份证号": "99999919850712"}, "身份证号", "id_length"),
    ({"身份证号": id_number("19900230", 15)}, "身份证号", "id_birthdate"),
    ({"性别": "女"}, "性别", "id_conflict"),
    ({"性别": "男士"}, "性别", "code_unknown"),
    ({"民族": "汉人"}, "民族", "code_unknown"),
    ({"出生年月": "1985.13"}, "出生年月", "date_invalid"),
    ({"出生年月": "85.3"}, "出生年月", "date_ambiguous"),
    ({"参加工作时间": "1980.07"}, "参加工作时间", "date_order"),
    ({"参加工作时间": "2030.07"}, "参加工作时间", "date_order"),
    ({"入党时间": "1999.07"}, "入党时间", "date_order"),
    ({"政治面貌": "某党"}, "政治面貌", "code_unknown"),
    ({"学历": "大本"}, "学历", "code_unknown"),
    ({"教育类别": "半脱产"}, "教育类别", "code_unknown"),
    ({"是否领导成员": "也许"}, "是否领导成员", "flag_unknown"),
    ({"来源类别": "六方面"}, "来源类别", "code_unknown"),
    ({"2025年度考核": "良好"}, "2025年度考核", "code_unknown"),
]
"""(what is changed in a good line, the column named, the code of the problem)"""


def roster(lines: list[dict], *, title: str = "临溪县乡镇干部花名册") -> bytes:
    """The workbook of the lines under a merged title, heads in row 2, the first line in row 3."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "花名册"
    sheet.append([title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADS))
    sheet.append(HEADS)
    for line in lines:
        sheet.append([line.get(head) for head in HEADS])
    return saved(book)


def roster_with_twenty_mistakes() -> tuple[bytes, set[tuple[int, str, str]]]:
    """The file, two good lines first, and (row, column, code) of each mistake."""
    lines = [good_line(0), good_line(1)]
    expected = set()
    for at, (change, head, code) in enumerate(MISTAKES, 2):
        lines.append({**good_line(at), **change})
        expected.add((at + 3, head, code))
    return roster(lines), expected


def saved(book) -> bytes:
    """The bytes of an openpyxl workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
