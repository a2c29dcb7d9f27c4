"""Long work: done once, cancelled when asked, given up after three tries, never lost with the broker."""

import pytest
from django.db.models.functions import Now

from portal.actions.jobs import LEASE, JobCancelled, LeaseLost, cancel_job, run, start_job, sweep
from portal.log_lines import OneLine
from portal.models import Job

pytestmark = pytest.mark.django_db
calls = []


def count_to_three(job):
    calls.append(job.pk)
    for step in range(1, 4):
        job.progress(step, 3, f"第{step}步")
    return {"counted": 3}


def cancel_midway(job):
    Job.objects.filter(pk=job.pk).update(cancel_requested=True)
    job.progress(1, 2)


def fall_over(job):
    raise RuntimeError("张三 999999198204120026")


def lose_the_lease(job):
    Job.objects.filter(pk=job.pk).update(lease_token=None)
    job.progress(1, 2)


@pytest.fixture(autouse=True)
def _kinds(settings):
    here = "tests.portal.actions.test_jobs."
    names = ("count_to_three", "cancel_midway", "fall_over", "lose_the_lease")
    settings.PORTAL_JOB_KINDS = {name: here + name for name in names}
    calls.clear()


def a_job(kind, **values):
    return Job.objects.create(kind=kind, **values)


def test_a_job_runs_once_however_often_it_is_called():
    job = a_job("count_to_three")

    run(job.pk)
    run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.result, job.percent) == (Job.State.DONE, {"counted": 3}, 100)
    assert calls == [job.pk]


def test_a_cancelled_job_stops_at_its_next_report():
    job = a_job("cancel_midway")

    run(job.pk)

    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED


def test_a_waiting_job_is_cancelled_at_once():
    job = a_job("count_to_three")

    cancel_job(job=job, by=None)
    run(job.pk)

    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED
    assert calls == []


def test_a_failed_job_says_so_without_the_data_that_broke_it(caplog):
    job = a_job("fall_over")

    run(job.pk)

    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "数据未改动" in job.message
    # As the site's own formatter writes it; the test runner's would print the words of the error.
    logged = OneLine().format(caplog.records[-1])
    assert "RuntimeError" in logged
    assert "999999198204120026" not in job.message + logged


def test_a_worker_that_lost_its_lease_leaves_the_job_to_the_other():
    job = a_job("lose_the_lease")

    run(job.pk)

    job.refresh_from_db()
    assert job.state == Job.State.RUNNING


def test_a_job_whose_worker_was_killed_is_taken_up_again():
    job = a_job("count_to_three", state=Job.State.RUNNING, attempts=1)
    Job.objects.filter(pk=job.pk).update(lease_until=Now() - LEASE)

    run(job.pk)

    job.refresh_from_db()
    assert job.state == Job.State.DONE


def test_the_sweep_gives_up_after_three_tries():
    job = a_job("count_to_three", state=Job.State.RUNNING, attempts=3)
    Job.objects.filter(pk=job.pk).update(lease_until=Now() - LEASE)

    sweep()

    job.refresh_from_db()
    assert job.state == Job.State.FAILED


def test_progress_is_refused_to_anyone_but_the_holder():
    from portal.actions.jobs import RunningJob

    job = a_job("count_to_three")
    with pytest.raises(LeaseLost):
        RunningJob(job.pk, None, {}, None).progress(1, 2)
    assert issubclass(JobCancelled, Exception)


def test_a_started_job_is_a_row_even_when_the_broker_is_away(monkeypatch, django_capture_on_commit_callbacks):
    def away(*_args, **_keywords):
        raise OSError("no broker")

    monkeypatch.setattr("portal.actions.jobs.signature", away)
    with django_capture_on_commit_callbacks(execute=True):
        job = start_job(kind="count_to_three", arguments={}, by=None)

    assert Job.objects.get(pk=job.pk).state == Job.State.WAITING
