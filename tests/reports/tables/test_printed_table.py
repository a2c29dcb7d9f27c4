"""A standard table as a workbook: heads merged as on paper, numbers that add up, print set-up, nothing live in a cell."""

import io

import openpyxl
import pytest

from reports.exporting.standard_table import write_standard_table
from reports.tables.grid import Cell, Grid, Head, Line

HEADS = (
    Head("base", (), "行政编制"), Head("a", ("班子", "正职"), "应配"), Head("b", ("班子", "正职"), "实配"), Head("c", ("班子",), "缺配"),
)  # fmt: skip


def line(key, *labels, texts=("3", "1", "—", "-2"), weight=""):
    return Line(key, labels, tuple(Cell(text) for text in texts), weight)


def opened(heads=HEADS, lines=None):
    lines = lines or (
        line("1", "乡镇", "=1+1"), line("2", "乡镇", "北镇"), line("s", "乡镇", "小计", weight="sum"),
        line("total", "合计", "", weight="total"),
    )  # fmt: skip
    grid = Grid(("类别", "单位"), heads, lines, ("甲注", "乙注"))
    content = write_standard_table(
        title="职数表", place="临溪县", counted_in="名", grid=grid, foot=["填表单位：县", "审核人：", "填表人：周敏", "填表日期：某日"]
    )
    return openpyxl.load_workbook(io.BytesIO(content)).active


def test_heads_labels_and_totals_are_merged_as_on_paper():
    sheet = opened()
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A1:F1", "A3:A5", "B3:B5", "C3:C5", "D3:F3", "D4:E4", "F4:F5", "A6:A8", "A9:B9"} <= merged
    assert [sheet[cell].value for cell in ("A1", "D3", "D4", "D5", "F4", "A6", "B8", "A9")] == [
        "职数表", "班子", "正职", "应配", "缺配", "乡镇", "小计", "合计",
    ]  # fmt: skip
    assert "单位：名" in [cell.value for cell in sheet[2]]


def test_numbers_are_numbers_and_texts_stay_texts():
    sheet = opened()
    assert [sheet.cell(6, column).value for column in range(3, 7)] == [3, 1, "—", -2]
    assert (sheet["B6"].value, sheet["B6"].data_type) == ("=1+1", "s")
    words = [cell.value for row in sheet.iter_rows(min_row=10) for cell in row if cell.value]
    assert words[0].split() == ["填表单位：县", "审核人：", "填表人：周敏", "填表日期：某日"]
    assert words[1:] == ["注：甲注", "乙注"]


@pytest.mark.parametrize(("columns", "paper"), [(4, "9"), (40, "8")])
def test_it_prints_across_one_page_with_its_heads_on_every_page(columns, paper):
    heads = tuple(Head(str(number), (), "人数") for number in range(columns))
    sheet = opened(heads, (line("1", "乡镇", "北镇", texts=["1"] * columns),))
    setup = sheet.page_setup
    assert (setup.orientation, str(setup.paperSize), setup.fitToHeight) == ("landscape", paper, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage  # one page wide is what the format assumes
    assert sheet.print_title_rows == "$1:$3" and sheet.freeze_panes == "C4"
