"""Imports carried out by a real worker: to the end, killed in the middle, cancelled."""

import os
import signal
import subprocess
import threading
import time

import pytest

from tests.files.rosters import id_number
from tests.journeys.rosters import table

pytestmark = [pytest.mark.celery, pytest.mark.timeout(600)]
PATIENCE_SECONDS = 60
RECEIVE = """
from pathlib import Path
from cadres.actions.batches import receive
from portal.models import User
batch = receive(content=Path({path!r}).read_bytes(), name="花名册.xlsx", unit=None, by=User.objects.get(username="ganbugu"))
print(batch.pk)
"""
START = """
from cadres.actions.batches.starting import start_applying
from portal.models import Batch, User
start_applying(batch=Batch.objects.get(pk={batch}), by=User.objects.get(username="ganbugu"))
"""
CANCEL = """
from portal.actions.jobs import cancel_job
batch.refresh_from_db()
cancel_job(job=batch.job, by=batch.created_by)
"""
LEASE_OVER = "UPDATE portal_job SET lease_until = now() - interval '1 second' WHERE state = 'running' RETURNING id"


@pytest.fixture
def worker(county):
    return Worker(county)


class Worker:
    """Asks the worker for batches, watches it, and kills the process that does the work."""

    def __init__(self, site) -> None:
        self.site = site

    def shell(self, code: str, **values) -> str:
        told = self.site.manage("shell", "--no-imports", "-c", code.format(**values))
        assert told.returncode == 0, told.stderr
        return told.stdout.strip()

    def upload(self, folder, people: int, then: str = "") -> int:
        """The batch of a roster with so many new people; `then` runs in the moment after it was received."""
        lines = [[f"测工{_word(at)}", _number(at), "男", "汉族"] for at in range(people)]
        (folder / "花名册.xlsx").write_bytes(table(["姓名", "身份证号", "性别", "民族"], lines))
        return int(self.shell(RECEIVE + then, path=str(folder / "花名册.xlsx")))

    def start_applying(self, batch: int) -> threading.Thread:
        """Asked for beside the test: the command ends a second after the worker has begun."""
        asking = threading.Thread(target=self.shell, args=[START], kwargs={"batch": batch})
        asking.start()
        return asking

    def state(self, batch: int) -> tuple[str, str]:
        """(state of the batch, state of its job)"""
        [(batch_state, job_state)] = self.site.ask(
            "SELECT b.state, j.state FROM portal_batch b JOIN portal_job j ON j.id = b.job_id WHERE b.id = %s", batch
        )
        return batch_state, job_state

    def wait(self, batch: int, *wanted: tuple[str, str]) -> tuple[str, str]:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while (found := self.state(batch)) not in wanted:
            assert time.monotonic() < deadline, f"still {found}"
            time.sleep(0.05)
        return found

    def kill_the_working_process(self) -> None:
        children = subprocess.run(["pgrep", "-P", str(self.site.worker.pid)], capture_output=True, text=True).stdout
        for child in children.split():
            os.kill(int(child), signal.SIGKILL)

    def new_people(self) -> list[tuple]:
        return self.site.ask("SELECT count(*), count(DISTINCT id_index) FROM cadres_person WHERE name LIKE '测工%%'")


def test_a_roster_is_read_rehearsed_and_applied_by_the_worker(worker, tmp_path):
    batch = worker.upload(tmp_path, 3)
    worker.wait(batch, ("rehearsed", "done"))
    worker.start_applying(batch).join()
    worker.wait(batch, ("applied", "done"))
    assert worker.new_people() == [(3, 3)]


def test_a_batch_whose_worker_was_killed_is_finished_once_by_the_sweep(worker, tmp_path):
    batch = worker.upload(tmp_path, 3000)
    worker.wait(batch, ("rehearsed", "done"))
    asking = worker.start_applying(batch)
    worker.wait(batch, ("rehearsed", "running"))
    worker.kill_the_working_process()
    asking.join()
    assert worker.new_people() == [(0, 0)]
    time.sleep(1)
    assert worker.state(batch) == ("rehearsed", "running")  # held by a lease that is not over yet
    assert worker.site.ask(LEASE_OVER)
    worker.shell("from portal.actions.jobs import sweep; sweep(); sweep()")
    worker.wait(batch, ("applied", "done"))
    assert worker.new_people() == [(3000, 3000)]
    assert worker.site.ask("SELECT attempts FROM portal_job ORDER BY id DESC LIMIT 1") == [(2,)]


def test_a_reading_that_is_cancelled_leaves_nothing_and_can_be_started_again(worker, tmp_path):
    batch = worker.upload(tmp_path, 3000, then=CANCEL)
    worker.wait(batch, ("cancelled", "cancelled"), ("received", "cancelled"))
    assert worker.new_people() == [(0, 0)]
    again = "from cadres.actions.batches.receiving import start_reading\nfrom portal.models import Batch, User\n"
    again += f"start_reading(batch=Batch.objects.get(pk={batch}), by=User.objects.get(username='ganbugu'))"
    worker.shell(again)
    worker.wait(batch, ("rehearsed", "done"))


def _word(at: int) -> str:
    return "".join("甲乙丙丁戊己庚辛壬癸"[int(digit)] for digit in str(at))


def _number(at: int) -> str:
    return id_number(f"19{70 + at // 336 % 30}{at // 28 % 12 + 1:02d}{at % 28 + 1:02d}", 901 - at // 10080 * 2)
