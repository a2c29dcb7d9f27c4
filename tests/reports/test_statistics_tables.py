"""Every cell of the statistics tables agrees with its oracle, on ordinary and on edge days, for county, township and village."""

import datetime
import random

import pytest

from branches.models import WeakOrganizationCase
from branches.rules.occupations import OCCUPATIONS, UNSORTED, occupation_code
from portal.models import Unit
from reports.problems import BadDefinition
from reports.records.asking import ask_records
from reports.records.listing import record_page
from reports.statistics.counting import count_table, question_of
from reports.statistics.definition import read_table, statistics_tables
from tests.reports import statistics_oracle as told
from tests.reports.statistics_records import make_records

DAYS = (datetime.date(2025, 12, 31), datetime.date(2026, 6, 30), datetime.date(2026, 7, 1))
GONE_BY = {
    "开除党籍": ("251",), "退党除名": ("232",), "劝退": ("241",), "劝而不退除名": ("242",), "自行脱党除名": ("231",),
    "取消预备党员资格": ("221", "222"),
}  # fmt: skip
CATEGORIES = {"总数": ("COM", "GEN", "BR", "JBR"), "党委": ("COM",), "总支部": ("GEN",), "支部": ("BR", "JBR")}
REASONS = {
    "班子配备不齐、书记长期缺职": "team_incomplete", "书记不胜任现职": "secretary_unfit", "班子不团结、内耗严重": "team_disunited",
    "组织制度形同虚设、不开展党组织活动": "life_irregular", "换届选举拉票贿选问题突出": "election_wrong",
    "宗族宗教和黑恶势力干扰渗透严重": "clan_interference", "村务居务财务公开和民主管理混乱": "affairs_secret",
    "社会治安问题和信访矛盾纠纷集中": "petitions", "服务意识差、服务能力弱、群众意见大": "service_poor",
}  # fmt: skip


def table_1(unit, day):
    last_year = datetime.date(day.year - 1, 12, 31)
    came, went = told.came_and_went(unit, day)
    before, now = len(told.members(unit, last_year)), len(told.members(unit, day))
    ways_in = [how for _one, how, _after in came if how]
    ways_out = [how for _one, how, _way in went if how]
    due = before + len(ways_in) - len(ways_out)
    named = {
        "上年底总数": before, "本年增加": len(ways_in), "本年减少": len(ways_out), "本年底应有数": due, "本年底实有数": now,
        "实有数与应有数之差": now - due,
        "恢复党籍中：停止党籍后恢复党籍": sum(how == "恢复党籍" and after for _one, how, after in came),
    }  # fmt: skip

    def cell(row, column):
        head = row[0].partition("、")[2] or row[0]
        return named[head] if head in named else ways_in.count(head) + ways_out.count(head)

    return cell


def by_work(rows):
    def table(unit, day):
        found = rows(unit, day)
        return lambda row, column: sum(one.works(*row) and one.is_(*column) for one in found)

    return table


def developed(unit, day):
    return [one for one, how, _after in told.came_and_went(unit, day)[0] if how == "发展党员"]


def table_5(unit, day):
    found = [one for one in told.members(unit, day) if one.organization.sector in ("township", "village")]
    village = [one for one in found if one.organization.sector == "village"]
    sat = {one: {post.post for post in one.posts} - {"group_leader", "first_secretary"} for one in village}
    groups = {
        "总数": found, "建制村": village, "建制村中从事农牧渔业生产": [one for one in village if one.work in ("1", "113")],
        "委员": [one for one in village if sat[one]], "书记": [one for one in village if "secretary" in sat[one]],
        "书记中兼任村委会主任": [one for one in village if any(p.post == "secretary" and p.also_head for p in one.posts)],
    }  # fmt: skip
    return lambda row, column: sum(one.is_(*row) for one in groups[column[0]])


def table_8(unit, day):
    rounds, grades = told.graded(unit, day)

    def stands(organization, column):
        if column in ("总数", "其他"):
            return column == "总数" or organization.sector == "other"
        if column == "机关":
            return organization.sector in ("organ", "township", "street")
        return organization.sector == told.SECTORS[column]

    def cell(row, column):
        if row[0] == "结束评议的支部":
            return sum(stands(one.organization, column[0]) for one in rounds)
        wanted = {"参加评议的党员": "1234", "其中：优秀": "1", "其中：合格": "2", "其中：基本合格": "3"}.get(row[0], "4")
        return sum(one.grade in wanted and stands(one.round.organization, column[0]) for one in grades)

    return cell


def table_10(unit, day):
    left = [(one, way) for one, how, way in told.came_and_went(unit, day)[1] if how == "出党"]
    everyone = [(one, way) for one, _how, way in told.came_and_went(unit, day)[1]]

    def cell(row, column):
        rows = left if column[0] == "总数" else [pair for pair in everyone if pair[1] in GONE_BY[column[0]]]
        return sum(one.is_(*row) for one, _way in rows)

    return cell


def table_15(unit, day):
    found = told.probation_ends(unit, day)
    settled = [one for one in found if one not in ("预备期未满被取消预备党员资格", "尚未讨论或审批")]
    ended = [one for one in found if one != "预备期未满被取消预备党员资格"]
    sums = {"预备期满的党员": len(ended), "合计": len(settled)}
    return lambda row, column: sums[column[0]] if column[0] in sums else found.count(column[0])


def table_18(unit, day):
    found = told.candidates(unit, day)

    class Candidate(told.Member):
        def __init__(self, case):
            super().__init__(type("Row", (), {"member": _Nobody(case.person), "organization": case.organization}), day)

    class _Nobody:
        full_since, occupation = None, ""

        def __init__(self, person):
            self.person = person

    people = [(Candidate(case), stage) for case, stage in found]

    def cell(row, column):
        village, stage = row[0].startswith("其中建制村"), row[0].rpartition("：")[2]
        return sum(
            at == stage and one.is_(*column) and (not village or one.organization.sector == "village") for one, at in people
        )

    return cell


def table_24(unit, day):
    standing, ended = told.in_being(unit, day), told.terms(unit, day)

    def cell(row, column):
        categories = CATEGORIES[column[0]]
        if row[0] == "任届期满":
            return sum(category in categories for category, _held in ended)
        if row[0] == "报告期内换届":
            return sum(category in categories and held for category, held in ended)
        sectors = {"党的基层组织数": None, "机关": ("organ",), "其他": ("other", "social_organization")}.get(
            row[0], (told.SECTORS.get(row[0]),)
        )
        return sum(category in categories and (sectors is None or sector in sectors) for category, sector in standing)

    return cell


def table_25(unit, day):
    found = told.hosts(unit, day)
    highest = {"建立党委的": {"COM", "WC"}, "建立总支部的": {"GEN"}, "建立支部的": {"BR"}}

    def holds(row, own, covered, full):
        if row in highest:
            ranked = [one for one in ("COM", "WC", "GEN", "BR") if one in own]
            return bool(ranked) and ranked[0] in highest[row]
        has = bool(own) or covered
        return {"单位数": True, "已建立联合党支部的": covered, "具有3名以上党员的": full >= 3, "应建尚未建立党组织的": not has,
                "没有党员的": not has and full == 0}[row]  # fmt: skip

    return lambda row, column: sum(
        group == column[0] and holds(row[0], own, covered, full) for _one, group, own, covered, full in found
    )


def table_41(unit, day):
    found = told.weak(unit, day)

    def cell(row, column):
        here = [one for one in found if row[0] == "总计" or one.organization.sector == told.SECTORS[row[0]]]
        if column[0] == "整顿提升基层党组织":
            return sum(one.closed_on is not None and one.closed_on <= day for one in here)
        if column[0] in REASONS:
            return sum(one.reason == REASONS[column[0]] for one in here)
        return len(here) if column[0].startswith("排查") else sum(one.reason not in REASONS.values() for one in here)

    return cell


def table_43(unit, day):
    lost = [one for one in told.members(unit, day) if one.member.lost_since and one.member.lost_since.first_day() <= day]

    def stands(one, row):
        if row == "机关":
            return one.organization.sector in ("organ", "township", "street")
        return row in ("总计",) or one.organization.sector == told.SECTORS.get(row, "other")

    return lambda row, column: sum(stands(one, row[0]) and one.is_(*column) for one in lost)


ORACLES = {
    "1": table_1, "2": by_work(told.members), "3": by_work(told.members), "4": by_work(told.members), "5": table_5, "8": table_8,
    "10": table_10, "15": table_15, "16": by_work(developed), "18": table_18, "24": table_24, "25": table_25, "41": table_41,
    "43": table_43,
}  # fmt: skip


@pytest.fixture
def county(db):
    made = random.Random(11)
    make_records(made)
    told.forget()
    return Unit.objects.get(parent=None)


def test_every_table_has_an_oracle():
    assert set(ORACLES) == set(statistics_tables())


def test_every_cell_agrees_with_its_oracle(county):
    wrong, filled = [], set()
    places = [county, *Unit.objects.filter(kind="town")[:1], *Unit.objects.filter(kind="village")[:1]]
    for number, table in statistics_tables().items():
        for unit in places:
            for day in DAYS:
                ours = count_table(table, ask_records(unit=unit, as_of=day))
                theirs = ORACLES[number](unit, day)
                for at, row in enumerate(table.rows):
                    for over, column in enumerate(table.columns):
                        if table.not_held(at, over):
                            assert ours[at][over] is None
                            continue
                        expected = theirs(told.split(row), told.split(column))
                        if ours[at][over]:
                            filled.add((number, row.text))
                        if ours[at][over] != expected:
                            wrong.append((number, row.text, column.text, unit.name, day, ours[at][over], expected))
    assert wrong == []
    rows = {(number, row.text) for number, one in statistics_tables().items() for row in one.rows if not row.not_held}
    never = rows - filled
    assert len(never) < len(rows) / 4, f"rows that never count prove nothing: {sorted(never)}"


def test_a_cell_opens_to_as_many_records_as_it_says(county):
    day = DAYS[1]
    question = ask_records(unit=county, as_of=day)
    for table in statistics_tables().values():
        numbers = count_table(table, question)
        for (at, over), cell in list(table.cells.items())[:: max(1, len(table.cells) // 12)]:
            page = record_page(cell, "numerator", question_of(table, at, question), limit=1000)
            assert len(page.rows) == numbers[at][over], (cell.title, len(page.rows), numbers[at][over])


def test_the_statements_of_a_table_do_not_grow_with_its_cells(county, django_assert_max_num_queries):
    question = ask_records(unit=county, as_of=DAYS[1])
    with django_assert_max_num_queries(2):
        count_table(statistics_tables()["2"], question)
    with django_assert_max_num_queries(8):
        count_table(statistics_tables()["1"], question)


@pytest.mark.parametrize(
    ("text", "private", "code"),
    [
        ("企业管理人员", False, "014"), ("企业管理人员", True, "021"), ("农民工", True, "0253"), ("农民", False, "1"),
        ("0111", False, "011"), ("01641", False, "0164"), ("9", False, UNSORTED), ("", False, UNSORTED), ("说不清", True, UNSORTED),
    ],
)  # fmt: skip
def test_a_wording_of_work_is_sorted_or_said_to_be_unsorted(text, private, code):
    assert occupation_code(text, private=private) == code


def test_no_wording_of_work_stands_for_two_kinds():
    wordings = [word for _code, name, others in OCCUPATIONS for word in (name, *others)]
    assert len(wordings) == len(set(wordings))


def test_every_reason_of_weakness_stands_in_a_column():
    table = statistics_tables()["41"]
    asked = {
        value for (at, _over), cell in table.cells.items() if at == 0 for one in cell.numerator
        if one.column.name == "reason" for value in one.values
    }  # fmt: skip
    assert asked == set(WeakOrganizationCase.Reason.values)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"source": "nothing"}, "source"), ({"period": "week"}, "period"), ({"colour": 1}, "colour"),
        ({"rows": [{"head": "甲", "where": {"shoe": "1"}}]}, "shoe"), ({"rows": [{"head": "甲", "plus": [9]}]}, "by number"),
        ({"rows": [{"like": "nobody"}]}, "nobody"), ({"rows": [{"head": "甲", "day": "monday"}]}, "monday"),
        ({"period": "year"}, "have a day"),
    ],
)  # fmt: skip
def test_a_table_the_engine_cannot_do_is_refused(change, message):
    data = {
        "number": "99", "title": "表", "vintage": 2017, "basis": "无", "source": "party_member", "period": "as_of",
        "rows": [{"head": "总计"}], "columns": [{"head": "人数"}],
    }  # fmt: skip
    with pytest.raises(BadDefinition, match=message):
        read_table("99.toml", data | change, {})
