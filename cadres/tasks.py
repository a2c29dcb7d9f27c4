"""Jobs on records: an id in, one action called."""

import threading
from contextlib import contextmanager
from datetime import date

from django.db import connection

from cadres.actions.batches import apply, read, undo
from cadres.actions.papers import make_forms_archive
from cadres.actions.resume import read_resumes_naming
from cadres.actions.resume import rebuild_township_periods as rebuild_all_township_periods
from portal.actions.jobs import JobCancelled, LeaseLost, RunningJob
from portal.models import Batch

PULSE_SECONDS = 15


def read_batch(job: RunningJob) -> dict:
    """Reads and rehearses the batch named in the arguments."""
    try:
        with pulse(job) as beat:
            batch = read(job.arguments["batch"], beat)
    except JobCancelled:
        Batch.objects.filter(pk=job.arguments["batch"], state__in=("received", "read")).update(state="cancelled")
        raise
    return {"state": batch.state, "counts": batch.counts}


def apply_batch(job: RunningJob) -> dict:
    """Applies the batch named in the arguments."""
    batch = Batch.objects.get(pk=job.arguments["batch"])
    with pulse(job) as beat:
        batch = apply(batch=batch, by=job.by, skip_wrong=job.arguments.get("skip_wrong", True), progress=beat)
    return {"state": batch.state, "counts": batch.counts}


def undo_batch(job: RunningJob) -> dict:
    """Undoes the batch named in the arguments."""
    with pulse(job):
        batch = undo(batch=Batch.objects.get(pk=job.arguments["batch"]), by=job.by)
    return {"state": batch.state}


def rebuild_township_periods(job: RunningJob) -> dict:
    """Works out township stretches anew: everybody's after a rule was changed, a unit's people after the unit was."""
    with pulse(job) as beat:
        if unit := job.arguments.get("unit"):
            return {"people": read_resumes_naming(unit_id=unit, by=job.by, progress=beat)}
        return {"people": rebuild_all_township_periods(by=job.by, progress=beat)}


def make_forms(job: RunningJob) -> dict:
    """Makes one archive of the appointment forms of the people named in the arguments."""
    asked = job.arguments
    with pulse(job) as beat:
        stored, count = make_forms_archive(
            person_ids=asked["people"], as_of=date.fromisoformat(asked["as_of"]), layout=asked["layout"], by=job.by,
            progress=beat,
        )  # fmt: skip
    return {"file": stored.pk, "people": count}


@contextmanager
def pulse(job: RunningJob):
    """A progress function that may be called inside a transaction.

    A thread with a connection of its own tells the job's row how far the work is and keeps the lease alive; a
    wish to stop, or a lease that was lost, is raised in the work at its next call.
    """
    latest, stopped, trouble = [(0, 0, "")], threading.Event(), []

    def report():
        try:
            job.progress(*latest[0])
        except (JobCancelled, LeaseLost) as reason:
            trouble.append(reason)

    def run():
        while not stopped.wait(PULSE_SECONDS) and not trouble:
            report()
        connection.close()

    def beat(done: int, total: int, message: str = "") -> None:
        latest[0] = (done, total, message)
        if not connection.in_atomic_block:
            report()
        if trouble:
            raise trouble[0]

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield beat
    finally:
        stopped.set()
        thread.join()
