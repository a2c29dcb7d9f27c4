"""A roster written by the portal is read again by its own importer, and looks like the national ones."""

import io

import openpyxl

from cadres.exporting.roster import write_roster
from cadres.presenters.roster import BY_KEY, COLUMNS, columns_of
from tests.files.reading import checked, named, of_kind

TEXTS = {
    "number": "1", "name": "安柏石", "post": "临溪县青石镇副镇长", "sex": "男", "ethnicity": "汉族", "native_place": "青岚临溪",
    "full_time_level": "大学", "full_time_degree": "农学学士", "full_time_school": "青岚农业大学农学专业",
    "in_service_level": "省委党校研究生", "in_service_school": "青岚省委党校", "born": "1982.04", "work_began": "2004.07",
    "party": "2002.03", "post_since": "2021.06", "rank_since": "2021.06", "unit": "青石镇", "note": "备注一",
    "health": "健康", "birth_place": "青岚白沙", "political_status": "中共党员", "professional_title": "农艺师",
    "id_masked": "999999********0015",
}  # fmt: skip


def written(columns):
    lines = [[TEXTS.get(column.key, "") for column in columns]]
    two_rows = any(column.group for column in columns)
    return write_roster(columns=columns, lines=lines, title="干部花名册", note="截至 2026-06-30", second=two_rows)


def test_the_set_has_the_heads_of_the_national_roster_merged_over_two_rows():
    sheet = openpyxl.load_workbook(io.BytesIO(written(columns_of("gbhmc1", [])))).active
    merged = {str(one) for one in sheet.merged_cells.ranges}
    assert {"A1:P1", "A3:A4", "F3:G3", "H3:I3", "P3:P4"} <= merged
    above = [cell.value for cell in sheet[3]]
    assert above == [
        "姓名", "现任职务", "性别", "民族", "籍贯", "全日制教育", None, "在职教育", None, "出生年月", "参加工作时间", "入党时间",
        "任现职时间", "任现职级时间", "备注", "单位归口",
    ]  # fmt: skip
    assert [cell.value for cell in sheet[4]][5:9] == ["学历", "毕业院校及专业"] * 2


def test_a_roster_read_again_says_the_same_person():
    rows = checked(written(columns_of("gbhmc1", [])), "名册.xlsx")
    (person,) = of_kind(rows, "person")
    assert (person["name"], person["sex"], person["born"], person["work_began"]) == ("安柏石", "1", 19820400, 20040700)
    assert (person["post_text"], person["unit_name"]) == ("临溪县青石镇副镇长", "青石镇")
    assert (person["political_status"], person["party_joined"]) == ("01", 20020300)
    studies = {one["mode"]: (one["level_text"], one["school_text"]) for one in of_kind(rows, "education")}
    assert studies == {"1": ("大学", "青岚农业大学农学专业"), "2": ("省委党校研究生", "青岚省委党校")}
    assert not [row for row in rows if any(one["severity"] == "error" for one in row.problems)], named(rows)


def test_every_free_column_is_read_without_an_error_and_a_masked_number_is_only_noticed():
    columns = [column for column in COLUMNS if not column.key.endswith("level_degree")]
    rows = checked(written(columns), "名册.xlsx")
    (person,) = of_kind(rows, "person")
    assert (person["health"], person["birth_place"], person["professional_title"]) == ("健康", "青岚白沙", "农艺师")
    assert any(column == "身份证号" and code == "id_masked" for _row, column, code in named(rows))
    assert not any(row.id_number for row in rows)
    assert not [row for row in rows if any(one["severity"] == "error" for one in row.problems)], named(rows)


def test_columns_without_groups_have_one_row_of_heads_and_formulas_stay_texts():
    columns = [BY_KEY["name"], BY_KEY["note"]]
    content = write_roster(columns=columns, lines=[["测甲", "=1+1"]], title="名册", note="", second=False)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert [cell.value for cell in sheet[3]] == ["姓名", "备注"]
    assert (sheet["B4"].value, sheet["B4"].data_type) == ("=1+1", "s") or sheet["B4"].quotePrefix is not None


def test_a_level_and_degree_in_one_cell_come_apart_again():
    columns = [BY_KEY[key] for key in ("name", "born", "full_time_level_degree", "full_time_school")]
    lines = [["安柏石", "1982.04", "大学农学学士", "青岚农业大学农学专业"]]
    content = write_roster(columns=columns, lines=lines, title="名册", note="")
    (study,) = of_kind(checked(content, "名册.xlsx"), "education")
    assert (study["level_text"], study["degree_text"]) == ("大学", "农学学士")
