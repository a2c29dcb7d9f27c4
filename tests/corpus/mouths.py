"""The three ways a file comes in, each answered with what became of it, in one shape."""

import io
import re
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from cadres.models import Person
from portal.actions.jobs import run
from portal.models import Batch, Job, Unit

INSIDE = re.compile(
    r"Traceback|SELECT |INSERT |site-packages|/tmp/|\.py\b|Error\b|Exception|[A-Za-z]{4,} [a-z]{2,} [a-z]{2,} [a-z]{2,}"
)
CHINESE = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Outcome:
    """State of the batch ("" when none was made), codes of the file's problems, all codes with rows, words shown."""

    state: str
    codes: frozenset[str]
    row_codes: frozenset[str]
    words: str


def records() -> tuple:
    """Everything that loading may write, counted and summed: equal before and after a refusal."""
    return (Person.objects.count(), Unit.objects.count(), sorted(Person.objects.values_list("pk", "name", "post_text")))


def by_page(client, content: bytes, name: str, picture: bytes | None = None) -> Outcome:
    """Uploads on the page, lets the worker work, opens the batch's page."""
    files = [SimpleUploadedFile(name, content)]
    if picture is not None:
        files.append(SimpleUploadedFile(f"{name.rpartition('.')[0]}.pic", picture))
    before = Batch.objects.count()
    answer = client.post("/cadres/batches/", {"files": files, "unit": "LX"})
    assert answer.status_code in (302, 422), answer.status_code
    if Batch.objects.count() == before:
        return Outcome("", frozenset(), frozenset(), _main(answer.content.decode()))
    batch = worked()
    page = client.get(f"/cadres/batches/{batch.pk}/", follow=True)
    assert page.status_code == 200
    return outcome_of(batch, _main(page.content.decode()))


def by_rest(api, content: bytes, name: str, picture: bytes | None = None) -> Outcome:
    """Posts the file, lets the worker work, reads the batch and its wrong rows."""
    parts = {"file": SimpleUploadedFile(name, content), "unit": "LX"}
    if picture is not None:
        parts["picture"] = SimpleUploadedFile("a.pic", picture)
    answer = api.client.post("/api/v1/batches/", parts, headers=api.headers)
    if answer.status_code != 202:
        assert answer.status_code in (400, 413), answer.content
        body = answer.json()
        return Outcome("", frozenset({body["code"]}), frozenset(), body["detail"])
    batch = worked()
    found = api.get(f"batches/{batch.pk}/").json()
    rows = api.get(f"batches/{batch.pk}/rows/", limit=200).json()["results"]
    problems = [*found["problems"], *(one for row in rows for one in row["problems"])]
    return outcome_of(batch, "。".join(f"{one['message']}{one['remedy']}" for one in problems))


def by_command(username: str, content: bytes, name: str, folder, picture: bytes | None = None) -> Outcome:
    """Runs import_records in rehearsal."""
    safe = re.sub(r"[/\\\0]", "_", name)[:40] or "a.xlsx"
    path = folder / safe
    path.write_bytes(content)
    if picture is not None:
        path.with_suffix(".pic").write_bytes(picture)
    out, err, before = io.StringIO(), io.StringIO(), Batch.objects.count()
    try:
        call_command(
            "import_records", str(path), "--by", username, "--unit", "LX", "--accept-mapping", stdout=out, stderr=err
        )
    except CommandError as refused:
        err.write(str(refused))
    words = (out.getvalue() + err.getvalue()).replace(str(folder), "")
    if Batch.objects.count() == before:
        return Outcome("", frozenset(), frozenset(), words)
    return outcome_of(Batch.objects.latest("pk"), words)


def worked() -> Batch:
    for job in Job.objects.filter(state=Job.State.WAITING):
        run(job.pk)
    assert not Job.objects.filter(state=Job.State.FAILED).exists(), "the worker failed"
    return Batch.objects.latest("pk")


def outcome_of(batch: Batch, words: str) -> Outcome:
    batch.refresh_from_db()
    codes = frozenset(one["code"] for one in batch.problems)
    of_rows = frozenset(one["code"] for row in batch.rows.all() for one in row.problems)
    return Outcome(batch.state, codes, of_rows, words)


def _main(page: str) -> str:
    return re.sub(r"<[^>]+>", " ", page.split("<main", 1)[-1])
