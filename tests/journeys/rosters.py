"""Rosters as a clerk types them: one with twenty mistakes whose correction moves the figure, one with an odd head."""

import io

import openpyxl

from tests.files.rosters import HEADS, MISTAKES, good_line, id_number, saved

TEAM_HEADS = [*HEADS, "成员类别", "任职时间", "简历"]
TEAM_LINE = 4  # of the mistakes: the line of whoever joins the team of 青岩镇
RESUME = "2007.07--2024.01  临溪县青岩镇政府科员\n2024.01--         临溪县青岩镇副镇长"


def corrected_line(at: int) -> dict[str, object]:
    """The line as it ought to be; one of them is a member of a township's team with years of township work."""
    if at != TEAM_LINE:
        return good_line(at)
    member = {
        "单位": "青岩镇",
        "职务": "副镇长",
        "是否领导成员": "是",
        "成员类别": "副职",
        "任职时间": "2024.01",
        "简历": RESUME,
    }
    return good_line(at) | member


def with_twenty_mistakes() -> bytes:
    """Two lines without a mistake, then twenty with one each."""
    lines = [corrected_line(0), corrected_line(1)]
    lines += [corrected_line(at) | change for at, (change, _head, _code) in enumerate(MISTAKES, 2)]
    return table(TEAM_HEADS, [[line.get(head) for head in TEAM_HEADS] for line in lines])


def corrected(returned: bytes) -> bytes:
    """The workbook that the portal gave back, every line set right by its 序号."""
    book = openpyxl.load_workbook(io.BytesIO(returned))
    sheet = book.active
    top, heads = next(
        (row, [cell.value for cell in sheet[row]])
        for row in range(1, sheet.max_row + 1)
        if "序号" in [cell.value for cell in sheet[row]]
    )
    for row in range(top + 1, sheet.max_row + 1):
        right = corrected_line(int(sheet.cell(row, heads.index("序号") + 1).value))
        for column, head in enumerate(heads, 1):
            if head in TEAM_HEADS:
                sheet.cell(row, column).value = right.get(head)
    return saved(book)


def with_an_odd_head(serial: int) -> bytes:
    """One person; the column of the ethnicity is called 族属, a word nobody could know."""
    heads = ["姓名", "身份证号", "族属", "单位"]
    return table(heads, [["测识" + "甲乙丙"[serial], id_number("19900512", 801 + 2 * serial), "苗族", "青岩镇"]])


def of_one_person(name: str, born: str, **cells: str) -> bytes:
    """One line with a name, a birth month and what else is told."""
    values = {"姓名": name, "出生年月": born, **cells}
    return table(list(values), [list(values.values())])


def table(heads: list[str], lines: list[list]) -> bytes:
    """The workbook of heads and lines, nothing above them."""
    book = openpyxl.Workbook()
    book.active.append(heads)
    for line in lines:
        book.active.append(line)
    return saved(book)
