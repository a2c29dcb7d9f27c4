"""A file over REST: uploaded, rehearsed, applied, undone; another unit's batch is not there."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cadres.rules.id_number import check_character
from portal.actions.jobs import run
from portal.models import AuditEvent
from portal.rules.roles import Role


def roster(*rows) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "A01人员"
    book.active.append(["姓名", "身份证号", "性别", "出生年月", "民族", "健康状况", "参加工作时间", "管理类别"])
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload(client, content: bytes, **data):
    file = SimpleUploadedFile("人员.xlsx", content)
    return client.client.post("/api/v1/batches/", {"file": file, **data}, headers=client.headers)


@pytest.fixture
def number():
    first = "99999919850301001"
    return first + check_character(first)


def test_a_file_is_uploaded_rehearsed_applied_and_undone(api, county, number):
    client = api(Role.TOWNSHIP_OFFICER, "LX01")
    row = ["周平", number, "男", "198503", "汉族", "健康", "200707", "县(处)管干部"]
    answer = upload(client, roster(row, ["", "", "男"]))
    assert answer.status_code == 202, answer.content
    batch = answer.json()["id"]
    run(answer.json()["job"]["id"])
    document = client.get(f"batches/{batch}/").json()
    assert document["state"] == "rehearsed", document
    rows = client.get(f"batches/{batch}/rows/").json()["results"]
    assert number not in str(rows)
    run(client.send("POST", f"batches/{batch}/apply/", {}).json()["id"])
    assert client.get(f"batches/{batch}/").json()["state"] == "applied"
    assert AuditEvent.objects.filter(action="batch.applied").exists()
    errors = client.get(f"batches/{batch}/errors.xlsx")
    assert errors.status_code == 200 and errors.content[:2] == b"PK"
    run(client.send("POST", f"batches/{batch}/undo/", {}).json()["id"])
    assert client.get(f"batches/{batch}/").json()["state"] == "undone"


def test_a_batch_of_another_unit_is_not_there(api, county):
    other = upload(api(Role.TOWNSHIP_OFFICER, "LX02"), roster()).json()["id"]
    client = api(Role.TOWNSHIP_OFFICER, "LX01")
    for method, address in (
        ("GET", ""), ("GET", "rows/"), ("GET", "errors.xlsx"), ("POST", "apply/"), ("POST", "undo/"),
    ):  # fmt: skip
        assert client.send(method, f"batches/{other}/{address}", {}).status_code == 404, address
    assert client.send("POST", f"batches/{other}/decide/", {"row": 1, "person": 0}).status_code == 404
    assert client.get("batches/").json()["results"] == []


def test_an_upload_that_is_none_is_refused_in_words(api, county):
    client = api(Role.TOWNSHIP_OFFICER, "LX01")
    assert client.send("POST", "batches/", {}).status_code == 415
    missing = client.client.post("/api/v1/batches/", {"unit": "LX01"}, headers=client.headers)
    assert (missing.status_code, missing.json()["errors"][0]["pointer"]) == (400, "/file")
    assert upload(client, b"").status_code == 400
    assert upload(client, roster(), unit="LX02").json()["code"] == "unit_out_of_scope"
    assert upload(client, roster(), note="x").json()["code"] == "unknown_field"


def test_a_batch_that_is_not_rehearsed_cannot_be_applied(api, county):
    client = api(Role.TOWNSHIP_OFFICER, "LX01")
    batch = upload(client, roster()).json()
    assert client.send("POST", f"batches/{batch['id']}/apply/", {}).json()["code"] == "batch_busy"
    run(batch["job"]["id"])
    assert client.send("POST", f"batches/{batch['id']}/undo/", {}).json()["code"] == "batch_state"


def test_the_appointment_form_is_sent_and_recorded(api, person):
    someone = person("周平")
    client = api(Role.TOWNSHIP_OFFICER, "LX01")
    response = client.get(f"people/{someone.pk}/lrmx/")
    assert response.status_code == 200 and "周平" in response.content.decode("utf-8-sig")
    assert AuditEvent.objects.filter(action="person.form_exported").count() == 1
    assert api(Role.UNIT_HR, "LX01").get(f"people/{someone.pk}/lrmx/").status_code == 403
