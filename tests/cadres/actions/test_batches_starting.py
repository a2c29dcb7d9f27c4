"""Pressing a button twice at the same moment starts one job."""

import contextlib
import threading

import pytest
from batch_rows import account, county, rehearsed, row
from django.db import connection

from cadres.actions.batches import starting
from cadres.actions.batches.starting import start_applying
from portal.models import Job


@pytest.mark.django_db(transaction=True)
def test_two_who_apply_at_once_get_the_same_job(monkeypatch):
    units = county()
    clerk = account("clerk", units["county"])
    batch = rehearsed([row("person", 2, "王岚", {}, born=198503)], by=clerk, unit=units["north"])
    monkeypatch.setattr("portal.actions.jobs._wake", lambda job_id: None)
    start_job, both, got = starting.start_job, threading.Barrier(2, timeout=5), []

    def slow(**given):
        with contextlib.suppress(threading.BrokenBarrierError):
            both.wait(1)  # the other one waits for the row's lock meanwhile
        return start_job(**given)

    monkeypatch.setattr(starting, "start_job", slow)

    def press():
        got.append(start_applying(batch=batch, by=clerk).pk)
        connection.close()

    presses = [threading.Thread(target=press) for _ in range(2)]
    for one in presses:
        one.start()
    for one in presses:
        one.join()
    assert len(set(got)) == 1 and Job.objects.filter(kind="apply_batch").count() == 1
