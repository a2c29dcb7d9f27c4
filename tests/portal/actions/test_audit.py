"""The audit trail: added to, never changed, and a change by force is found."""

import pytest
from django.db import connection
from django.db.utils import InternalError, ProgrammingError

from portal.actions.audit import broken_seals, seal_events
from portal.audit import record
from portal.models import AuditEvent

pytestmark = pytest.mark.django_db


def some_settled_events():
    for number in range(3):
        record("person.viewed", by=None, detail={"person": number})
    force("UPDATE portal_auditevent SET at = at - interval '1 hour'")


def force(sql):
    """What only someone with the database in hand could do."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql)
        cursor.execute("SET session_replication_role = DEFAULT")


def test_an_event_cannot_be_changed_or_removed():
    event = record("person.viewed", by=None)

    with pytest.raises((InternalError, ProgrammingError)):
        AuditEvent.objects.filter(pk=event.pk).update(action="nothing")


def test_sealed_events_verify():
    some_settled_events()

    seal = seal_events()

    assert seal.last_event - seal.first_event == 2
    assert seal_events() is None
    assert broken_seals() == []


def test_an_event_changed_behind_the_back_breaks_its_seal():
    some_settled_events()
    seal = seal_events()

    force("UPDATE portal_auditevent SET detail = '{}' WHERE id = (SELECT min(id) FROM portal_auditevent)")

    assert broken_seals() == [seal]


def test_an_event_removed_behind_the_back_breaks_its_seal():
    some_settled_events()
    seal = seal_events()

    force("DELETE FROM portal_auditevent WHERE id = (SELECT max(id) FROM portal_auditevent)")

    assert broken_seals() == [seal]


def test_the_newest_events_wait_a_minute_for_open_transactions():
    record("person.viewed", by=None)

    assert seal_events() is None
