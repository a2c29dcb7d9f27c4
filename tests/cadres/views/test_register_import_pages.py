"""A register's sheet from its own page to its records, through the pages and addresses of every import."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cadres.models import Secondment
from portal.actions.jobs import run
from portal.models import Batch, Job
from portal.registers.catalogue import register_of, registers
from portal.rules.roles import Role
from tests.cadres.actions.batch_registers import workbook

HEADS = ["姓名", "所在单位", "类型", "接收单位名称", "计划开始日期"]
LINE = ["测甲", "", "上派", "某市", "2026.03.01"]


@pytest.fixture(autouse=True)
def _declared(settings):
    settings.PORTAL_REGISTERS = ["tests.cadres.actions.batch_registers.REGISTERS"]
    for kept in (registers, register_of):
        kept.cache_clear()
    yield
    for kept in (registers, register_of):
        kept.cache_clear()


def sheet(*lines):
    return SimpleUploadedFile("挂职.xlsx", workbook(HEADS, *lines))


def work():
    for job in Job.objects.filter(state=Job.State.WAITING):
        run(job.pk)


def upload(client, *lines) -> Batch:
    answer = client.post("/registers/secondments/import/", {"files": [sheet(*lines)], "unit": "LX"})
    assert answer.status_code == 302, answer.content.decode()
    work()
    return Batch.objects.latest("pk")


def press(client, batch, step):
    assert client.post(f"/cadres/batches/{batch.pk}/{step}/").status_code == 302
    work()
    batch.refresh_from_db()


def test_a_sheet_goes_from_its_page_to_the_register_and_back(sign_in, person):
    person()
    client = sign_in()
    assert "导入表格" in client.get("/registers/secondments/").content.decode()
    batch = upload(client, LINE, ["无名", "", "上派", "某市", "2026.03.01"])
    page = client.get(f"/cadres/batches/{batch.pk}/").content.decode()
    assert "将写入“挂职与跟班”：新增 1 条，变更 0 条，1 条有误不写入。" in page
    assert "找不到“无名”" in page
    press(client, batch, "apply")
    assert Secondment.objects.get().person.name == "测甲"
    assert "可以整批撤销" in client.get(f"/cadres/batches/{batch.pk}/?state=new").content.decode()
    press(client, batch, "undo")
    assert not Secondment.objects.exists()
    assert batch.state == "undone"


def test_a_changed_cell_is_shown_in_words(sign_in, person):
    person()
    client = sign_in()
    press(client, upload(client, LINE), "apply")
    batch = upload(client, ["测甲", "", "下挂", "某市", "2026.03.01"])
    page = client.get(f"/cadres/batches/{batch.pk}/?state=changed").content.decode()
    assert "上派" in page and "下挂" in page and "类型" in page


def test_two_of_one_name_stand_side_by_side_and_nobody_new_is_offered(sign_in, person):
    person(), person(unit="LX02", born=None)
    client = sign_in()
    batch = upload(client, LINE)
    page = client.get(f"/cadres/batches/{batch.pk}/").content.decode()
    assert page.count("就是此人") == 2 and "新增人员" not in page
    row = batch.rows.get()
    answer = client.post(f"/cadres/batches/{batch.pk}/rows/{row.pk}/", {"person": row.candidates[0]})
    assert answer.status_code == 302 and batch.rows.get().state == "new"


def test_the_empty_sheet_is_offered_with_its_hints(sign_in):
    client = sign_in()
    page = client.get("/registers/secondments/import/").content.decode()
    assert "精确到日" in page and "上派、下挂" in page
    book = openpyxl.load_workbook(io.BytesIO(client.get("/registers/secondments/import/template.xlsx").content))
    assert "类型" in [cell.value for cell in book.worksheets[0][3]]


def test_only_who_may_enter_and_import_is_let_in(sign_in, person):
    assert sign_in(Role.LEADER).get("/registers/secondments/import/").status_code == 403
    assert sign_in(Role.INITIATIVE_SECTION).get("/registers/secondments/import/").status_code == 403
    assert sign_in().get("/registers/unknown/import/").status_code == 404


def test_a_sheet_with_guarded_columns_is_not_shown_without_their_right(sign_in, person):
    person()
    batch = upload(sign_in(), LINE)
    other = sign_in(Role.TRAINING_SECTION)
    assert other.get(f"/cadres/batches/{batch.pk}/").status_code == 404
    assert other.get(f"/api/v1/batches/{batch.pk}/").status_code == 404


def test_a_sheet_comes_in_over_rest(sign_in, person):
    person()
    client = sign_in()
    answer = client.post("/api/v1/batches/", {"file": sheet(LINE), "register": "secondments"})
    assert answer.status_code == 202, answer.content.decode()
    work()
    told = client.get(f"/api/v1/batches/{answer.json()['id']}/").json()
    assert (told["register"], told["state"], told["counts"]) == ("secondments", "rehearsed", {"record": {"new": 1}})
    wrong = client.post("/api/v1/batches/", {"file": sheet(LINE), "register": "nothing"})
    assert wrong.status_code == 400 and wrong.json()["code"] == "register_unknown"
