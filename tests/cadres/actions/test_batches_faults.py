"""Whatever fails at whatever statement: nothing half done, and the same step again finishes."""

import threading

import pytest
from batch_rows import account, county, rehearsed, row, staged
from django.core.exceptions import ValidationError
from django.db import connection

from cadres.actions.batches import apply, receive, rehearse, undo
from cadres.models import Person
from portal.models import Batch, BatchRow, Job

ONE = "999999198503020018"
ROWS = (
    ("unit", {"name": "青石镇", "code": "C.001", "affiliation": "81", "parent_name": "临溪县", "chief_posts": 1}),
    ("person", {"unit_name": "青石镇"}),
    ("education", {"mode": "1", "level": "21", "school": "临溪师范"}),
    ("appointment", {"unit_text": "柏渡镇党委", "title": "书记", "began": 20200300}),
    ("rank", {"sequence": "rank", "code": "1", "began": 20190600}),
    ("supplement", {"recruited_by_exam": True}),
)


class Injected(Exception):
    """The fault put in."""


class FailAt:
    """Lets n - 1 statements pass and fails the n-th; the savepoints of the test's own transaction do not count."""

    def __init__(self, n):
        self.left, self.fired = n, False

    def __call__(self, execute, sql, params, many, context):
        if not str(sql).startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            self.left -= 1
        if self.left == 0 and not self.fired:
            self.fired = True
            raise Injected
        return execute(sql, params, many, context)


def rows():
    for number, (kind, values) in enumerate(ROWS, start=3):
        yield row(kind, number, "" if kind == "unit" else "张三", values, id_number="" if kind == "unit" else ONE,
                  born=None if kind == "unit" else 198503, file_name="")  # fmt: skip
    yield row("resume", 3, "张三", {"text": "2005.07--  临溪县柏渡镇干部"}, id_number=ONE, born=198503, file_name="")


def fingerprint() -> str:
    """A digest of every record, batch and event."""
    tables = [t for t in connection.introspection.table_names() if t.startswith(("portal_", "cadres_", "pghistory_"))]
    with connection.cursor() as cursor:
        parts = " UNION ALL ".join(
            f"SELECT '{t}' AS t, md5(coalesce(string_agg(md5(r::text), '' ORDER BY md5(r::text)), '')) AS d FROM {t} r"
            for t in tables
        )
        cursor.execute(f"SELECT md5(string_agg(t || d, ',' ORDER BY t)) FROM ({parts}) x")
        return cursor.fetchone()[0]


def _clerk():
    units = county()
    return account("county_clerk", units["county"]), units["county"]


@pytest.fixture
def clerk(db):
    """(account, unit) in a transaction of the test's own: an action's transaction is a savepoint there."""
    return _clerk()


@pytest.fixture
def clerk_for_threads(committed):
    """(account, unit) that other connections see."""
    return _clerk()


def at_once(work) -> list[Exception]:
    """Failures of the work done twice at the same time."""
    failures = []

    def run():
        try:
            work()
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


def fail_at_every_statement(step) -> int:
    """The number of statements of the step, each of which was made to fail in turn without a trace."""
    n = 0
    while True:
        n += 1
        before = fingerprint()
        fault = FailAt(n)
        try:
            with connection.execute_wrapper(fault):
                step()
        except Injected:
            assert fingerprint() == before, f"statement {n} left something behind"
            continue
        assert not fault.fired
        return n - 1


def test_a_failure_at_any_statement_of_apply_or_undo_leaves_no_trace(clerk):
    by, unit = clerk
    empty = Person.objects.count()
    batch = rehearsed(rows(), by=by, unit=unit)
    assert fail_at_every_statement(lambda: apply(batch=batch, by=by)) > 60
    assert Person.objects.get().educations.count() == 1
    connection.check_constraints()
    assert fail_at_every_statement(lambda: undo(batch=batch, by=by)) > 20
    connection.check_constraints()
    assert Person.objects.count() == empty


def test_a_rehearsal_that_was_killed_is_simply_done_again(clerk):
    by, unit = clerk
    batch = staged(rows(), by=by, unit=unit)
    assert fail_at_every_statement(lambda: rehearse(batch.pk)) > 25
    batch.refresh_from_db()
    assert batch.state == Batch.State.REHEARSED and set(batch.rows.values_list("state", flat=True)) == {"new"}


def test_two_applications_at_once_write_once(clerk_for_threads):
    by, unit = clerk_for_threads
    batch = rehearsed(rows(), by=by, unit=unit)
    assert at_once(lambda: apply(batch=batch, by=by)) == [] and Person.objects.count() == 1


def test_the_same_file_uploaded_twice_at_once_is_one_batch_and_one_job(clerk_for_threads, monkeypatch):
    monkeypatch.setattr("portal.actions.jobs._wake", lambda job_id: None)
    by, unit = clerk_for_threads
    found = []
    failures = at_once(
        lambda: found.append(receive(content=b"no workbook at all", name="a.xlsx", unit=unit, by=by).pk)
    )
    assert failures == [] and len(found) == 2 and len(set(found)) == 1 and Job.objects.count() == 1


def test_a_file_applied_before_gives_the_earlier_batch_until_it_is_undone(clerk):
    by, unit = clerk
    first = receive(content=b"x", name="a.xlsx", unit=unit, by=by, background=False)
    Batch.objects.filter(pk=first.pk).update(state=Batch.State.APPLIED)
    again = receive(content=b"x", name="b.xlsx", unit=unit, by=by, background=False)
    assert again.already and again.pk == first.pk and not BatchRow.objects.exists()
    Batch.objects.filter(pk=first.pk).update(state=Batch.State.UNDONE)
    assert not receive(content=b"x", name="a.xlsx", unit=unit, by=by, background=False).already


def test_a_file_with_rows_left_out_for_what_was_on_file_may_come_again(clerk):
    by, unit = clerk
    first = receive(content=b"x", name="a.xlsx", unit=unit, by=by, background=False)
    Batch.objects.filter(pk=first.pk).update(state=Batch.State.APPLIED)
    left = BatchRow.objects.create(batch=first, position=1, sheet="a", number=3, kind="person", state="wrong",
                                   problems=[{"severity": "error", "code": "required"}])  # fmt: skip
    assert receive(content=b"x", name="a.xlsx", unit=unit, by=by, background=False).already
    left.problems = [{"severity": "error", "code": "base_changed", "rehearsed": True}]
    left.save()
    assert not receive(content=b"x", name="a.xlsx", unit=unit, by=by, background=False).already


def test_an_empty_or_too_large_file_is_refused(clerk, settings):
    by, unit = clerk
    settings.IMPORT_MAX_UPLOAD_BYTES = 3
    for content in (b"", b"1234"):
        with pytest.raises(ValidationError):
            receive(content=content, name="a.xlsx", unit=unit, by=by)
    assert not Batch.objects.exists()
