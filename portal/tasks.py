"""Celery tasks: an id in, one action called."""

from celery import shared_task

from portal.actions import jobs
from portal.actions.audit import seal_events


@shared_task(name="portal.run_job")
def run_job(*, job_id: int) -> None:
    """Carries out one job; a job already held or finished is left alone."""
    jobs.run(job_id)


@shared_task(name="portal.sweep_jobs")
def sweep_jobs() -> int:
    """Wakes workers for jobs that were forgotten; scheduled every 15 seconds."""
    return jobs.sweep()


@shared_task(name="portal.seal_audit")
def seal_audit() -> None:
    """Chains the newest audit events; scheduled every ten minutes."""
    seal_events()
