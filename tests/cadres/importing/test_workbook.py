import openpyxl
import pytest

from cadres.importing.kinds import KINDS, WORKBOOK_KINDS
from cadres.importing.reading import read_rows
from cadres.importing.workbook import kind_of_sheet
from portal.office.refusal import FileRefused
from tests.files.reading import checked, named, of_kind
from tests.files.rosters import id_number, saved

ID = id_number("19850312", 1)
PERSON = {
    "姓名": "测一", "身份证号": ID, "性别": "男", "出生年月": "198503", "民族": "汉族", "健康状况": "健康",
    "参加工作时间": "200707", "管理类别": "县级党委管理干部", "现工作单位及职务全称": "柏渡镇镇长",
    "统计关系所在单位": "柏渡镇", "政治面貌": "中共党员", "简历": "2007.07--         柏渡镇科员",
    "年度考核结果综述": "2025年称职",
}  # fmt: skip


def workbook(**sheets):
    """A workbook of the kinds given, each a list of rows by head; heads are those of the first row."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for kind, rows in sheets.items():
        sheet = book.create_sheet(KINDS[kind].sheet)
        sheet.append([KINDS[kind].label])
        heads = list(dict.fromkeys(head for row in rows for head in row))
        sheet.append(heads)
        for row in rows:
            sheet.append([row.get(head) for head in heads])
    return saved(book)


def problems(kind, **changes):
    """(column, code, severity) of a row of a kind with the changes made."""
    base = PERSON if kind == "person" else {"姓名": "测一", "身份证号": ID}
    cells = {head.replace("_", "（").replace("__", "）"): text for head, text in changes.items()}
    rows = checked(workbook(**{kind: [{**base, **cells}]}), "a.xlsx")
    return {(one["column"], one["code"], one["severity"]) for row in rows for one in row.problems}


def test_a_complete_person_has_no_problem():
    assert problems("person") == set()


@pytest.mark.parametrize("head", ["姓名", "性别", "出生年月", "民族", "健康状况", "参加工作时间", "管理类别", "简历"])
def test_a_blank_of_the_full_list_is_an_error(head):
    assert (head, "required", "error") in problems("person", **{head: None})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"籍贯": "青"}, ("籍贯", "place_short", "error")),
        ({"政治面貌": "群众", "第二党派": "民盟"}, ("政治面貌", "party_conflict", "error")),
        ({"公务员登记时间": "200606"}, ("公务员登记时间", "date_order", "error")),
        ({"公务员登记时间": "200607"}, None),
        ({"年度考核结果综述": "2020年称职"}, ("年度考核结果综述", "appraisal_missing", "warning")),
        ({"参加工作时间": "200007"}, ("参加工作时间", "date_order", "notice")),
        ({"参加工作时间": "198407"}, ("参加工作时间", "date_order", "error")),
        ({"入党时间": "200101"}, ("入党时间", "date_order", "notice")),
        ({"性别": "女"}, ("性别", "id_conflict", "notice")),
        ({"出生年月": "198504"}, ("出生年月", "id_conflict", "warning")),
        ({"民族": "汉"}, ("民族", "code_alias", "notice")),
        ({"政治面貌": "党员"}, ("政治面貌", "code_alias", "notice")),
        ({"参加工作时间": "200806"}, ("简历", "resume_mention", "notice")),
        ({"身份证号": ID.lower() + "\u200b"}, None),
        ({"身份证号": "999999850312001"}, ("身份证号", "id_15", "warning")),
        ({"备注": "长" * 501}, ("备注", "too_long", "error")),
        ({"备注": "\ue000"}, ("备注", "pua_char", "warning")),
    ],
)
def test_a_person_against_the_rules(changes, expected):
    found = problems("person", **changes)
    assert expected in found if expected else not found


@pytest.mark.parametrize(
    ("kind", "cells", "expected"),
    [
        ("appointment", {"任职机构名称": "柏渡镇", "职务名称": "镇长", "任职时间": "202001", "任职状态": "已免"},
         ("免职时间", "removal_date", "error")),
        ("appointment", {"任职机构名称": "柏渡镇", "职务名称": "镇长", "任职时间": "202001", "任职状态": "在任",
                         "免职时间": "202101"}, ("任职状态", "status_conflict", "error")),
        ("appointment", {"任职机构名称": "柏渡镇", "职务名称": "镇长", "任职时间": "209901"}, ("任职时间", "date_order", "error")),
        ("appointment", {"任职机构名称": "柏渡镇", "职务名称": "党委副书记（挂职）", "任职时间": "202001",
                         "是否领导成员": "是", "成员类别": "副职"}, ("职务名称", "nature_from_title", "notice")),
        ("education", {"学历名称": "大学", "教育类别": "全日制", "入学时间": "200309", "毕（肄）业时间": "200307",
                       "学校（单位）名称": "青岚大学"}, ("毕（肄）业时间", "date_order", "error")),
        ("education", {"学历名称": "大学", "教育类别": "全日制", "学校（单位）名称": "青岚大学"}, ("入学时间", "required", "error")),
        ("education", {"学历名称": "大学本科", "教育类别": "全日制", "入学时间": "200309", "学校（单位）名称": "青岚大学"},
         ("学历名称", "code_alias", "notice")),
        ("education", {"学位名称": "农学学士", "教育类别": "全日制"}, ("学位授予时间", "required", "error")),
        ("family", {"家庭成员姓名": "测二", "称谓": "妻子"}, ("工作单位及职务", "required", "error")),
        ("family", {"家庭成员姓名": "测二", "称谓": "妻子", "工作单位及职务": "教师"}, ("出生日期", "required", "warning")),
        ("rank", {"类别（职务层次、职级标志）": "职级", "职务层次（职级）": "三级主任", "批准日期": "202001"},
         ("职务层次（职级）", "code_unknown", "error")),
        ("appraisal", {"考核结论": "称职", "考核年度": "2030"}, ("考核年度", "year_invalid", "error")),
    ],
)  # fmt: skip
def test_a_child_row_against_the_rules(kind, cells, expected):
    assert expected in problems(kind, **cells)


def test_a_legal_unit_without_any_establishment_number_is_an_error_and_a_village_is_not():
    rows = checked(workbook(unit=[{"机构名称": "县委办", "机构编码": "001.002"}, {"机构名称": "甲村", "机构编码": "001.003"}]), "a.xlsx")
    assert [row.is_wrong for row in rows] == [True, False]
    assert of_kind(rows, "unit")[0]["parent_code"] == "001"


def test_a_column_that_the_sheet_does_not_have_is_not_asked_of_every_row():
    rows = checked(workbook(person=[{"姓名": "测一", "身份证号": ID, "籍贯": "青岚"}]), "a.xlsx")
    assert named(rows) == set()


@pytest.mark.parametrize("name", ["A02职务", "A02", "a02 职务信息", "A02_职务"])
def test_the_sheet_is_known_by_its_code(name):
    assert kind_of_sheet(name).name == "appointment"


@pytest.mark.parametrize("name", ["Sheet1", "人员", "A021", "数据提取说明"])
def test_other_sheets_are_none_of_the_workbook(name):
    assert kind_of_sheet(name) is None


def test_a_doubled_head_of_the_workbook_is_refused():
    book = openpyxl.Workbook()
    book.active.title = "A01人员"
    book.active.append(["姓名", "身份证号", "身份证号码"])
    with pytest.raises(FileRefused) as refused:
        read_rows(saved(book), "a.xlsx")
    assert refused.value.code == "header_duplicate"


def test_every_key_of_a_kind_is_a_value_it_can_have():
    for kind in WORKBOOK_KINDS:
        fields = {column.field for column in kind.columns} | {"id_index", "name_key"}
        assert set(kind.key) <= fields
