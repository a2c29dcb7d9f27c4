"""A file from upload to undo, through the pages."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cadres.models import Person
from portal.actions.jobs import run
from portal.models import Batch, ColumnMapping, Job
from portal.rules.roles import Role

HEADS = ["姓名", "身份证号", "性别", "出生年月", "民族", "参加工作时间", "工作单位及职务", "单位", "特别栏"]
GOOD = ["欧阳测", "", "男", "1990.05", "汉族", "2012.07", "青石镇党政办干部", "青石镇", "x"]


def roster(*lines, heads=HEADS):
    book = openpyxl.Workbook()
    for line in (heads, *lines):
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("名册.xlsx", out.getvalue())


def work():
    """What a worker would do: every waiting job."""
    for job in Job.objects.filter(state=Job.State.WAITING):
        run(job.pk)


@pytest.fixture
def upload():
    """Uploads a file and lets the worker finish."""

    def send(client, file, unit="LX"):
        answer = client.post("/cadres/batches/", {"files": [file], "unit": unit})
        assert answer.status_code == 302, answer.content.decode()
        work()
        return Batch.objects.latest("pk")

    return send


@pytest.fixture
def press():
    """Sends a form of a batch and lets the worker finish."""

    def send(client, batch, step, data=None):
        answer = client.post(f"/cadres/batches/{batch.pk}/{step}/", data or {})
        assert answer.status_code == 302
        work()
        batch.refresh_from_db()
        return answer

    return send


def confirm_mapping(press, client, batch):
    """Takes the suggestion as it stands."""
    page = client.get(f"/cadres/batches/{batch.pk}/mapping/")
    form = page.context["form"]
    press(client, batch, "mapping", {bound.html_name: bound.value() for _column, bound in form.lines()})


def test_a_roster_goes_from_upload_over_its_columns_and_the_rehearsal_into_the_records_and_back(sign_in, upload, press):
    client = sign_in()
    wrong = [*GOOD[:3], "2月30日", *GOOD[4:]]
    batch = upload(client, roster(GOOD, ["李测", *wrong[1:]]))
    assert batch.state == "mapping"
    confirm_mapping(press, client, batch)
    assert batch.state == "rehearsed"
    page = client.get(f"/cadres/batches/{batch.pk}/").content.decode()
    assert "将写入 1 条：新增 1 人" in page
    assert "2月30日" in page
    assert Person.objects.count() == 0
    press(client, batch, "apply")
    assert batch.state == "applied"
    made = Person.objects.get()
    assert client.get(f"/cadres/people/{made.pk}/").content.decode().count("名册.xlsx") >= 1
    press(client, batch, "undo")
    assert batch.state == "undone"
    assert Person.objects.count() == 0


def test_a_mapping_once_confirmed_is_remembered(sign_in, upload, press):
    client = sign_in()
    first = upload(client, roster(GOOD))
    confirm_mapping(press, client, first)
    assert ColumnMapping.objects.count() == 1
    second = upload(client, roster(["李测", *GOOD[1:]]))
    assert second.state == "rehearsed"


def test_two_columns_for_one_item_are_refused_on_the_mapping_page(sign_in, upload, press):
    client = sign_in()
    batch = upload(client, roster(GOOD))
    form = client.get(f"/cadres/batches/{batch.pk}/mapping/").context["form"]
    answer = client.post(
        f"/cadres/batches/{batch.pk}/mapping/", {bound.html_name: "person.name" for _c, bound in form.lines()}
    )
    assert answer.status_code == 422
    assert "选了同一信息项" in answer.content.decode()


def test_the_samples_on_the_mapping_page_mask_id_numbers(sign_in, upload):
    client = sign_in()
    batch = upload(client, roster([GOOD[0], "99999919900505001X", *GOOD[2:]]))
    assert "99999919900505001X" not in client.get(f"/cadres/batches/{batch.pk}/mapping/").content.decode()


def test_a_doubtful_row_waits_until_somebody_says_who_it_is(sign_in, upload, press, person):
    one = person("欧阳测", sex="2", text="")
    person("欧阳测", unit="LX02", text="")
    client = sign_in()
    batch = upload(client, roster([GOOD[0], "", "女", "1987.03", *GOOD[4:]]))
    confirm_mapping(press, client, batch)
    page = client.get(f"/cadres/batches/{batch.pk}/?state=doubtful").content.decode()
    assert "系统里的 2" in page
    row = batch.rows.get(kind="person")
    press(client, batch, f"rows/{row.pk}", {"person": one.pk})
    row.refresh_from_db()
    assert (row.state, row.owner_id) == ("changed", one.pk)


def test_a_file_that_is_no_file_of_ours_is_refused_with_what_to_do(sign_in, upload):
    client = sign_in()
    batch = upload(client, SimpleUploadedFile("说明.xlsx", b"not a workbook at all"))
    assert batch.state == "refused"
    page = client.get(f"/cadres/batches/{batch.pk}/").content.decode()
    assert "这个文件无法读取" in page
    assert batch.problems[0]["remedy"] in page


def test_cells_changed_since_keep_the_batch_from_being_undone_and_are_listed(sign_in, upload, press):
    client = sign_in()
    batch = upload(client, roster(GOOD))
    confirm_mapping(press, client, batch)
    press(client, batch, "apply")
    made = Person.objects.get()
    client.post(f"/cadres/people/{made.pk}/edit/", edit_of(client, made) | {"native_place": "青岚临溪"})
    page = client.get(f"/cadres/batches/{batch.pk}/").content.decode()
    assert "挡住撤销的信息" in page
    assert "籍贯" in page
    press(client, batch, "undo")
    assert batch.state == "applied"


def edit_of(client, person) -> dict:
    """What the edit form of the person would send unchanged."""
    form = client.get(f"/cadres/people/{person.pk}/edit/").context
    values = {
        bound.html_name: "" if bound.value() is None else bound.value() for bound in form["form"].visible_fields()
    }
    return values | {"version": form["version"]}


def test_the_empty_workbook_and_the_wrong_rows_are_workbooks(sign_in, upload, press):
    client = sign_in()
    batch = upload(client, roster(GOOD, [*GOOD[:3], "2月30日", *GOOD[4:]]))
    confirm_mapping(press, client, batch)
    for address in ("/cadres/batches/template.xlsx", f"/cadres/batches/{batch.pk}/errors.xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(client.get(address).content))
        assert book.sheetnames
    texts = [str(cell.value) for row in book.active.iter_rows() for cell in row]
    assert "错误原因" in texts
    assert "1990.05" not in texts


def test_a_batch_of_another_unit_is_not_found_and_only_importers_come_in(sign_in, upload):
    county_clerk, town_clerk = sign_in(), sign_in(Role.TOWNSHIP_OFFICER, "LX01")
    batch = upload(county_clerk, roster(GOOD))
    assert town_clerk.get(f"/cadres/batches/{batch.pk}/").status_code == 404
    for step in ("apply", "undo", "read"):
        assert town_clerk.post(f"/cadres/batches/{batch.pk}/{step}/").status_code == 404
    assert sign_in(Role.LEADER, "LX").get("/cadres/batches/").status_code == 403


def test_a_unit_outside_the_scope_cannot_be_chosen_and_none_is_no_choice_either(sign_in):
    client = sign_in(Role.TOWNSHIP_OFFICER, "LX01")
    for unit in ("LX02", ""):
        assert client.post("/cadres/batches/", {"files": [roster(GOOD)], "unit": unit}).status_code == 422
    assert Batch.objects.count() == 0


def test_a_picture_without_its_form_is_refused(sign_in):
    answer = sign_in().post("/cadres/batches/", {"files": [SimpleUploadedFile("a.pic", b"x")], "unit": "LX"})
    assert "没有同名的 .lrm 文件" in answer.content.decode()
