"""The page of reminders and the calendar feed: whose, which days, what it says, who may open it."""

import datetime
import io

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar
from openpyxl import load_workbook

from cadres.models import Secondment, TalkIssue
from portal.models import AuditEvent, ReminderFeed, RuleSetting
from portal.queries.reminders import month_after, month_end
from portal.rules.dates import PartialDate
from portal.rules.roles import Role
from tests.api_county import _fresh_counts, account, county, person  # noqa: F401

pytestmark = pytest.mark.django_db
DAY = "2026-06-15"
ONE = datetime.timedelta(days=1)


@pytest.fixture
def enter(account):  # noqa: F811
    def sign_in(role=Role.CADRE_SECTION, unit="LX"):
        client = Client()
        client.user = account(role, unit)
        client.force_login(client.user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def away(who, ends, place="某部门"):
    """A secondment of the person that is to end on the day."""
    return Secondment.objects.create(
        person=who, direction="up", host_text=place, state="running", started=ends - 180 * ONE, planned_end=ends
    )


def shown(client, **query):
    return client.get("/reminders/", {"as_of": DAY, **query}).content.decode()


def groups(client, **query):
    answer = client.get("/reminders/", {"as_of": DAY, **query})
    return [(one.heading, [line.due.day.isoformat() for line in one.lines]) for one in answer.context["groups"]]


def test_months_ahead_are_shown_to_their_last_day_and_open_ones_from_before_stand_first(enter, person):  # noqa: F811
    for number, ends in enumerate(("2025-05-31", "2025-06-01", "2026-05-31", "2026-06-01", "2026-09-30", "2026-10-01")):
        away(person("赵" + "一二三四五六"[number]), datetime.date.fromisoformat(ends))

    assert groups(enter()) == [
        ("已过期未办", ["2025-06-01", "2026-05-31"]), ("2026年6月", ["2026-06-01"]), ("2026年9月", ["2026-09-30"]),
    ]  # fmt: skip


def test_filters_stand_in_the_address_and_a_month_chosen_leaves_out_what_was_before(enter, person, county):  # noqa: F811
    one, two = person("赵一", unit="LX01"), person("钱二", unit="LX90")
    away(one, datetime.date(2026, 5, 31))
    away(one, datetime.date(2026, 6, 30))
    away(two, datetime.date(2026, 7, 1))
    client = enter()

    assert groups(client, since="2026-06", until="2026-06") == [("2026年6月", ["2026-06-30"])]
    assert groups(client, unit="LX90") == groups(client, person="钱") == [("2026年7月", ["2026-07-01"])]
    assert groups(client, person=str(one.pk), since="2026-06") == [("2026年6月", ["2026-06-30"])]
    assert groups(client, kind="retirement") == []
    assert [heading for heading, _days in groups(client, by="unit")] == ["临溪县民政局", "青石镇"]
    assert "不能晚于" in shown(client, since="2026-07", until="2026-06")


def test_each_line_says_why_and_opens_its_record(enter, person):  # noqa: F811
    held = away(person("赵一"), datetime.date(2026, 6, 30))
    text = shown(enter())

    assert f'href="/registers/secondments/{held.pk}/"' in text
    assert "期满鉴定" in text


def test_an_officer_of_another_township_and_an_account_without_cadres_see_nothing(enter, person):  # noqa: F811
    away(person("赵一", unit="LX01"), datetime.date(2026, 6, 30))

    assert groups(enter(Role.TOWNSHIP_OFFICER, "LX02")) == []
    assert groups(enter(Role.TOWNSHIP_OFFICER, "LX01")) == [("2026年6月", ["2026-06-30"])]
    assert groups(enter(Role.BRANCH_SECRETARY, "LX01")) == []
    assert enter(Role.AUDIT_ADMIN, None).get("/reminders/").status_code == 403


def test_a_kind_the_office_does_not_show_is_gone(enter, person):  # noqa: F811
    away(person("赵一"), datetime.date(2026, 6, 30))
    RuleSetting.objects.create(key="reminder_kinds", value=["retirement"], in_force_from="2026-01-01", source="部务会议")

    assert groups(enter()) == []


def test_the_workbook_holds_the_lines_of_the_page_and_is_on_record(enter, person):  # noqa: F811
    away(person("赵一"), datetime.date(2026, 6, 30))
    answer = enter().get("/reminders/export.xlsx", {"as_of": DAY})

    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert [cell.value for cell in sheet[4]][:2] == ["2026-06-30", "挂职借调期满"]
    assert AuditEvent.objects.filter(action="reminders.exported", detail__rows=1).exists()


def test_the_first_page_counts_this_month_and_leads_to_the_same_number(enter, person):  # noqa: F811
    today = timezone.localdate()
    for name, day in (("赵一", month_after(today, 0) - ONE), ("钱二", month_after(today, 0)), ("孙三", month_end(today))):
        away(person(name), day)
    client = enter()
    card = next(one for one in client.get("/").context["cards"] if one["label"] == "本月到期")

    assert card["value"] == client.get(card["href"]).context["number"] == 2


def test_the_first_page_leads_to_what_is_past_its_day_when_nothing_is_due_this_month(enter, person):  # noqa: F811
    away(person("赵一"), month_after(timezone.localdate(), 0) - ONE)
    client = enter()
    card = next(one for one in client.get("/").context["cards"] if one["label"] == "本月到期")

    assert (card["value"], card["href"]) == (0, "/reminders/")
    assert client.get(card["href"]).context["number"] == 1


def address(client):
    """The address of a feed opened anew."""
    answer = client.post("/reminders/feed/renew/")
    return answer.context["address"].removeprefix("http://testserver")


def test_a_calendar_reads_by_the_secret_address_alone_until_it_is_renewed_or_ended(enter):
    client, stranger = enter(), Client()
    first = address(client)
    word = first.partition("key=")[2]

    assert stranger.get(first)["Content-Type"] == "text/calendar; charset=utf-8"
    assert word not in str(ReminderFeed.objects.values().get())
    assert word not in client.get("/reminders/feed/").content.decode()
    second = address(client)
    assert (stranger.get(first).status_code, stranger.get(second).status_code) == (404, 200)
    client.post("/reminders/feed/revoke/")
    assert stranger.get(second).status_code == 404
    assert stranger.get("/reminders/").status_code == 302
    acts = AuditEvent.objects.filter(action__startswith="reminder_feed.").order_by("pk").values_list("action", flat=True)
    assert list(acts) == [f"reminder_feed.{one}" for one in ("renewed", "read", "renewed", "read", "revoked")]


def test_the_feed_of_a_closed_account_is_closed(enter):
    client = enter()
    where = address(client)
    client.user.is_active = False
    client.user.save()

    assert Client().get(where).status_code == 404


def test_the_feed_answers_no_more_than_the_limit(enter):
    where, stranger = address(enter()), Client()
    cache.clear()

    assert [stranger.get(where).status_code for _ in range(31)] == [200] * 30 + [429]


def test_the_feed_keeps_its_uids_escapes_folds_and_tells_no_id_number_and_no_talk(enter, person):  # noqa: F811
    today = timezone.localdate()
    who = person("赵一")
    away(who, month_end(today), place="某部门；办公室,综合,科\\室" * 6)
    TalkIssue.objects.create(person=who, category="housing", raised=today - ONE, due=month_end(today), content="想调到县城")
    where = address(enter())
    first, second = (Client().get(where).content for _ in range(2))

    events = list(Calendar.from_ical(first).walk("VEVENT"))
    assert [one["UID"] for one in events] == [one["UID"] for one in Calendar.from_ical(second).walk("VEVENT")]
    assert len({one["UID"] for one in events}) == 2
    assert max(len(line) for line in first.split(b"\r\n")) <= 75
    assert b"\\," in first and b"\\\\" in first
    told = {str(one["SUMMARY"]) for one in events}
    assert any("赵一" in one and "某部门；办公室,综合,科\\室" in one for one in told)
    assert any(one.endswith("困难办理期限") for one in told), "of a talk only its kind"
    text = " ".join(str(one["SUMMARY"]) for one in events)
    assert "住房" not in text and "县城" not in text
    assert all(str(one["URL"]).startswith("http://testserver/") for one in events)
    assert all(one["DTSTART"].dt == month_end(today) for one in events)


def test_more_people_cost_no_more_statements(enter, person):  # noqa: F811
    client, names = enter(), iter("一二三四五六")

    def cost():
        with CaptureQueriesContext(connection) as seen:
            shown(client)
        return len(seen)

    def add():
        who = person("赵" + next(names), born=PartialDate(1966, 3))
        away(who, datetime.date(2026, 6, 30))
        TalkIssue.objects.create(person=who, category="housing", raised=DAY, due="2026-06-30", content="x")

    add()
    cost()
    once = cost()
    for _ in range(4):
        add()
    assert cost() == once
