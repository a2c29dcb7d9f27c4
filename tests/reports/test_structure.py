"""Requirements over slates: by township and together, plans nobody has decided, candidates, and what completion keeps."""

import datetime

import pytest

from cadres.actions.turnover import Candidate, advance_state, complete, set_slate
from cadres.models import SlateSnapshot, SourceTag, StructureRequirement, TurnoverRound, TurnoverUnit
from cadres.rules.structure import Verdict
from portal.rules.dates import PartialDate
from reports.rule_values import rules_on
from reports.structure import Member, candidates, judge, slate_members
from tests.reports.records import person, stretch, study, unit

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 30)


@pytest.fixture
def county():
    return unit("L01", kind="county")


@pytest.fixture
def turnover():
    return TurnoverRound.objects.create(name="2026年换届", as_of=DAY)


def taken_in(turnover, place, *people, state="approved"):
    held = TurnoverUnit.objects.create(round=turnover, unit=place, state=state, held_on=datetime.date(2026, 6, 20))
    for who, post in people:
        held.slate.create(person=who, post=post)
    return held


def requirement(turnover, county, **values):
    given = {"name": "要求", "unit": county, "trait": "woman", "threshold": 1, "source_document": "样例"} | values
    return StructureRequirement.objects.create(round=turnover, **given)


def judged(turnover, members=None):
    members = slate_members(turnover) if members is None else members
    townships = [one.unit for one in turnover.units.order_by("pk")]
    return judge(turnover.requirements.select_related("unit"), members, townships, rules_on(DAY))


def test_each_township_is_judged_by_itself_and_one_that_misses_it_makes_it_missed(county, turnover):
    first, second = unit("L01.101", parent=county), unit("L01.102", parent=county)
    taken_in(turnover, first, (person("甲", sex="2"), "副镇长"))
    taken_in(turnover, second, (person("乙", sex="1"), "副镇长"))
    requirement(turnover, county, scope="each")
    (result,) = judged(turnover)
    assert result.verdict == Verdict.MISSED
    assert (result.missed, result.places[second.pk].short) == ([second.pk], 1)


def test_a_township_without_anybody_misses_what_asks_for_somebody(county, turnover):
    place = unit("L01.101", parent=county)
    taken_in(turnover, place)
    requirement(turnover, county, scope="each")
    assert judged(turnover)[0].missed == [place.pk]


def test_a_share_of_the_whole_counts_somebody_of_two_townships_once(county, turnover):
    first, second = unit("L01.101", parent=county), unit("L01.102", parent=county)
    both = person("甲", sex="2")
    taken_in(turnover, first, (both, "副镇长"), (person("乙", sex="1"), "镇长"))
    taken_in(turnover, second, (both, "副镇长"))
    requirement(turnover, county, scope="whole", measure="share", threshold=50)
    (result,) = judged(turnover)
    assert (result.places[None].counted, result.places[None].group, result.verdict) == (1, 2, Verdict.MET)


@pytest.mark.parametrize(("born", "verdict"), [("199006", Verdict.MISSED), ("199007", Verdict.MET), ("1990", Verdict.UNKNOWN),
                                               ("1991", Verdict.MET), (None, Verdict.UNKNOWN)])  # fmt: skip
def test_age_is_counted_on_the_rounds_day_to_the_month(county, turnover, born, verdict):
    taken_in(turnover, unit("L01.101", parent=county), (person("甲", born=born), "副镇长"))
    requirement(turnover, county, trait="age", most_age=35)
    assert judged(turnover)[0].verdict == verdict


def test_young_heads_are_asked_for_their_secretaries(county, turnover):
    place = unit("L01.101", parent=county)
    taken_in(turnover, place, (person("甲", born="199101"), "党委书记"), (person("乙", born="199201"), "党委副书记、镇长"),
             (person("丙", born="197001"), "人大主席"))  # fmt: skip
    requirement(turnover, county, group="young_heads", trait="secretary", most_age=35, measure="share", threshold="33.33",
                scope="whole")  # fmt: skip
    (result,) = judged(turnover)
    assert (result.places[None].counted, result.places[None].group, result.verdict) == (1, 2, Verdict.MET)


def test_a_plan_is_judged_without_being_written(county, turnover):
    place = unit("L01.101", parent=county)
    taken_in(turnover, place, (person("甲", sex="1"), "副镇长"))
    woman = person("乙", sex="2")
    requirement(turnover, county)
    assert judged(turnover)[0].verdict == Verdict.MISSED
    assert judged(turnover, [*slate_members(turnover), Member(woman.pk, place.pk, "副镇长")])[0].verdict == Verdict.MET


def test_candidates_have_what_is_asked_are_in_post_and_on_nobodys_slate(county, turnover):
    place = unit("L01.101", parent=county)
    formal = {"status": "1", "establishment": "1", "unit": place}
    asked = requirement(turnover, county, trait="age", most_age=35)
    young = person("甲", born="199101", pinyin="a", **formal)
    leader = person("乙", born="199101", pinyin="b", post_level="0142", **formal)
    person("丙", born="197001", **formal)
    person("丁", born="199101", **formal | {"status": "5"})
    person("戊", born="199101", **formal | {"establishment": "4"})
    taken = person("己", born="199101", **formal)
    assert candidates(asked, county, [taken.pk], rules_on(DAY)) == [leader, young]
    assert candidates(requirement(turnover, county, name="二", trait="secretary"), county, [], rules_on(DAY)) == []


def test_completion_keeps_the_members_as_they_stood(county, turnover):
    place = unit("L01.101", parent=county)
    held = TurnoverUnit.objects.create(round=turnover, unit=place, state="plan")
    who = person("甲", born="199007", sex="2", ethnicity="02", political_status="01")
    study(who, ended="201206")
    stretch(who, "202001", "202301")
    SourceTag.objects.create(person=who, category="five_side", subcategory="selected_graduate")
    SourceTag.objects.create(person=who, category="township_young")
    set_slate(township=held, members=[Candidate(who, "党委委员、副镇长", "five_side")], by=None)
    for state in ("inspected", "notice", "elected", "approved"):
        advance_state(township=held, state=state, by=None, held_on=datetime.date(2026, 6, 20))
    complete(township=held, on=datetime.date(2026, 6, 28), document_number="1号", by=None)
    who.born, who.sex = PartialDate(1970), "1"
    who.save()
    kept = SlateSnapshot.objects.get()
    assert (kept.name, kept.sex, kept.age, kept.fulltime_rank, kept.township_months, kept.category) == (
        "甲", "2", 35, 1, 36, "five_side",
    )  # fmt: skip
    assert kept.categories == "五方面人员（选调生）、乡镇优秀年轻干部"
    assert (kept.as_of, kept.team_post) == (DAY, "other")
