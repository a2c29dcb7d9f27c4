"""Long work: asked for here, carried out by a worker, found again after anything was killed."""

import datetime
import logging
import uuid
from dataclasses import dataclass

from celery import signature
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from portal.audit import record
from portal.models import Job, User

logger = logging.getLogger(__name__)
LEASE = datetime.timedelta(seconds=60)
MOST_ATTEMPTS = 3


class JobCancelled(Exception):
    """A person asked for the job to stop."""


class LeaseLost(Exception):
    """Another worker holds the job now; this one must write nothing more."""


@dataclass(frozen=True)
class RunningJob:
    """What a job function gets: its arguments, who asked, and a way to tell how far it is."""

    pk: int
    token: uuid.UUID
    arguments: dict
    by: User | None

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Stores how far the work is and renews the lease.

        Raises JobCancelled when a person asked to stop, LeaseLost when another worker took over. Inside a
        transaction others see the progress only after it ends.
        """
        held = Job.objects.filter(pk=self.pk, lease_token=self.token, state=Job.State.RUNNING)
        if not held.update(progress_done=done, progress_total=total, message=message[:300], lease_until=Now() + LEASE):
            raise LeaseLost
        if held.filter(cancel_requested=True).exists():
            raise JobCancelled


def start_job(*, kind: str, arguments: dict, by) -> Job:
    """The job's row; a worker is told after the transaction commits, and again by the sweep if it was not."""
    job = Job.objects.create(kind=kind, arguments=arguments, created_by=by)
    transaction.on_commit(lambda: _wake(job.pk))
    return job


def cancel_job(*, job: Job, by) -> None:
    """Stops a waiting job at once, a running one at its next progress report."""
    Job.objects.filter(pk=job.pk).update(cancel_requested=True)
    Job.objects.filter(pk=job.pk, state=Job.State.WAITING).update(state=Job.State.CANCELLED, finished_at=Now())
    record("job.cancelled", by=by, target=job)


def run(job_id: int) -> None:
    """Carries a job out if nobody else does; running it twice does the work once."""
    token = uuid.uuid4()
    free = Q(state=Job.State.WAITING) | Q(state=Job.State.RUNNING, lease_until__lt=Now())
    taken = Job.objects.filter(free, pk=job_id, attempts__lt=MOST_ATTEMPTS).update(
        state=Job.State.RUNNING,
        lease_token=token,
        lease_until=Now() + LEASE,
        attempts=F("attempts") + 1,
        started_at=Now(),
    )
    if not taken:
        return
    job = Job.objects.select_related("created_by").get(pk=job_id)
    mine = Job.objects.filter(pk=job_id, lease_token=token)
    try:
        result = import_string(settings.PORTAL_JOB_KINDS[job.kind])(
            RunningJob(job.pk, token, job.arguments, job.created_by)
        )
    except LeaseLost:
        return
    except JobCancelled:
        mine.update(state=Job.State.CANCELLED, finished_at=Now(), message=_("已取消"))
    except Exception as error:
        # The log takes the places of the error and leaves out its words, which may hold personal data.
        logger.exception("job %s of kind %s failed: %s", job_id, job.kind, type(error).__name__)
        mine.update(
            state=Job.State.FAILED,
            finished_at=Now(),
            message=_("任务失败，数据未改动。请重试；仍失败请联系系统管理员(任务编号 %(id)d)。") % {"id": job_id},
        )
    else:
        mine.update(state=Job.State.DONE, finished_at=Now(), result=result or {}, progress_done=F("progress_total"))


def sweep() -> int:
    """Wakes workers for jobs nobody holds, and gives up on those that failed too often; returns how many woke."""
    stale = Job.objects.filter(state=Job.State.RUNNING, lease_until__lt=Now())
    stale.filter(attempts__gte=MOST_ATTEMPTS).update(
        state=Job.State.FAILED, finished_at=Now(), message=_("任务多次中断，已停止。数据未改动。")
    )
    waiting = Job.objects.filter(state=Job.State.WAITING, created_at__lt=Now() - datetime.timedelta(seconds=20))
    woken = [*stale.values_list("pk", flat=True), *waiting.values_list("pk", flat=True)]
    for job_id in woken:
        _wake(job_id)
    return len(woken)


def _wake(job_id: int) -> None:
    try:
        signature("portal.run_job", kwargs={"job_id": job_id}).delay()
    except (OSError, OperationalError):
        # The broker may be away; the sweep finds the row.
        logger.warning("job %s waits for the broker", job_id)
