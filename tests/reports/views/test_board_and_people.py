"""The board, the lists behind its numbers and the account of one person, as pages."""

import datetime
import io

import openpyxl
import pytest

from portal.models import AuditEvent
from portal.rules.roles import Role
from tests.reports import records

pytestmark = pytest.mark.django_db
DAY = "2026-06-30"
BOARD = f"/figures/?as_of={DAY}"


def _people(side="numerator", **more):
    return "/figures/CAD-03/people/?" + "&".join(f"{k}={v}" for k, v in {"as_of": DAY, "side": side, **more}.items())


def test_the_board_shows_every_number_with_its_sides(signed_in, team):
    page = signed_in().get(BOARD)

    card = next(card for card in page.context["cards"] if card.id == "CAD-03")
    assert (card.value, card.numerator, card.denominator, card.missing) == ("50.0", 2, 4, 1)
    assert card.word == "缺数据过多（1人）"
    assert [line.unit.code for line in page.context["townships"]] == ["T0", "T1"]


def test_the_counts_on_the_tabs_are_those_of_the_board_and_of_the_lists(signed_in, team):
    client = signed_in()
    tabs = client.get(_people()).context["tabs"]

    assert {tab["side"]: tab["count"] for tab in tabs} == {"numerator": 2, "denominator": 4, "rest": 1, "missing": 1}
    for tab in tabs:
        assert len(client.get(_people(tab["side"])).context["lines"]) == tab["count"]


@pytest.mark.parametrize("identity", ["CAD-01", "CAD-02", "CAD-05.five_side", "CAD-10", "CAD-11.average_age"])
def test_every_kind_of_figure_has_a_card_and_a_list_on_every_side(signed_in, team, identity):
    client = signed_in()

    assert client.get(f"/figures/{identity}/?as_of={DAY}").status_code == 200
    for side in ("numerator", "denominator", "rest", "missing"):
        assert client.get(f"/figures/{identity}/people/?as_of={DAY}&side={side}").status_code == 200


def test_filters_narrow_the_list_and_are_kept_in_the_address(signed_in, team):
    page = signed_in().get(_people("denominator", text="ren1", township="T1"))

    assert [line["row"].name for line in page.context["lines"]] == ["人1"]
    assert [chip["label"] for chip in page.context["bar"].chips] == ["姓名、拼音：ren1", "乡镇：单位T1"]
    assert "text=ren1" in page.context["export_href"]


@pytest.mark.parametrize(
    ("given", "names"),
    [({"months_to": 23}, ["人2"]), ({"months_from": 100}, ["人0"]), ({"education": "none"}, ["人0", "人2", "人1", "人3"])],
)
def test_the_bars_of_the_charts_lead_to_their_people(signed_in, team, given, names):
    page = signed_in().get(_people("denominator", **given))

    assert [line["row"].name for line in page.context["lines"]] == names


def test_a_wrong_filter_is_named_and_not_an_error(signed_in, team):
    page = signed_in().get(_people("denominator", age_from="many"))

    assert page.status_code == 400
    assert "年龄应为整数" in page.content.decode()


def test_the_export_holds_the_filtered_people_and_says_what_it_is(signed_in, team):
    answer = signed_in().get(_people("denominator", sex="2").replace("people/?", "people/export.xlsx?"))

    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    told = {row[0].value: row[1].value for row in book["说明"].iter_rows()}
    assert [row[1].value for row in book["名单"].iter_rows(min_row=2)] == ["人2", "人1", "人3"]
    assert (told["基准日"], told["人数"], told["导出人"]) == (DAY, "3", "周敏")
    assert AuditEvent.objects.get(action="figure.people_exported").detail["people"] == 3


def test_a_township_clerk_sees_only_the_own_township(signed_in, towns, team):
    client = signed_in(Role.TOWNSHIP_OFFICER, towns[0])

    assert [unit.code for unit in client.get(BOARD).context["asked"].places] == ["T0"]
    assert [line["row"].name for line in client.get(_people("denominator")).context["lines"]] == ["人0", "人2"]
    for foreign in (f"{BOARD}&unit=C", _people(unit="T1"), _people(township="T1"),
                    f"/figures/CAD-03/people/{team[1].pk}/why/"):  # fmt: skip
        assert client.get(foreign).status_code == 404


def test_an_unknown_indicator_is_not_found(signed_in, team):
    client = signed_in()

    assert client.get("/figures/CAD-99/").status_code == 404
    assert client.get("/figures/CAD-99/people/").status_code == 404


def test_an_account_without_figures_is_refused(signed_in, team):
    assert signed_in(Role.UNIT_HR).get(BOARD).status_code == 403


def test_a_board_without_anyone_says_what_to_do_first(signed_in, county):
    assert len(signed_in().get(BOARD).context["steps"]) == 4


@pytest.mark.parametrize(("number", "says"), [(0, "计入"), (2, "不计入"), (3, "缺数据")])
def test_why_says_where_a_person_stands(signed_in, team, number, says):
    page = signed_in().get(f"/figures/CAD-03/people/{team[number].pk}/why/?as_of={DAY}")

    assert page.context["verdict"].word == says
    assert AuditEvent.objects.filter(action="figure.why_viewed", target_id=str(team[number].pk)).exists()


def test_why_says_that_somebody_without_a_post_is_not_counted_at_all(signed_in, team):
    page = signed_in().get(f"/figures/CAD-03/people/{records.person('外人', unit=team[0].unit).pk}/why/?as_of={DAY}")

    assert page.context["verdict"].word == "不在人群中"


@pytest.mark.parametrize("identity", ["CAD-02", "CAD-04", "CAD-05.five_side", "CAD-11.women", "CAD-11.average_age", "CAD-01"])
def test_why_answers_for_every_kind_of_condition(signed_in, team, identity):
    records.study(team[0], ended="2010-07")
    records.tag(team[0], "five_side")

    page = signed_in().get(f"/figures/{identity}/people/{team[0].pk}/why/?as_of={DAY}")

    assert page.status_code == 200


@pytest.mark.parametrize("address", [BOARD, _people("denominator"), f"/figures/CAD-03/?as_of={DAY}"])
def test_queries_do_not_grow_with_the_rows(signed_in, towns, team, django_assert_max_num_queries, address):
    client = signed_in()
    client.get(address)
    with django_assert_max_num_queries(60) as few:
        client.get(address)
    for number in range(20):
        who = records.person(f"新{number}", pinyin=f"xin{number}")
        records.post(who, towns[number % 2])
    with django_assert_max_num_queries(len(few)):
        client.get(address)


def test_the_day_is_the_latest_round_when_the_address_names_none(signed_in, team):
    from cadres.models import TurnoverRound

    TurnoverRound.objects.create(name="换届", as_of=datetime.date(2025, 3, 1))

    assert signed_in().get("/figures/").context["asked"].as_of == datetime.date(2025, 3, 1)
