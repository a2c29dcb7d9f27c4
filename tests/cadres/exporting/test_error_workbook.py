import io

import openpyxl

from cadres.exporting.error_workbook import mark_errors, write_error_list
from cadres.exporting.workbook import write_workbook
from tests.files.reading import NAMES, checked
from tests.files.rosters import HEADS, MISTAKES, good_line, id_number, roster_with_twenty_mistakes


def problems_of(rows):
    return [
        (row.sheet, row.number, one["column"], one["severity"], one["message"]) for row in rows for one in row.problems
    ]


def test_only_wrong_rows_come_back_with_red_cells_a_comment_and_the_reason():
    content, _ = roster_with_twenty_mistakes()
    sheet = openpyxl.load_workbook(io.BytesIO(mark_errors(content, problems_of(checked(content, "a.xlsx"))))).active
    assert sheet.max_row == 2 + len(MISTAKES)
    assert [cell.value for cell in sheet[2]] == [*HEADS, "错误原因"]
    digits = sheet.cell(4, HEADS.index("姓名") + 1)
    assert digits.value == "张3" and digits.fill.fgColor.rgb.endswith("FFC7CE") and "数字" in digits.comment.text
    assert "错误：" in sheet.cell(4, len(HEADS) + 1).value


def test_the_returned_workbook_can_be_corrected_and_read_as_it_is():
    content, _ = roster_with_twenty_mistakes()
    returned = mark_errors(content, problems_of(checked(content, "a.xlsx")))
    assert len([row for row in checked(returned, "a.xlsx") if row.kind == "person"]) == len(MISTAKES)
    book = openpyxl.load_workbook(io.BytesIO(returned))
    for at in range(len(MISTAKES)):
        for column, head in enumerate(HEADS, 1):
            book.active.cell(at + 3, column).value = good_line(at + 2)[head]
    out = io.BytesIO()
    book.save(out)
    assert [one for row in checked(out.getvalue(), "a.xlsx") for one in row.problems] == []


def test_all_sheets_of_the_national_workbook_stay_and_good_rows_go():
    owner = {"owner_name": "测一", "id_number": id_number("19850312", 1)}
    content = write_workbook(
        {
            "appraisal": [{**owner, "year": 2024, "result": "2"}],
            "award": [{**owner, "name": "嘉奖"}, {**owner, "name": "记三等功", "decided": 20990100}],
        },
        NAMES,
    )
    wrong = [one for one in problems_of(checked(content, "a.xlsx")) if one[3] == "error"]
    book = openpyxl.load_workbook(io.BytesIO(mark_errors(content, wrong)))
    assert book.sheetnames == ["A14奖惩", "A15考核"]
    assert [row[2].value for row in book["A14奖惩"].iter_rows(min_row=3)] == ["记三等功"]
    assert book["A15考核"].max_row == 2


def test_a_list_of_errors_holds_no_live_formula():
    content = write_error_list([("a.lrmx", "任免审批表", 1, "姓名", "error", "=cmd|'/c calc'!A1", "+1")])
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet["F2"].value == "=cmd|'/c calc'!A1" and sheet["F2"].data_type == "s" and sheet["E2"].value == "错误"
