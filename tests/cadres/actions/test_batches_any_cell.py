"""Whatever stands in the cells of a workbook: rows end in a state or with a problem, and undo leaves what was there."""

import datetime

import pytest
from batch_rows import account, county, staged
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadres.actions.batches import apply, rehearse, undo
from cadres.importing.checking import CheckContext, check_rows
from cadres.importing.kinds import WORKBOOK_KINDS
from cadres.importing.rows import raw_row
from portal.code_tables import lookups, read_code_tables
from portal.models import BatchRow

CODES = lookups(read_code_tables())
TODAY = datetime.date(2026, 11, 23)
PEOPLE = (("张三", "999999198503020017", "1985.03"), ("李四", "999999198604120033", "1986.04"))
GOOD = {
    "unit": {"机构名称": "青石镇", "机构编码": "L0.9", "隶属关系": "81", "行政编制数": "20", "正职领导职数": "1", "副职领导职数": "8"},
    "person": {
        "性别": "男", "出生年月": "1985.03", "民族": "汉族", "健康状况": "健康", "参加工作时间": "2007.07", "政治面貌": "中共党员",
        "管理类别": "县级党委管理干部", "现工作单位及职务全称": "青石镇党委书记", "统计关系所在单位": "青石镇",
        "简历": "2007.07--2020.03  临溪县柏渡镇干部\n2020.03--  临溪县青石镇党委书记", "年度考核结果综述": "2025年度称职",
    },
    "appointment": {"任职机构名称": "柏渡镇党委", "职务名称": "书记", "任职时间": "2020.03", "是否领导成员": "是", "成员类别": "正职", "主职务": "是"},
    "rank": {"类别（职务层次、职级标志）": "职级", "职务层次（职级）": "一级科员", "批准日期": "2019.06"},
    "qualification": {"专业技术资格名称": "工程师", "获得资格日期": "2015.06"},
    "education": {"学历名称": "大学", "教育类别": "全日制", "入学时间": "2003.09", "毕（肄）业时间": "2007.07", "学校（单位）名称": "临溪师范"},
    "award": {"奖惩名称": "嘉奖", "批准日期": "2024.05"},
    "appraisal": {"考核年度": "2025", "考核结论": "称职"},
    "family": {"称谓": "妻子", "家庭成员姓名": "王五", "出生日期": "1986.05", "政治面貌": "群众", "工作单位及职务": "临溪县医院医生"},
    "supplement": {"是否选调生": "是", "进入选调生时间": "2007.07"},
    "source_tag": {"来源类别": "五方面人员（选调生）"},
}  # fmt: skip
NASTY = (
    "", "清空", " ", "\x00", "0", "-1", "1e309", "99999999999999999999", "1900", "0000", "198500", "19850229", "2031.01",
    "1985.13", "2020.03.00", "9999.12.31", "是", "否", "张三", "李四", "999999198503020017", "999999198604120033", "11010519491231002X",
    "柏渡镇", "石坪乡", "党委", "临溪县", "青石镇", "L0", "L1", "L0.9", "'; DROP TABLE x; --", "{\"a\":1}", "=1+1", "%s %(x)s {table}",
    "\\", "\u202e倒", "𠮷𠮷", "长" * 700, "a" * 70_000, "职务层次", "职级", "三级调研员", "正科级", "大专", "在职", "已免", "在任", "1", "2",
)  # fmt: skip


def sheets() -> list[dict]:
    """Raw rows of a good workbook of two people, every sheet filled."""
    rows = [raw_row("B01单位", 3, "unit", dict(GOOD["unit"]))]
    for kind in ("person", "appointment", "rank", "qualification", "education", "award", "appraisal", "family", "supplement", "source_tag"):  # fmt: skip
        for number, (name, id_number, born) in enumerate(PEOPLE, start=3):
            of = {"姓名": name, "身份证号": id_number}
            rows.append(raw_row(kind, number, kind, GOOD[kind] | of | ({"出生年月": born} if kind == "person" else {})))
    return rows


HEADS = {kind.name: [column.head for column in kind.columns] + ["姓名", "身份证号"] for kind in WORKBOOK_KINDS}
ROWS = st.integers(0, len(sheets()) - 1)
CHANGE = st.tuples(
    ROWS,
    st.integers(0, 60),
    st.sampled_from(NASTY) | st.text(max_size=30),
    st.sampled_from(["", "", "", "number", "formula", "error"]),
)


def changed(rows: list[dict], changes, doubled) -> list[dict]:
    """The rows with cells overwritten and some rows repeated."""
    for at, column, text, flag in changes:
        row = rows[at]
        heads = HEADS[row["kind"]]
        head = heads[column % len(heads)]
        row["cells"][head] = text
        if flag:
            row["flags"][head] = flag
    return rows + [dict(rows[at], number=90 + n) for n, at in enumerate(doubled)]


DERIVED = ("cadres_spell", "cadres_townshipperiod")


def records() -> list[tuple]:
    """Digest of each table of records; the history and the batches themselves are left out.

    Rows worked out from a résumé are written anew whenever it is read again, so their numbers say nothing.
    """
    tables = [
        t
        for t in connection.introspection.table_names()
        if t.startswith(("cadres_", "portal_unit")) and not t.endswith("event")
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(
            f"SELECT '{t}', md5(coalesce(string_agg(md5({row}), '' ORDER BY md5({row})), '')) FROM {t} r"
            for t in tables
            for row in ["(to_jsonb(r) - 'id')::text" if t in DERIVED else "r::text"]
        ))  # fmt: skip
        return sorted(cursor.fetchall())


@pytest.fixture
def place(db):
    units = county()
    return account("county_clerk", units["county"]), units["county"]


def load(rows, by, unit):
    context = CheckContext(today=TODAY, codes=CODES, format="workbook")
    batch = rehearse(staged(check_rows(iter(rows), context), by=by, unit=unit).pk)
    assert set(batch.rows.values_list("state", flat=True)) <= {"new", "changed", "same", "doubtful", "wrong", "skipped"}
    for row in BatchRow.objects.filter(batch=batch, state__in=("wrong", "doubtful")):
        assert row.problems or row.person_row, row.cells
    return apply(batch=batch, by=by)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(CHANGE, max_size=6), doubled=st.lists(ROWS, max_size=3))
def test_any_cells_into_an_empty_county_and_out_again(place, changes, doubled):
    with transaction.atomic():
        before = records()
        undo(batch=load(changed(sheets(), changes, doubled), *place), by=place[0])
        assert records() == before
        transaction.set_rollback(True)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(CHANGE, min_size=1, max_size=8), doubled=st.lists(ROWS, max_size=2))
def test_any_cells_over_what_is_on_file_and_back(place, changes, doubled):
    with transaction.atomic():
        load(sheets(), *place)
        before = records()
        undo(batch=load(changed(sheets(), changes, doubled), *place), by=place[0])
        assert records() == before
        transaction.set_rollback(True)


def test_undoing_a_renaming_reads_the_resumes_by_the_old_name_again(place):
    load(sheets(), *place)
    before = records()

    undo(batch=load(changed(sheets(), [(0, 0, "-1", "")], []), *place), by=place[0])

    assert records() == before


def test_the_good_workbook_comes_in_whole(place):
    batch = load(sheets(), *place)
    assert {state for states in batch.counts.values() for state in states} == {"new"}, [
        (row.kind, row.number, p["column"], p["message"])
        for row in batch.rows.exclude(state="new")
        for p in row.problems
    ]
