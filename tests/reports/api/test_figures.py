"""Figures over REST: the number, the people behind it, the reason of each, within the account's scope."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from cadres.actions.facts import add_fact, write_resume
from portal.models import AuditEvent
from portal.rules.dates import PartialDate
from portal.rules.roles import Role

DAY = "2026-06-30"


@pytest.fixture
def leaders(person, county):
    """Three members of 青石镇's team, one of 白沙镇's; all but one with long township work."""

    def make(name, unit, resume):
        someone = person(name, unit)
        values = {"unit": county[unit], "title": "副镇长", "is_team_member": True, "member_kind": "3",
                  "began": PartialDate(2021, 6)}  # fmt: skip
        add_fact(person=someone, kind="appointment", values=values, by=None)
        write_resume(person=someone, text=resume, by=None)
        return someone

    long, short = "2010.07--        青石镇干部", "2010.07--2026.01  临溪县民政局科员\n2026.01--        青石镇副镇长"
    return [
        make("安静", "LX01", long),
        make("白平", "LX01", long),
        make("陈立", "LX01", short),
        make("丁山", "LX02", long),
    ]


def figure(response, identity) -> dict:
    assert response.status_code == 200, response.content
    return next(one for one in response.json() if one["id"] == identity)


def test_the_figures_are_those_of_the_command(api, leaders):
    said = StringIO()
    call_command("figures", "--as-of", DAY, "--json", stdout=said)
    answer = api(Role.CADRE_SECTION, "LX").get("figures/", as_of=DAY)
    assert answer.json() == json.loads(said.getvalue())
    assert set(answer.json()[0]) == {"id", "numerator", "denominator", "value", "missing"}


def test_a_township_counts_its_own_team_only(api, leaders):
    assert figure(api(Role.LEADER, "LX").get("figures/", as_of=DAY), "CAD-03")["denominator"] == 4
    clerk = api(Role.TOWNSHIP_OFFICER, "LX01")
    assert figure(clerk.get("figures/", as_of=DAY), "CAD-03")["denominator"] == 3
    assert clerk.get("figures/", as_of=DAY, unit="LX02").status_code == 404
    assert clerk.get("figures/CAD-03/people/", as_of=DAY, unit="LX02").status_code == 404
    assert clerk.get("figures/CAD-03/people/", as_of=DAY, township="LX02").status_code == 404
    assert clerk.get(f"figures/CAD-03/people/{leaders[3].pk}/why/", as_of=DAY).status_code == 404


@pytest.mark.parametrize(
    ("side", "names"), [("numerator", ["安静", "白平", "丁山"]), ("rest", ["陈立"]), ("missing", [])]
)
def test_each_side_lists_its_people(api, leaders, side, names):
    response = api(Role.CADRE_SECTION, "LX").get("figures/CAD-03/people/", as_of=DAY, side=side)
    assert [row["name"] for row in response.json()["results"]] == names


def test_the_list_goes_on_from_page_to_page(api, leaders):
    client = api(Role.CADRE_SECTION, "LX")
    address, read = None, []
    while True:
        page = (
            client.client.get(address, headers=client.headers)
            if address
            else client.get("figures/CAD-03/people/", as_of=DAY, side="denominator", limit=1)
        ).json()
        read += [row["name"] for row in page["results"]]
        address = page["next"]
        if not address:
            break
    assert read == ["安静", "白平", "陈立", "丁山"]


def test_the_reason_names_the_months_the_rule_and_the_day(api, leaders):
    answer = api(Role.CADRE_SECTION, "LX").get(f"figures/CAD-03/people/{leaders[2].pk}/why/", as_of=DAY).json()
    assert answer["standing"] == "no"
    township = answer["conditions"][0]["township"]
    assert (township["months"], township["required"], township["reached_on"]) == (5, 24, "2028-01-01")
    assert answer["posts"][0]["title"] == "副镇长"


def test_the_definition_says_both_sides_and_the_basis(api, county):
    card = api(Role.CADRE_SECTION, "LX").get("figures/CAD-03/").json()
    assert card["numerator"] and card["denominator"] and card["basis"] and card["examples"]
    assert api(Role.LEADER, "LX").get("figures/CAD-99/").status_code == 404


@pytest.mark.parametrize(
    "query",
    [{"side": "all"}, {"cursor": "abc"}, {"cursor": "W10"}, {"known_at": "2026"}, {"as_of": "2026-02-30"},
     {"age_from": "-1"}, {"population": "everyone"}, {"population": "slate"}, {"round": "没有"}, {"text": "\0"}],
)  # fmt: skip
def test_a_question_that_cannot_be_asked_is_400_in_chinese(api, leaders, query):
    response = api(Role.CADRE_SECTION, "LX").get("figures/CAD-03/people/", **{"as_of": DAY, **query})
    assert response.status_code == 400, response.content
    assert any("\u4e00" <= mark <= "\u9fff" for mark in response.json()["detail"])


def test_looking_at_the_people_of_a_figure_is_recorded(api, leaders):
    api(Role.CADRE_SECTION, "LX").get("figures/CAD-03/people/", as_of=DAY)
    assert AuditEvent.objects.get(action="figure.people_viewed").detail["indicator"] == "CAD-03"


def test_a_run_is_frozen_looked_at_and_compared(api, leaders, county):
    client = api(Role.CADRE_SECTION, "LX")
    first = client.send("POST", "runs/", {"name": "换届前", "as_of": DAY})
    assert first.status_code == 201, first.content
    post = leaders[0].appointments.get()
    post.ended = PartialDate(2026, 6)
    post.save()
    second = client.send("POST", "runs/", {"name": "换届后", "as_of": DAY}).json()["run"]["id"]
    run = first.json()["run"]["id"]
    whole = next(
        one for one in client.get(f"runs/{run}/").json()["figures"] if (one["id"], one["township"]) == ("CAD-03", None)
    )
    assert (whole["numerator"], whole["denominator"]) == (3, 4)
    compared = client.get(f"runs/{run}/compare/{second}/", indicator="CAD-03").json()
    assert [one["name"] for one in compared["left"]] == ["安静"]
    assert [one["name"] for one in client.get("runs/").json()["results"]] == ["换届后", "换届前"]


def test_runs_of_another_unit_are_not_there_and_only_some_may_freeze(api, leaders):
    section = api(Role.CADRE_SECTION, "LX")
    run = section.send("POST", "runs/", {"name": "全县", "as_of": DAY}).json()["run"]["id"]
    clerk = api(Role.TOWNSHIP_OFFICER, "LX01")
    assert clerk.get(f"runs/{run}/").status_code == 404
    assert clerk.get(f"runs/{run}/compare/{run}/", indicator="CAD-03").status_code == 404
    assert clerk.get("runs/").json()["results"] == []
    assert clerk.send("POST", "runs/", {"name": "本镇", "as_of": DAY}).status_code == 403
    assert section.send("POST", "runs/", {"name": " ", "as_of": DAY}).status_code == 400
