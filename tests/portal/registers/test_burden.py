"""What a form asked for and already knew, and the page that sums it up."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.audit import record as audit
from portal.models import AuditEvent, Batch, BatchRow, StoredFile, Unit
from portal.queries.burden import Asked, asked_by_month, asked_by_unit, last_month_asked, month_before
from portal.rules.roles import Role

pytestmark = pytest.mark.django_db


def entered(unit, asked=6, known=2, register="turnovers"):
    """An event of a record added, as a form leaves it."""
    detail = {"register": register, "asked": asked, "known": known, "unit": unit.pk}
    audit("turnoverunit.added", by=None, detail=detail)


def this_month():
    return timezone.localdate().replace(day=1)


@pytest.mark.parametrize(("posts", "known"), [("9", 2), ("7", 1)])
def test_what_was_filled_in_and_left_as_it_was_is_known(browser, officer, county, round_of_2026, posts, known):
    sent = {"round": round_of_2026.pk, "unit": "LX01", "approved_posts": posts, "filled": '{"approved_posts": "9"}'}

    answer = browser(officer).post(f"/registers/turnovers/new/?unit={county['LX01'].pk}", sent)

    assert answer.status_code == 302
    detail = AuditEvent.objects.get(action="turnoverunit.added").detail
    assert (detail["asked"], detail["known"], detail["unit"]) == (4, known, county["LX01"].pk)


def test_a_refused_form_still_knows_what_was_filled_in(browser, officer, round_of_2026):
    sent = {"round": round_of_2026.pk, "unit": "", "approved_posts": "9", "filled": '{"approved_posts": "9"}'}

    page = browser(officer).post("/registers/turnovers/new/", sent).content.decode()

    assert 'name="filled" value="{&quot;approved_posts&quot;: &quot;9&quot;}"' in page


def test_records_of_a_unit_and_register_are_summed_and_other_units_left_out(county):
    entered(county["LX01"])
    entered(county["LX01"], 4, 4)
    entered(county["LX02"])
    mine = Unit.objects.filter(pk=county["LX01"].pk)

    found = asked_by_unit(mine, this_month(), {"turnovers": 3})

    assert found == {(county["LX01"].pk, "turnovers"): Asked(2, 10, 6)}
    assert asked_by_unit(mine, this_month(), {"appraisals": 3}) == {}


def test_every_row_of_a_sheet_applied_counts_each_column_in_the_month_it_was_applied(county, section):
    stored = StoredFile.objects.create(name="表.xlsx", digest="0", size=1, location="x")
    last_of_june = datetime.datetime(2026, 6, 30, 23, 59, tzinfo=timezone.get_default_timezone())
    batch = Batch.objects.create(
        file=stored, unit=county["LX01"], created_by=section, register="turnovers", state=Batch.State.APPLIED,
        applied_at=last_of_june,
    )  # fmt: skip
    for position, state in enumerate(("new", "changed", "same", "wrong")):
        BatchRow.objects.create(batch=batch, position=position, sheet="一", number=position, kind="record", state=state)

    june, july = datetime.date(2026, 6, 1), datetime.date(2026, 7, 1)
    assert asked_by_unit(Unit.objects.all(), june, {"turnovers": 5}) == {
        (county["LX01"].pk, "turnovers"): Asked(2, 10, 0)
    }
    assert asked_by_unit(Unit.objects.all(), july, {"turnovers": 5}) == {}
    months = asked_by_month(Unit.objects.all(), july, {"turnovers": 5})
    assert next(iter(months)) == datetime.date(2025, 8, 1) and len(months) == 12
    assert (months[june], months[july]) == (Asked(2, 10, 0), Asked())


def test_the_page_shows_only_the_scope_and_asks_for_the_right(browser, account, officer, county):
    entered(county["LX01"])
    entered(county["LX02"], 11, 1)

    page = browser(officer).get("/registers/burden/").content.decode()

    assert "青石镇</th>" in page and "白沙镇</th>" not in page and "不排名次" in page
    assert "填报6项，其中系统已填好2项" in page
    assert browser(account(Role.AUDIT_ADMIN, None)).get("/registers/burden/").status_code == 403


@pytest.mark.parametrize("month", ["2026-06", "2026-13", "x", "0000-01"])
def test_no_month_in_the_address_breaks_the_page(browser, section, month):
    assert browser(section).get(f"/registers/burden/?month={month}").status_code == 200


def test_many_units_cost_the_same_questions_as_one(browser, section, county):
    entered(county["LX01"])
    client = browser(section)
    client.get("/registers/burden/")
    with CaptureQueriesContext(connection) as one:
        client.get("/registers/burden/")
    for code in ("LX02", "LX90", "LX0101"):
        entered(county[code])
    with CaptureQueriesContext(connection) as many:
        client.get("/registers/burden/")

    assert len(many) == len(one)


def test_points_for_many_households_and_an_attendance_count_what_they_asked(county):
    audit("points.given", by=None, detail={
        "register": "turnovers", "unit": county["LX01"].pk, "records": 10, "asked": 12, "known": 1,
    })  # fmt: skip
    audit("orglifemeeting.attendance_taken", by=None, detail={
        "register": "turnovers", "unit": county["LX01"].pk, "records": 0, "asked": 8, "known": 7,
    })  # fmt: skip
    mine = Unit.objects.filter(pk=county["LX01"].pk)
    assert asked_by_unit(mine, this_month(), {"turnovers": 3}) == {(county["LX01"].pk, "turnovers"): Asked(10, 20, 8)}


def test_the_page_opens_with_the_newest_month_in_which_anything_was_entered(county):
    mine = Unit.objects.filter(pk=county["LX01"].pk)
    assert last_month_asked(mine, this_month(), {"turnovers": 3}) is None
    entered(county["LX02"])
    assert last_month_asked(mine, this_month(), {"turnovers": 3}) is None
    entered(county["LX01"])
    assert last_month_asked(mine, this_month(), {"turnovers": 3}) == this_month()
    assert last_month_asked(mine, month_before(this_month(), 1), {"turnovers": 3}) is None
