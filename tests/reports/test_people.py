"""Lists behind figures: the same people by page and at once, narrowed, each person once in the whole."""

import datetime

import pytest

from portal.models import RuleSetting, UnitQuota
from reports.figures import FigureProblem, Filters, board, distribution, people_count, people_page
from tests.reports import records

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 30)


@pytest.fixture
def county():
    return records.unit("C", kind="county")


@pytest.fixture
def towns(county):
    return [records.unit(f"T{number}", parent=county) for number in range(3)]


def _question(unit, **more):
    return {"population": "team", "as_of": DAY, "unit": unit} | more


def _walk(question, limit=2):
    rows, after = [], None
    while True:
        page = people_page(limit=limit, after=after, **question)
        rows += page.rows
        after = page.next
        if after is None:
            return rows


def test_pages_together_are_the_whole_list_in_order(county, towns):
    for number in range(7):
        who = records.person(f"人{number}", pinyin=f"ren{number % 2}", sex=str(number % 2 + 1))
        records.post(who, towns[number % 3])
    question = _question(county, indicator="CAD-11.women", side="denominator")

    walked = _walk(question)

    assert walked == people_page(limit=None, **question).rows
    assert len(walked) == people_count(**question) == 7
    assert [row.township for row in walked] == sorted(row.township for row in walked)


def test_the_last_page_has_no_next(county, towns):
    for number in range(2):
        records.post(records.person(f"人{number}"), towns[0])

    page = people_page(limit=2, indicator="CAD-02", side="denominator", **_question(county))

    assert (len(page.rows), page.next) == (2, None)


def test_a_person_in_two_townships_stands_once_in_the_county_and_once_in_each(county, towns):
    who = records.person(sex="2")
    for town in towns[:2]:
        records.post(who, town)
    answer = board(**_question(county))
    question = _question(county, indicator="CAD-11.women", side="numerator")

    assert answer.figure("CAD-11.women").denominator == 1
    assert [answer.figure("CAD-11.women", town.pk).denominator for town in towns] == [1, 1, 0]
    assert [row.township_id for row in _walk(question)] == [towns[0].pk]
    assert [row.township_id for row in people_page(township=towns[1], **question).rows] == [towns[1].pk]


def test_two_posts_in_one_township_count_once(county, towns):
    who = records.person()
    records.post(who, towns[0])
    records.post(who, towns[0], member_kind="1", title="镇长")

    assert board(**_question(county)).figure("CAD-02").denominator == 1
    assert len(_walk(_question(county, indicator="CAD-02", side="denominator"))) == 1


def test_a_post_that_ended_today_no_longer_counts(county, towns):
    records.post(records.person(), towns[0], ended="2026-06-30")

    assert board(**_question(county)).figure("CAD-02").denominator == 0
    assert board(**_question(county)).figure("CAD-02").value is None


def test_stretches_of_another_version_of_the_rule_do_not_count(county, towns):
    who = records.person()
    records.post(who, towns[0])
    records.spell(who)
    older = records.township_rule()
    newer = RuleSetting.objects.create(key=older.key, value=older.value, in_force_from=DAY, source="本部门")
    records.stretch(who, "2010-01", "2014-01", rule=older)
    records.stretch(who, "2010-01", "2011-01", rule=newer)

    before = _question(county) | {"as_of": DAY - datetime.timedelta(days=1)}

    assert board(**before).figure("CAD-03").numerator == 1
    assert board(**_question(county)).figure("CAD-03").numerator == 0


def test_a_township_sees_only_itself(county, towns):
    for town in towns:
        records.post(records.person(town.code), town)

    assert [row.name for row in _walk(_question(towns[1], indicator="CAD-02", side="denominator"))] == ["T1"]


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({"text": "王"}, ["王五"]),
        ({"text": "ZHANG"}, ["张三"]),
        ({"text": "%"}, []),
        ({"sex": "2"}, ["王五"]),
        ({"age_from": "37"}, ["张三"]),
        ({"age_to": "36"}, ["王五"]),
        ({"category": "five_side"}, ["王五"]),
        ({"post": "书记"}, ["张三"]),
    ],
)
def test_a_list_can_be_narrowed(county, towns, given, names):
    first = records.person("张三", pinyin="zhangsan", sex="1", born="1980-01", post_text="某镇党委书记")
    second = records.person("王五", pinyin="wangwu", sex="2", born="1990-06")
    records.tag(second, "five_side")
    for who in (first, second):
        records.post(who, towns[0])
    question = _question(county, indicator="CAD-02", side="denominator", filters=Filters.from_texts(given))

    assert [row.name for row in _walk(question)] == names
    assert people_count(**question) == len(names)


@pytest.mark.parametrize("given", [{"age_from": "many"}, {"sex": "3"}, {"category": "none"}])
def test_a_wrong_filter_is_refused(given):
    with pytest.raises(FigureProblem):
        Filters.from_texts(given)


def test_a_broken_cursor_is_refused_and_not_an_error(county):
    with pytest.raises(FigureProblem, match="翻页"):
        people_page(indicator="CAD-02", side="denominator", after="nonsense", **_question(county))


@pytest.mark.parametrize(("key", "value"), [("side", "left"), ("population", "all"), ("indicator", "CAD-99")])
def test_a_question_without_an_answer_says_why(county, key, value):
    question = _question(county, indicator="CAD-02", side="numerator") | {key: value}

    with pytest.raises(FigureProblem, match=value):
        people_page(**question)


def test_posts_list_townships_and_the_people_who_fill_them(county, towns):
    UnitQuota.objects.create(unit=towns[0], chief_posts=1, deputy_posts=2)
    records.post(records.person(), towns[0])
    question = _question(county, indicator="CAD-10")

    vacant = people_page(side="rest", **question)

    assert vacant.kind == "townships"
    assert [(row.township_id, row.numerator, row.denominator) for row in vacant.rows] == [(towns[0].pk, 1, 3)]
    assert len(people_page(side="missing", **question).rows) == 2
    assert people_page(side="numerator", **question).kind == "people"


def test_a_distribution_holds_everyone_once_in_each_chart(county, towns):
    who = records.person(sex="2", born="1990-06")
    for town in towns[:2]:
        records.post(who, town)
    records.stretch(who, "2024-06")
    records.spell(who)
    records.post(records.person("空"), towns[2])

    spread = distribution(**_question(county))

    assert ("35—39岁", 0, 1, 0) in spread.ages
    assert ("2—3年", 1) in spread.months
    for bars in (spread.education, spread.months):
        assert sum(number for _label, number in bars) == 2
    assert sum(sum(bar[1:]) for bar in spread.ages) == 2


SIDES_ASKED = [
    (identity, side)
    for identity in ("CAD-03", "CAD-04", "CAD-02", "CAD-10", "CAD-11.women", "CAD-11.average_age", "CAD-05.five_side")
    for side in ("numerator", "denominator", "rest", "missing")
    if identity != "CAD-10" or side == "numerator"
]


@pytest.mark.parametrize(("identity", "side"), SIDES_ASKED)
@pytest.mark.parametrize("kept", [True, False], ids=["counts kept", "counts asked"])
def test_pages_that_ask_few_townships_first_hold_the_same_people(county, monkeypatch, identity, side, kept):
    """Sides that are empty in most townships, empty everywhere, or full."""
    towns = [records.unit(f"U{number}", parent=county) for number in range(6)]
    for number in range(18):
        born = None if number == 7 else f"{1980 + number}-03"
        who = records.person(f"人{number:02}", pinyin=f"ren{number % 5}", sex="2" if number == 13 else "1", born=born)
        records.post(who, towns[number % 6])
        if number % 6 == 4:
            records.post(who, towns[1], title="镇长")
        if number % 6 == 2:
            records.study(who, ended="2010")
            records.spell(who)
        if number == 11:
            records.stretch(who, "2015-01")
    question = _question(county, indicator=identity, side=side)
    whole = people_page(limit=None, **question).rows
    monkeypatch.setattr("reports.people.TOWNSHIPS_TRIED", 1)
    if kept:
        counts = board(**_question(county)).counts
        monkeypatch.setattr("reports.people.counts_at_hand", lambda _question: counts)

    assert _walk(question) == whole
    for town in towns:
        assert _walk(question | {"township": town}) == people_page(limit=None, township=town, **question).rows


def test_a_narrowed_list_beyond_the_first_townships_is_whole(county, towns, monkeypatch):
    monkeypatch.setattr("reports.people.TOWNSHIPS_TRIED", 1)
    for number in range(9):
        records.post(records.person(f"人{number}", sex="2" if number % 3 == 2 else "1"), towns[number % 3])
    question = _question(
        county, indicator="CAD-02", side="denominator", filters=Filters.from_texts({"sex": "2", "age_from": ""})
    )

    assert [row.name for row in _walk(question)] == ["人2", "人5", "人8"]
