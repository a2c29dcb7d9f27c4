"""The two rank tables: places counted a second time by hand; the roster of a round, on the days around its edges."""

import datetime
import random

import pytest

from cadres.models import Appraisal, Person, RankPromotionCase, RankPromotionRound, RankSpan
from portal.models import AuditEvent, Unit, UnitQuota
from portal.rules.dates import PartialDate
from portal.rules.roles import Role
from reports.populations import ask
from reports.tables.catalogue import TABLES
from tests.reports import records
from tests.reports.rank_people import LADDER, is_civil, make_records
from tests.reports.record_oracles.ranks import held
from tests.reports.tables.conftest import DAY, DAYS, in_force, texts

pytestmark = pytest.mark.django_db
TIERS = {
    "researcher_2": (["14"], 2, ""), "researcher_34": (["15", "16"], 10, ""), "researcher_3": (["15"], 40, "researcher_34"),
    "chief_clerk_14": (["17", "18", "19", "1A"], 60, ""), "chief_clerk_12": (["17", "18"], 50, "chief_clerk_14"),
}  # fmt: skip


def filled(name, unit, day, choice):
    return texts(TABLES[name].fill(ask(population="team", as_of=day, unit=unit), str(choice)))


def test_places_used_free_and_wanted_of_every_tier(db):
    lot = random.Random(7)
    make_records(lot)
    county = Unit.objects.get(parent=None)
    batch = RankPromotionRound.objects.create(name="批次", unit=county, as_of=DAY)
    for case in RankPromotionCase.objects.all():
        case.round, case.held, case.target = batch, lot.choice(["", *LADDER]), lot.choice(LADDER[3:10])
        case.save()
    people = [
        one
        for one in Person.objects.select_related("unit")
        if one.status == "1" and one.establishment == "1" and is_civil(one)
    ]
    for day in DAYS:
        shown = filled("rank-use", county, day, batch.pk)
        units = [unit for unit in Unit.objects.exclude(parent=None) if unit.code in shown]
        assert len(units) == 4
        for unit in units:
            [base] = [one.administrative for one in UnitQuota.objects.filter(unit=unit) if in_force(one, day)] or [None]
            places = {}
            for tier, (ranks, percent, within) in TIERS.items():
                of = places[within][0] if within else base
                number = None if of is None else of * percent // 100
                used = {one.pk for one in people if one.unit == unit and (held(one, "rank", day) or [""])[0] in ranks}
                free = None if number is None else number - len(used)
                if free is not None and within:
                    free = min(free, places[within][1])
                places[tier] = number, free
                wanted = {
                    case.person_id for case in RankPromotionCase.objects.filter(unit=unit)
                    if case.state not in ("rejected", "rolled_back", "hold") and not (case.approved_on and case.approved_on <= day)
                    and case.target in ranks and case.held not in ranks
                }  # fmt: skip
                if f"{tier}.places" in shown[unit.code]:
                    cells = {part: shown[unit.code][f"{tier}.{part}"] for part in ("places", "used", "free", "wanted")}
                    assert (cells["places"].text, cells["free"].text) == tuple(
                        "—" if one is None else str(one) for one in (number, free)
                    )
                    assert (set(cells["used"].people), set(cells["wanted"].people)) == (used, wanted), (unit.code, tier)
                    assert cells["wanted"].text == str(len(cells["wanted"].records))


@pytest.fixture
def batch(county):
    office = records.unit("B", kind="county_organ", parent=county)
    first = RankPromotionRound.objects.create(name="第一批", unit=county, as_of=datetime.date(2025, 12, 31))
    batch = RankPromotionRound.objects.create(name="第二批", unit=county, as_of=DAY)
    for number, state in enumerate(("poll", "draft", "rejected")):
        who = records.person(f"人{number}", pinyin=f"ren{number}", unit=office, category="1", establishment="1")
        RankSpan.objects.create(person=who, sequence="rank", code="1A", began=PartialDate(2022, 3))
        for year, decided in (
            (2021, None),
            (2022, None),
            (2024, datetime.date(2026, 7, 1)),
            (2025, datetime.date(2026, 6, 30)),
        ):
            Appraisal.objects.create(person=who, year=year, result="1", decided_on=decided)
        RankPromotionCase.objects.create(
            round=batch if number < 2 else first, person=who, unit=office, held="1A", target="19", state=state,
            **({"voters": 30, "votes": 26} if state == "poll" else {}),
        )  # fmt: skip
    return batch


def test_the_roster_lists_rank_poll_and_the_excellent_years_in_the_rank_decided_by_the_rounds_day(county, batch):
    lines = filled("rank-roster", county, DAY, batch.pk)
    polled, drafted = lines.values()
    assert [polled[key].text for key in ("name", "held", "since", "target", "voters", "votes", "share")] == [
        "人0", "四级主任科员", "2022.03", "三级主任科员", "30", "26", "86.7%",
    ]  # fmt: skip
    # 2021 lies before the rank, 2024 was decided a day after the round's; both rounds count the year the rank began.
    assert polled["excellent"].text == "2022、2025" and len(polled["excellent"].records) == 2
    assert (drafted["voters"].text, drafted["share"].text, drafted["state"].text) == ("—", "—", "动议")


def test_the_latest_round_by_the_day_is_offered_first_and_the_rejected_stand_in_no_roster(county, batch):
    before = DAY - datetime.timedelta(days=1)
    offered = {
        day: TABLES["rank-roster"].choices(ask(population="team", as_of=day, unit=county)) for day in (DAY, before)
    }
    assert [label[:3] for _code, label in offered[DAY]] == ["第二批", "第一批"]
    assert [label[:3] for _code, label in offered[before]] == ["第一批", "第二批"]
    assert filled("rank-roster", county, DAY, offered[before][0][0]) == {}


def test_opening_the_roster_is_recorded_and_its_cells_lead_to_person_case_and_results(county, batch, signed_in):
    client, asked = signed_in(), f"as_of={DAY}&choice={batch.pk}"
    page = client.get(f"/figures/tables/rank-roster/?{asked}").content.decode()
    case = RankPromotionCase.objects.get(state="poll")
    assert f'href="/cadres/people/{case.person_id}/"' in page and f'href="/registers/rank-cases/{case.pk}/"' in page
    assert AuditEvent.objects.get(action="figure.people_viewed").detail["rows"] == 2
    address = f"/figures/tables/rank-roster/cell/?{asked}&line={case.pk}&column=excellent"
    results = client.get(address).content.decode()
    assert "2022年度考核" in results and "2026-06-30确定" in results and "2024年度考核" not in results


def test_a_table_that_names_people_is_not_open_to_whoever_sees_numbers_only(county, batch, signed_in):
    client = signed_in(Role.INITIATIVE_SECTION)
    assert client.get("/figures/tables/rank-roster/").status_code == 404
    assert "晋升职级人员备案名册" not in client.get("/figures/tables/").content.decode()
    page = client.get(f"/figures/tables/rank-use/?as_of={DAY}").content.decode()
    assert "公务员职级职数使用审批表" in page and "/cell/" not in page
