"""The page that gives points to many households, and the calendar and attendance of organization life."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from branches.actions.life import settle_life_slots
from branches.models import (
    Dispute,
    LifeAttendance,
    Membership,
    OrgLifeMeeting,
    PartyMember,
    PartyOrganization,
    PointsAccount,
    PointsEntry,
    ScoringScheme,
    StandardizationReview,
)
from portal.actions.users import create_user, grant_role
from portal.rules.dates import PartialDate
from portal.rules.roles import Role
from tests.branches.party import organization
from tests.branches.villages import households, rule, village
from tests.reports.records import person

pytestmark = pytest.mark.django_db


def signed_in(unit, role=Role.BRANCH_SECRETARY):
    user = create_user(
        username=f"u{unit.pk}-{role}", full_name="测员", password=None, by=None, must_change_password=False
    )
    grant_role(user=user, role=role, unit=unit, by=None)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_points_for_two_households_are_given_in_one_go():
    place = village()
    first, second, third = households(place)
    item = rule(place)
    sent = {
        "rule": item.pk, "happened_on": "2026-01-05", "reviewed_on": "2026-01-06", "noticed_on": "2026-01-07",
        "posted_on": "2026-01-14", "households": [first.pk, second.pk],
    }  # fmt: skip
    answer = signed_in(place).post(reverse("branches:points", args=[place.pk]), sent)
    assert answer.status_code == 302
    balances = dict(PointsAccount.objects.values_list("household", "balance"))
    assert balances == {first.pk: 5, second.pk: 5}
    assert third.pk not in balances


def test_a_day_ahead_is_refused_and_the_ticks_stay():
    place = village()
    one = households(place)[0]
    sent = {"rule": rule(place).pk, "happened_on": "2199-01-05", "households": [one.pk]}
    answer = signed_in(place).post(reverse("branches:points", args=[place.pk]), sent)
    assert answer.status_code == 422
    assert f'value="{one.pk}" checked' in answer.content.decode()
    assert not PointsEntry.objects.exists()


def test_claims_waiting_are_shown_and_moved_on_together():
    place = village()
    item, client = rule(place), signed_in(place)
    for one in households(place):
        PointsEntry.objects.create(household=one, rule=item, points=5, happened_on=date(2026, 1, 5))
    assert "已申报（3）" in client.get(reverse("branches:points", args=[place.pk])).content.decode()
    client.post(reverse("branches:points-onward", args=[place.pk, "claimed"]))
    assert set(PointsEntry.objects.values_list("state", flat=True)) == {"reviewed"}


def test_the_points_of_another_village_are_not_found():
    mine = village()
    other = village("V2", mine.parent)
    client = signed_in(mine)
    assert client.get(reverse("branches:points", args=[other.pk])).status_code == 404
    assert client.post(reverse("branches:points-onward", args=[other.pk, "claimed"])).status_code == 404


@pytest.fixture
def branch(db):
    place = village()
    made = PartyOrganization.objects.create(name="桃岭村党支部", category="BR", sector="village", unit=place)
    for name in ("甲", "乙"):
        one = PartyMember.objects.create(person=person(name=name, pinyin=name), organization=made)
        Membership.objects.update_or_create(member=one, organization=made, defaults={"began": PartialDate(2010, 7, 1)})
    OrgLifeMeeting.objects.create(
        organization=made, kind="theme_day", held_on=date(2026, 1, 31), topic="清洁家园", state="recorded",
        recorded_on=date(2026, 2, 1),
    )  # fmt: skip
    settle_life_slots(through=date(2026, 12, 31))
    return made


def test_the_calendar_of_a_branch_shows_held_missed_and_ahead(branch):
    address = reverse("branches:life-organization", args=[branch.pk])
    text = signed_in(branch.unit).get(f"{address}?as_of=2026-02-28").content.decode()
    assert "1月31日" in text and "未开" in text and "待开" in text
    assert f"/registers/org-life-meetings/new/?organization={branch.pk}" in text


def test_the_calendar_of_the_county_counts_what_is_due_by_the_day(branch):
    county = branch.unit.parent.parent
    found = signed_in(county, Role.ORGANIZATION_SECTION).get(f"{reverse('branches:life')}?as_of=2026-02-28")
    assert found.status_code == 200
    assert "1/1" in found.content.decode() and "0/1" in found.content.decode()


def test_attendance_starts_with_everybody_there_and_only_exceptions_are_changed(branch):
    meeting, client = OrgLifeMeeting.objects.get(), signed_in(branch.unit)
    address = reverse("branches:attendance", args=[meeting.pk])
    assert client.get(address).content.decode().count('value="present" selected') == 2
    first, second = PartyMember.objects.order_by("pk")
    sent = {f"member-{first.pk}": "present", f"member-{second.pk}": "on_leave", f"reason-{second.pk}": "住院"}
    assert client.post(address, sent).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.expected, meeting.present, meeting.on_leave) == (2, 1, 1)
    assert LifeAttendance.objects.get(member=second).reason == "住院"


def test_a_branch_elsewhere_is_not_found(branch):
    other = signed_in(village("V2", branch.unit.parent))
    assert other.get(reverse("branches:life-organization", args=[branch.pk])).status_code == 404
    assert other.get(reverse("branches:attendance", args=[OrgLifeMeeting.objects.get().pk])).status_code == 404


def test_a_record_leads_only_to_pages_the_account_may_open():
    place = village()
    dispute = Dispute.objects.create(unit=place, title="邻里排水争议", kind="neighbour", found_on=date(2026, 6, 1))
    address = f"/registers/disputes/{dispute.pk}/"

    seen = signed_in(place).get(address).content.decode()
    assert f'href="/figures/villages/{place.pk}/"' in seen and f'href="/units/{place.pk}/"' not in seen


def test_a_review_leads_to_its_score_sheet_only_for_those_who_see_the_sheet():
    place = village()
    county = place.township.parent
    scheme = ScoringScheme.objects.create(
        unit=county, kind="standardization", name="评审办法", in_force_from=date(2024, 1, 1), pass_mark=80
    )
    review = StandardizationReview.objects.create(
        organization=organization("上湾村党支部", at=place), scheme=scheme, year=2025, reviewed_on=date(2026, 1, 15), score=90
    )
    address, sheet = f"/registers/standardization_reviews/{review.pk}/", f"/registers/scoring_schemes/{scheme.pk}/"

    seen = signed_in(place).get(address).content.decode()
    assert "评审办法" in seen and sheet not in seen
    assert sheet in signed_in(county, Role.ORGANIZATION_SECTION).get(address).content.decode()
