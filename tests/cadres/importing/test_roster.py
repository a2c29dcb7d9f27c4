import openpyxl
import pytest

from cadres.importing.reading import read_rows
from cadres.importing.roster import suggest_mapping, suggest_with_confidence
from portal.office.refusal import FileRefused
from tests.files.reading import checked, named, of_kind
from tests.files.rosters import MISTAKES, good_line, roster, roster_with_twenty_mistakes, saved


def sheet_of(*rows, merged=()):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for area in merged:
        book.active.merge_cells(area)
    return saved(book)


def test_each_of_twenty_mistakes_is_named_with_row_column_and_remedy():
    content, expected = roster_with_twenty_mistakes()
    rows = checked(content, "花名册.xlsx")
    assert len(MISTAKES) == 20
    assert expected - named(rows) == set()
    assert all(one["remedy"] and one["message"] for row in rows for one in row.problems)


def test_good_lines_have_no_problem_at_all():
    assert named(checked(roster([good_line(at) for at in range(12)]), "a.xlsx")) == set()


def test_one_line_becomes_rows_of_several_kinds():
    rows = checked(roster([good_line(3)]), "a.xlsx")
    assert [row.kind for row in rows] == ["person", "education", "appointment", "source_tag", "appraisal"]
    assert len({(row.id_number, row.name_key, row.born_month) for row in rows}) == 1
    assert of_kind(rows, "source_tag") == [{"category": "five_side", "subcategory": "selected_graduate"}]
    assert of_kind(rows, "person")[0]["post_text"] == "柏渡镇科员"


def test_the_id_number_is_never_shown_in_clear():
    rows = checked(roster([good_line(3), {**good_line(4), "身份证号": "999999198505120010"}]), "a.xlsx")
    for row in rows:
        assert "99999919850" not in str(row.cells) + str(row.values) + str(row.problems)


def test_two_rows_of_heads_under_a_merged_title_are_joined():
    content = sheet_of(
        ["干部花名册"], ["姓名", "出生年月\n（岁）", "全日制教育", None, "在职教育", None],
        [None, None, "学历学位", "毕业院校及专业", "学历学位", "毕业院校及专业"],
        ["张　三", "1985.03\n（41岁）", "大学 农学学士", "青岚大学农学专业", "省委党校研究生", None],
        merged=["A1:F1", "A2:A3", "B2:B3", "C2:D2", "E2:F2"],
    )  # fmt: skip
    rows = checked(content, "a.xlsx")
    assert of_kind(rows, "person")[0]["name"] == "张三"
    assert of_kind(rows, "person")[0]["born"] == 19850300
    full_time, in_service = of_kind(rows, "education")
    assert (full_time["mode"], full_time["level"], full_time["degree"]) == ("1", "21", "409")
    assert (in_service["mode"], in_service["level"], in_service["level_text"]) == ("2", "1B", "省委党校研究生")


def test_only_name_and_one_of_id_number_or_birth_are_required():
    rows = checked(
        sheet_of(["姓名", "出生年月", "身份证号"], ["张三", "1985.03", None], ["李四", None, None]), "a.xlsx"
    )
    assert not rows[0].is_wrong
    assert (3, "身份证号", "required") in named(rows)


@pytest.mark.parametrize("written", ["1990.02", "199002", "1990-2", "1990年2月", 199002])
def test_one_month_in_any_spelling_is_one_value(written):
    rows = checked(sheet_of(["姓名", "出生年月"], ["张三", written]), "a.xlsx")
    assert of_kind(rows, "person")[0]["born"] == 19900200


def test_a_doubled_head_is_refused():
    with pytest.raises(FileRefused) as refused:
        read_rows(sheet_of(["姓名", "身份证", "性别", "身份证号"], ["张三", "1", "男", "2"]), "a.xlsx")
    assert refused.value.code == "header_duplicate" and "第D列" in refused.value.message


def test_heads_with_odd_blanks_brackets_and_breaks_are_recognised():
    found = suggest_mapping(["姓\u00a0名", "身份证号码", "入党时间\n", "出生年月（岁）", "全日制教育/学历", "怪列"])
    assert list(found.values()) == [
        "person.name",
        "person.id_number",
        "person.party_text",
        "person.born",
        "education.full_time.level_text",
        "",
    ]
    assert suggest_with_confidence(["出生年月（岁）"])["出生年月（岁）"][1] < 1


def test_a_mapping_chosen_by_a_person_is_followed():
    content = sheet_of(["姓名", "出生年月", "怪列"], ["张三", "1985.03", "农学"])
    rows = checked(
        content, "a.xlsx", mapping={"姓名": "person.name", "出生年月": "person.born", "怪列": "person.specialty"}
    )
    assert of_kind(rows, "person")[0]["specialty"] == "农学"


def test_the_same_id_number_twice_is_named_at_the_second_line():
    rows = checked(roster([good_line(3), good_line(3)]), "a.xlsx")
    assert (4, "身份证号", "dup_in_file") in named(rows) and "第3行" in str(rows[-5].problems)


def test_formulas_without_value_and_cell_errors_are_named():
    book = openpyxl.Workbook()
    book.active.append(["姓名", "出生年月", "民族"])
    book.active.append(["张三", "=A1", "#REF!"])
    book.active["C2"].data_type = "e"
    assert {(2, "出生年月", "formula_no_value"), (2, "民族", "cell_error")} <= named(checked(saved(book), "a.xlsx"))


def test_names_of_several_spellings_and_of_bad_characters():
    rows = checked(
        sheet_of(["姓名", "出生年月"], ["张　三", "198503"], ["买买提•艾力", "198503"], ["\u202e李四", "198503"],
                 ["<script>", "198503"], ["测" * 51, "198503"]), "a.xlsx",
    )  # fmt: skip
    assert [row.values.get("name") for row in rows] == ["张三", "买买提·艾力", None, None, None]
    assert {(4, "姓名", "name_chars"), (5, "姓名", "name_chars"), (6, "姓名", "too_long")} <= named(rows)


def test_blank_never_erases_and_the_word_for_it_does():
    rows = checked(sheet_of(["姓名", "出生年月", "籍贯", "职称"], ["张三", "198503", None, "清空"]), "a.xlsx")
    assert "native_place" not in rows[0].values and rows[0].values["professional_title"] == ""


def test_totals_and_footers_are_no_people():
    rows = checked(sheet_of(["姓名", "出生年月"], ["张三", "198503"], ["合计", 1], [None, "填表人：李四"]), "a.xlsx")
    assert len(rows) == 1


@pytest.mark.parametrize("second", [["姓名", "民族"], None])
def test_two_different_tables_or_only_a_hidden_one_leave_open_what_is_meant(second):
    book = openpyxl.Workbook()
    book.active.append(["姓名", "出生年月"])
    book.active.append(["测一", "198503"])
    if second:
        book.create_sheet("二").append(second)
    else:
        book.create_sheet("封面")
        book.worksheets[0].sheet_state = "hidden"
    with pytest.raises(FileRefused) as refused:
        read_rows(saved(book), "a.xlsx")
    assert refused.value.code == ("sheet_ambiguous" if second else "header_missing")
