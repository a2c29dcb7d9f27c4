"""Papers from the pages: one form, many in an archive, a roster; by right, within the scope, recorded."""

import datetime
import io
import zipfile
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from docx import Document
from PIL import Image

from cadres.actions.facts import add_fact
from cadres.actions.papers import make_forms_archive
from cadres.documents import person_papers
from cadres.models import AppointmentForm, Photo
from cadres.rules.id_number import check_character
from portal.actions.jobs import run
from portal.files import store_file
from portal.models import AuditEvent, Job
from portal.rules.dates import PartialDate
from portal.rules.roles import Role

NUMBER = "99999919870302001"
NUMBER += check_character(NUMBER)


@pytest.fixture
def full(person):
    """A person with family, photo and a form."""
    found = person()
    values = {"relation": "妻子", "name": "测妻", "born": PartialDate(1988, 1), "post_text": "教师"}
    add_fact(person=found, kind="family", values=values, by=None)
    AppointmentForm.objects.create(person=found, proposed_post="青石镇党委委员", filled_by="测员")
    out = io.BytesIO()
    Image.new("RGB", (30, 40)).save(out, "JPEG")
    stored = store_file(name="测甲.jpg", content=out.getvalue(), by=None, content_type="image/jpeg")
    Photo.objects.create(person=found, file=stored, given_digest=stored.digest)
    return found


def texts(content: bytes) -> str:
    tables = Document(io.BytesIO(content)).tables
    return "\n".join(cell.text for table in tables for row in table.rows for cell in row.cells)


def sheet_of(answer):
    return openpyxl.load_workbook(io.BytesIO(answer.content)).active


def test_the_form_of_a_person_comes_out_with_photo_and_family_and_is_recorded(sign_in, full):
    answer = sign_in().get(f"/cadres/people/{full.pk}/form.docx?layout=old&as_of=2026-06-30")
    assert answer.status_code == 200 and "filename" in answer["Content-Disposition"]
    words = texts(answer.content)
    assert "测甲" in words and "测妻" in words and "青石镇党委委员" in words and "到  龄" not in words
    assert "word/media/image1.jpg" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    event = AuditEvent.objects.get(action="person.form_exported")
    assert (event.target_id, event.detail) == (str(full.pk), {"as_of": "2026-06-30", "layout": "old"})


def test_the_page_of_a_person_offers_both_layouts(sign_in, full):
    page = sign_in().get(f"/cadres/people/{full.pk}/").content.decode()
    assert f'action="/cadres/people/{full.pk}/form.docx"' in page
    assert "2025年版" in page and "旧版" in page


def test_family_is_withheld_without_its_right_and_the_form_says_so(sign_in, full, monkeypatch):
    client = sign_in()
    monkeypatch.setattr("portal.models.User.can", lambda self, right: right.value != "view_family")
    content = client.get(f"/cadres/people/{full.pk}/form.docx").content
    assert "测妻" not in texts(content)
    assert "无查看权限" in Document(io.BytesIO(content)).paragraphs[-1].text


@pytest.mark.parametrize(
    "address", ["{pk}/form.docx", "forms/", "roster/", "roster.xlsx", "forms/1/", "forms/1/download/"]
)
def test_papers_need_the_right_to_export(sign_in, full, address):
    assert sign_in(Role.UNIT_HR, "LX01").get(f"/cadres/people/{address.format(pk=full.pk)}").status_code == 403


def test_a_form_of_another_town_is_not_there(sign_in, person):
    other = person("测乙", "LX02")
    assert sign_in(Role.TOWNSHIP_OFFICER, "LX01").get(f"/cadres/people/{other.pk}/form.docx").status_code == 404


@pytest.mark.parametrize("day", ["1800-01-01", "0001-01-01", "9999-12-31", "rubbish"])
def test_any_day_in_the_address_gives_a_form(sign_in, full, day):
    assert sign_in().get(f"/cadres/people/{full.pk}/form.docx?as_of={day}").status_code == 200


def test_many_forms_are_made_by_a_job_into_one_archive_with_equal_names_numbered(sign_in, person):
    person(), person(), person("测乙"), person("测丙", "LX02")
    client = sign_in(Role.TOWNSHIP_OFFICER, "LX01")
    assert "将生成 3 人" in client.get("/cadres/people/forms/").content.decode()
    answer = client.post("/cadres/people/forms/?as_of=2026-06-30", {"layout": "old"})
    following = parse_qs(urlsplit(answer["Location"]).query)["next"][0]
    assert client.get(following).status_code == 200 and client.get(f"{following}download/").status_code == 404
    run(Job.objects.get(kind="make_forms").pk)
    job = Job.objects.get(kind="make_forms")
    assert (job.state, job.result["people"]) == ("done", 3)
    assert "已生成 3 人" in client.get(following).content.decode()
    archive = zipfile.ZipFile(io.BytesIO(client.get(f"{following}download/").content))
    assert sorted(archive.namelist()) == ["测乙.docx", "测甲(2).docx", "测甲.docx"]
    assert "测乙" in texts(archive.read("测乙.docx"))
    assert len(AuditEvent.objects.get(action="forms.made").detail["people"]) == 3
    assert AuditEvent.objects.filter(action="forms.downloaded").count() == 1
    assert sign_in().get(f"{following}download/").status_code == 404


def test_the_archive_holds_the_people_of_the_filters_and_refuses_too_many(sign_in, person, monkeypatch):
    person(), person("测乙", sex="2")
    client = sign_in()
    assert "将生成 1 人" in client.get("/cadres/people/forms/?sex=2").content.decode()
    monkeypatch.setattr("cadres.views.forms_out.MOST_FORMS", 1)
    assert client.post("/cadres/people/forms/").status_code == 422
    assert not Job.objects.exists()


def test_the_forms_of_many_people_come_as_files_of_the_editor_too(sign_in, person):
    person(), person("测乙", sex="2")
    client = sign_in()
    client.post("/cadres/people/forms/", {"layout": "lrmx"})
    job = Job.objects.get(kind="make_forms")
    run(job.pk)
    archive = zipfile.ZipFile(io.BytesIO(client.get(f"/cadres/people/forms/{job.pk}/download/").content))
    assert sorted(archive.namelist()) == ["测乙.lrmx", "测甲.lrmx"]
    assert "<XingMing>测乙</XingMing>" in archive.read("测乙.lrmx").decode("utf-8-sig")


def test_file_names_are_safe_on_every_system():
    assert person_papers.form_name("../买买提·阿不都/a:b") == "ab.docx"
    assert person_papers.form_name("阿卜杜.拉") == "阿卜杜·拉.docx"


def test_the_roster_has_the_people_on_screen_with_masked_numbers_and_is_recorded(sign_in, person):
    found = person(id_number=NUMBER)
    person("测乙", sex="2")
    sheet = sheet_of(
        sign_in().get("/cadres/people/roster.xlsx?sex=1&set=own&columns=name&columns=id_masked&columns=born")
    )
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)] == [
        ["姓名", "出生年月", "身份证号"], ["测甲", "1987.03", found.id_masked],
    ]  # fmt: skip
    assert "*" in found.id_masked
    detail = AuditEvent.objects.get(action="roster.exported").detail
    assert (detail["people"], detail["columns"]) == (1, ["name", "born", "id_masked"])


def test_the_chosen_columns_are_remembered_for_the_account(sign_in, person):
    person()
    client = sign_in()
    client.get("/cadres/people/roster.xlsx?set=own&columns=name&columns=health")
    page = client.get("/cadres/people/roster/?sex=1").content.decode()
    assert 'value="own" checked' in page and 'value="health" checked' in page and 'value="party" checked' not in page
    assert '<input type="hidden" name="sex" value="1">' in page
    client.get("/cadres/people/roster.xlsx?set=gbhmc1")
    page = client.get("/cadres/people/roster/").content.decode()
    assert 'value="gbhmc1" checked' in page and 'value="health" checked' in page


def test_a_roster_with_pictures_has_each_in_its_own_line_and_nothing_for_whoever_has_none(sign_in, full, person):
    person("测乙"), person("测丙")
    out = io.BytesIO()
    Image.new("RGB", (900, 300)).save(out, "JPEG", dpi=(300, 300))
    for name, content in (("测丁", out.getvalue()), ("测戊", b"broken")):
        stored = store_file(name="一.jpg", content=content, by=None, content_type="image/jpeg")
        Photo.objects.create(person=person(name), file=stored, given_digest=stored.digest)
    client = sign_in()
    sheet = sheet_of(client.get("/cadres/people/roster.xlsx?set=own&columns=name&columns=born&photo=1"))

    names = [row[0].value for row in sheet.iter_rows(min_row=4)]
    assert [cell.value for cell in sheet[3]] == ["姓名", "照片", "出生年月"] and len(names) == 5
    anchors = {names[one.anchor._from.row - 3]: one for one in sheet._images}
    assert set(anchors) == {"测甲", "测丁"} and {one.anchor._from.col for one in sheet._images} == {1}
    assert {row[1].value for row in sheet.iter_rows(min_row=4)} <= {None, ""}
    # 25 mm wide or 35 mm high, whatever the picture's own size: it fills the cell in one direction and keeps its shape.
    sizes = {name: ((to.col, to.row), (one.anchor._from.col, one.anchor._from.row)) for name, one in anchors.items() for to in [one.anchor.to]}
    assert all(to == start for to, start in sizes.values())
    high = {name: (one.anchor.to.rowOff - one.anchor._from.rowOff) / 9525 for name, one in anchors.items()}
    assert round(high["测甲"]) in (125, 126) and round(high["测丁"]) in (31, 32)
    assert AuditEvent.objects.get(action="roster.exported").detail["columns"] == ["name", "photo", "born"]
    assert 'name="photo" id="photo" value="1" checked' in client.get("/cadres/people/roster/").content.decode()


def test_a_roster_with_pictures_of_too_many_is_asked_for_in_parts(sign_in, person, monkeypatch):
    monkeypatch.setattr("cadres.views.roster.MOST_PHOTOS", 1)
    person("测甲"), person("测乙")
    answer = sign_in().get("/cadres/people/roster.xlsx?set=gbhmc1&photo=1")
    assert answer.status_code == 422 and "一次最多 1 人" in answer.content.decode()
    assert not AuditEvent.objects.filter(action="roster.exported").exists()


def test_a_roster_without_columns_is_asked_for_again(sign_in, person):
    answer = sign_in().get("/cadres/people/roster.xlsx?set=own&columns=rubbish&sex=1")
    assert answer.status_code == 422 and "请至少勾选一列" in answer.content.decode()
    assert not AuditEvent.objects.filter(action="roster.exported").exists()


def test_the_roster_of_records_has_posts_and_studies_of_the_day(sign_in, person, django_assert_max_num_queries):
    found = person()
    study = {"mode": "1", "level": "21", "level_text": "大学", "school_text": "青岚大学", "ended": PartialDate(2009, 7)}
    add_fact(person=found, kind="education", values=study, by=None)
    post = {"unit_text": "青石镇", "title": "副镇长", "began": PartialDate(2024, 1), "is_primary": True}
    add_fact(person=found, kind="appointment", values=post, by=None)
    client = sign_in()
    line = [cell.value for cell in sheet_of(client.get("/cadres/people/roster.xlsx?as_of=2026-06-30"))[5]]
    assert (line[0], line[1], line[5], line[6], line[12]) == ("测甲", "青石镇副镇长", "大学", "青岚大学", "2024.01")
    early = [cell.value for cell in sheet_of(client.get("/cadres/people/roster.xlsx?as_of=2008-06-30"))[5]]
    assert not early[5] and not early[12]


def test_the_job_hears_how_many_forms_are_ready(sign_in, person):
    made, heard = [person().pk, person("测乙").pk], []
    make_forms_archive(
        person_ids=made, as_of=datetime.date(2026, 6, 30), layout="2025", by=sign_in().user,
        progress=lambda done, total: heard.append((done, total)),
    )  # fmt: skip
    assert heard == [(0, 2), (1, 2), (2, 2)]
