"""One 优秀 over the unit's share is told over REST and on the page, and stopped only where the office's rule says so."""

import datetime

import pytest
from django.contrib.messages import get_messages

from cadres.models import Appraisal, Person
from portal.models import RuleSetting
from portal.rules.roles import Role

OVER = "青石镇2025年度参加考核10人（含尚未登记的7人），优秀3人，一般最多2人（20%），经批准最多3人（30%）"


@pytest.fixture
def people(county):
    RuleSetting.objects.create(
        key="excellent_share", value={"normal": 20, "approved": 30, "pool_below": 5}, in_force_from=datetime.date(2024, 1, 1),
        source="县委组织部约定",
    )  # fmt: skip
    made = [
        Person.objects.create(name=f"钱{at}", name_key=f"钱{at}", unit=county["LX01"], category="1", establishment="1", status="1")
        for at in range(10)
    ]  # fmt: skip
    for person in made[:2]:
        Appraisal.objects.create(person=person, unit=county["LX01"], year=2025, result="1")
    return made


def refuse(over_cap: str) -> None:
    RuleSetting.objects.create(
        key="excellent_over_cap", value=over_cap, in_force_from=datetime.date(2024, 1, 1), source="县委组织部约定"
    )


def test_the_third_of_ten_is_saved_with_the_unit_the_count_and_the_share_told(api, people):
    client = api(Role.CADRE_SECTION, "LX")
    made = client.send("POST", "registers/appraisals/", {"person": people[2].pk, "year": 2025, "result": "1"})
    plain = client.send("POST", "registers/appraisals/", {"person": people[3].pk, "year": 2025, "result": "2"})

    assert made.status_code == plain.status_code == 201
    assert made.json()["caution"]["message"] == OVER
    assert made.json()["caution"]["field"] == "result"
    assert "caution" not in plain.json()
    assert "caution" not in client.get(f"registers/appraisals/{made.json()['id']}/").json()


@pytest.mark.parametrize(("over_cap", "status"), [("refuse_exceeded", 201), ("refuse", 400)])
def test_the_office_may_refuse_what_is_over_the_share(api, people, over_cap, status):
    refuse(over_cap)
    client, result = api(Role.CADRE_SECTION, "LX"), {"year": 2025, "result": "1"}
    made = client.send("POST", "registers/appraisals/", {"person": people[2].pk, **result})
    of_person = client.send("POST", f"people/{people[3].pk}/facts/appraisal/", {**result, "year": 2024})

    assert made.status_code == status
    assert of_person.status_code == 201
    assert Appraisal.objects.filter(year=2025).count() == (3 if status == 201 else 2)
    assert client.send("POST", f"people/{people[4].pk}/facts/appraisal/", result).status_code == 400  # a fourth is over both


def test_the_page_says_it_beside_that_the_result_was_saved(client, account, people):
    client.force_login(account(Role.CADRE_SECTION, "LX"), backend="django.contrib.auth.backends.ModelBackend")
    result = Appraisal.objects.create(person=people[2], unit=people[2].unit, year=2025, result="2")
    given = {"person": str(people[2].pk), "unit": "青石镇", "year": "2025", "result": "1", "participated": "on"}

    answer = client.post(f"/registers/appraisals/{result.pk}/edit/", given)

    assert answer.status_code == 302, answer.context["form"].errors
    assert [str(one) for one in get_messages(answer.wsgi_request)] == [
        "已保存。", f"{OVER}。须经同级公务员主管部门批准，或核减优秀人数。",
    ]  # fmt: skip
