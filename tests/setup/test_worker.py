"""A real worker and a real broker: the way from a job's row to its result, and what happens without them."""

import os
import signal
import subprocess
import sys
import time
from urllib.parse import quote

import kombu.pools
import pytest
from django.conf import settings as loaded
from django.db import connection

from portal.actions.jobs import start_job
from portal.celery import app
from portal.embedded import broker
from portal.embedded.places import CHECKOUT
from portal.models import Job

pytestmark = [pytest.mark.celery, pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]
PATIENCE_SECONDS = 40


@pytest.fixture
def not_eager():
    app.conf.task_always_eager = False
    yield
    app.conf.task_always_eager = True


@pytest.fixture
def own_broker(tmp_path, not_eager, monkeypatch):
    """A broker for this test alone, known to this process and to the worker it starts."""
    broker.ensure_running(tmp_path)
    url = broker.url(tmp_path)
    monkeypatch.setattr(app.conf, "broker_url", url)
    monkeypatch.setattr(app.conf, "broker_write_url", url)
    _forget_connections()
    yield url
    _forget_connections()
    broker.stop(tmp_path)


def _forget_connections():
    """Connections to another broker, which the application would go on using."""
    kombu.pools.reset()
    app._pool = app.amqp._producer_pool = None


@pytest.fixture
def worker(own_broker):
    values = connection.settings_dict
    address = (
        f"postgresql://{values['USER']}:{quote(values['PASSWORD'])}@/{values['NAME']}?host={quote(values['HOST'])}"
    )
    address += f"&port={values['PORT']}" if values["PORT"] else ""
    environment = os.environ | {
        "PORTAL_MODE": "embedded",
        "PORTAL_DATA": str(loaded.DATA_DIR),
        "DATABASE_URL": address,
        "BROKER_URL": own_broker,
    }
    environment.pop("PYTEST_VERSION", None)
    command = [sys.executable, "-m", "celery", "-A", "portal.celery", "worker", "--concurrency=1", "--loglevel=INFO"]
    process = subprocess.Popen(
        command,
        cwd=CHECKOUT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    yield process
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_for(job: Job, *states: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while job.state not in states:
        assert time.monotonic() < deadline, f"still {job.state}"
        time.sleep(0.1)
        job.refresh_from_db()


def test_a_job_goes_from_its_row_through_the_broker_to_the_worker(worker):
    job = start_job(kind="no_such_kind", arguments={}, by=None)
    wait_for(job, Job.State.FAILED)
    assert job.attempts == 1
    assert job.lease_token is not None


def test_a_job_asked_for_without_a_broker_keeps_its_row_for_the_sweep(own_broker, tmp_path):
    broker.stop(tmp_path)
    job = start_job(kind="no_such_kind", arguments={}, by=None)
    assert Job.objects.get(pk=job.pk).state == Job.State.WAITING
