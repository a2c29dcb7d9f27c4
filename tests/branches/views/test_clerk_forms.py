"""Forms of a clerk: short for a new record, lists of a small scope, the day of a step filled in, a household's ledger."""

import pytest
from django.utils import timezone

from branches.models import Dispute, OrganizationElection, OrganizationTerm, OrgLifeMeeting, PartyOrganization
from portal.models import AuditEvent
from portal.registers.catalogue import registers
from portal.registers.record_page import track
from portal.rules.roles import Role
from tests.branches.views.test_village_pages import signed_in
from tests.branches.villages import households, rule, village

pytestmark = pytest.mark.django_db


def text(answer) -> str:
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


def test_what_comes_later_is_folded_up_in_a_new_dispute_and_open_in_an_old_one():
    client, place = (signed_in(one := village()), one)
    page = text(client.get("/registers/disputes/new/"))
    assert page.index('<details class="later"') < page.index('name="closed_on"')
    assert page.index('name="title"') < page.index('<details class="later"')
    made = Dispute.objects.create(unit=place, title="界址争议", kind="land_contract", found_on="2026-01-05")
    assert '<details class="later"' not in text(client.get(f"/registers/disputes/{made.pk}/edit/"))


def test_what_was_folded_up_and_left_empty_is_not_counted_as_asked():
    place = village()
    sent = {"unit": place.code, "title": "界址争议", "kind": "land_contract", "origin": "search",
            "found_on": "2026-01-05", "level": "village", "party_names": "张三、李四", "filled": "{}"}  # fmt: skip
    answer = signed_in(place).post("/registers/disputes/new/", sent)
    assert answer.status_code == 302
    assert AuditEvent.objects.get(action="dispute.added").detail["asked"] == 7
    assert Dispute.objects.get().party_count == 2


def test_a_township_chooses_its_villages_from_a_list_and_a_village_has_nothing_to_choose():
    place = village()
    other = village("V2", place.parent)
    page = text(signed_in(place.parent, Role.TOWNSHIP_OFFICER).get("/registers/disputes/new/"))
    assert f'<option value="{place.code}">' in page and f'<option value="{other.code}">' in page
    assert f'<option value="{place.parent.code}"' not in page
    alone = text(signed_in(place).get("/registers/disputes/new/"))
    assert f'<option value="{place.code}" selected>' in alone and other.code not in alone


def test_a_step_knows_today_and_a_meeting_with_minutes_is_recorded_today():
    place, today = village(), timezone.localdate()
    made = Dispute.objects.create(unit=place, title="界址争议", kind="land_contract", found_on="2026-01-05")
    assert f'name="accept-accepted_on" value="{today}"' in text(signed_in(place).get(f"/registers/disputes/{made.pk}/"))
    branch = PartyOrganization.objects.create(name="桃岭村党支部", category="BR", sector="village", unit=place)
    sent = {"organization": branch.pk, "kind": "theme_day", "held_on": str(today), "topic": "清洁家园"}
    page = signed_in(place, Role.TOWNSHIP_OFFICER).get(
        f"/registers/org-life-meetings/new/?organization={branch.pk}&kind=theme_day"
    )
    assert '<option value="theme_day" selected>' in text(page)
    client = signed_in(place.parent, Role.TOWNSHIP_OFFICER)
    assert client.post("/registers/org-life-meetings/new/", sent).status_code == 302
    assert client.post("/registers/org-life-meetings/new/", {**sent, "minutes": "到户清扫。"}).status_code == 302
    assert dict(OrgLifeMeeting.objects.values_list("minutes", "recorded_on")) == {"": None, "到户清扫。": today}


def test_the_ledger_of_a_household_tells_every_line_with_the_balance_after_it():
    place = village()
    client, item = signed_in(place), rule(place)
    first, second, _third = households(place)
    sent = {"rule": item.pk, "happened_on": "2026-01-05", "reviewed_on": "2026-01-06", "noticed_on": "2026-01-07",
            "posted_on": "2026-01-14", "households": [first.pk]}  # fmt: skip
    for _time in range(2):
        client.post(f"/branches/points/{place.pk}/", sent)
    page = text(client.get(f"/branches/points/households/{first.pk}/"))
    assert page.count("+5") == 2
    assert page.index('class="num">10<') < page.index('class="num">5<')
    assert "还没有记入账户的积分" in text(client.get(f"/branches/points/households/{second.pk}/"))
    assert signed_in(village("V2", place.parent)).get(f"/branches/points/households/{first.pk}/").status_code == 404


def test_the_way_of_an_election_goes_forward_and_not_back_through_a_postponement():
    place = village()
    branch = PartyOrganization.objects.create(name="桃岭村党支部", category="BR", sector="village", unit=place)
    term = OrganizationTerm.objects.create(organization=branch, began="2021-03-01", due="2026-03-01")
    made = OrganizationElection.objects.create(organization=branch, term=term, state="nominated")
    road = track(registers()["organization_elections"], made, [])
    assert [word for word, place in road if place == "here"] == ["已提名"]
    assert [word for word, place in road if place == "ahead"] == ["已选举", "结果已批复", "延期"]
