"""Documents of a record: kept sealed, given only to whoever sees the record, harmless when they are opened."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from portal.actions.attachments import add_attachment
from portal.files import read_file
from portal.models import Attachment, AuditEvent
from portal.registers.actions import remove_record
from portal.rules.roles import Role
from tests.portal.registers.declared import TURNOVER

pytestmark = pytest.mark.usefixtures("addresses")


def pdf(prepare=None) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if prepare:
        prepare(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def photograph(kind: str = "JPEG") -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "某手机"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, kind, exif=exif)
    return out.getvalue()


def workbook(extra: dict[str, bytes] | None = None) -> bytes:
    out = io.BytesIO()
    Workbook().save(out)
    with zipfile.ZipFile(out, "a") as archive:
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.fixture
def send(browser):
    def sent(user, record, *files: tuple[str, bytes]):
        parts = [SimpleUploadedFile(name, content) for name, content in files]
        address = f"/registers/turnovers/{record.pk}/attachments/"
        return browser(user).post(address, {"files": parts}, follow=True).content.decode()

    return sent


def test_a_scan_is_kept_sealed_and_comes_back_as_a_download(browser, section, turnover, send, settings):
    record, scan = turnover("LX01"), pdf()
    page = send(section, record, ("会议纪要.pdf", scan))
    assert "已上传 1 个附件" in page and "会议纪要.pdf" in page
    kept = Attachment.objects.get()
    on_disk = [one.read_bytes() for one in settings.MEDIA_ROOT.rglob("*") if one.is_file()]
    assert on_disk and all(b"%PDF" not in one for one in on_disk)
    answer = browser(section).get(f"/registers/turnovers/{record.pk}/attachments/{kept.pk}/")
    assert answer.content == scan and answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment;") and answer["X-Content-Type-Options"] == "nosniff"
    assert AuditEvent.objects.filter(action="attachment.opened", target_id=str(record.pk)).count() == 1


def test_a_photograph_loses_place_and_camera_and_a_drawing_becomes_a_jpeg(section, turnover):
    record = turnover("LX01")
    for name, kind in (("现场.jpg", "JPEG"), ("示意.png", "PNG")):
        kept = add_attachment(record=record, name=name, content=photograph(kind), by=section)
        with Image.open(io.BytesIO(read_file(kept.file))) as picture:
            assert picture.format == "JPEG" and picture.size == (40, 30) and not picture.getexif()
        assert kept.file.name.endswith(".jpg")


def test_one_bad_file_is_named_and_the_others_are_kept(section, turnover, send):
    record = turnover("LX01")
    page = send(section, record, ("好.pdf", pdf()), ("程序.pdf", b"MZ\x90\0" + b"\1" * 100), ("空.pdf", b""))
    assert "已上传 1 个附件" in page and "“程序.pdf”没有保存：不是可以保存的文件类型" in page
    assert "“空.pdf”没有保存：文件是空的" in page
    assert Attachment.objects.get().file.name == "好.pdf"


def _with_script(writer: PdfWriter) -> None:
    action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)


_TEMPLATE = (
    b'<Relationships><Relationship Id="rId1" Type="http://x/attachedTemplate" Target="http://example.org/t.dotm"'
    b' TargetMode="External"/></Relationships>'
)
BAD = {
    "script": (pdf(_with_script), "active_content"),
    "file within": (pdf(lambda writer: writer.add_attachment("a.exe", b"MZ")), "active_content"),
    "locked": (pdf(lambda writer: writer.encrypt("secret")), "encrypted"),
    "cut off": (pdf()[:120], "corrupt"),
    "macros": (workbook({"xl/vbaProject.bin": b"x"}), "active_content"),
    "object within": (workbook({"xl/embeddings/oleObject1.bin": b"x"}), "active_content"),
    "other workbook": (workbook({"xl/externalLinks/externalLink1.xml": b"<x/>"}), "active_content"),
    "outside template": (workbook({"xl/_rels/other.xml.rels": _TEMPLATE}), "active_content"),
    "page of the web": (b"<!DOCTYPE html><html><script>1</script></html>", "type_mismatch"),
    "drawing with script": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "type_mismatch"),
    "broken picture": (photograph()[:200], "photo_invalid"),
    "archive": (b"PK\x05\x06" + b"\0" * 18, "type_mismatch"),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_could_run_or_fetch_something_is_refused_with_a_remedy(api, section, turnover, kind):
    record = turnover("LX01")
    content, code = BAD[kind]
    client = api(user=section)
    answer = client.client.post(
        f"/api/v1/registers/turnovers/{record.pk}/attachments/", {"file": SimpleUploadedFile("a.pdf", content)},
        headers=client.headers,
    )  # fmt: skip
    assert answer.status_code in (415, 422) and answer.json()["code"] == code, answer.content.decode()
    assert "请" in answer.json()["detail"] and not Attachment.objects.exists()


def test_size_and_number_are_limited_and_the_same_file_is_kept_once(section, turnover, send, settings):
    settings.ATTACHMENTS_PER_RECORD, settings.ATTACHMENT_MAX_BYTES = 2, 3_000
    record, scan = turnover("LX01"), pdf()
    assert "已经在这条记录的附件里" in send(section, record, ("一.pdf", scan), ("二.pdf", scan))
    assert "超过 0 MB" in send(section, record, ("大.pdf", scan + b" " * 3_000))
    page = send(section, record, ("二.jpg", photograph()), ("三.png", photograph("PNG")))
    assert "最多保存 2 个附件" in page and Attachment.objects.count() == 2


def test_a_stranger_a_reader_and_a_neighbour_get_nothing(browser, section, account, turnover):
    record = turnover("LX01")
    kept = add_attachment(record=record, name="纪要.pdf", content=pdf(), by=section)
    address = f"/registers/turnovers/{record.pk}/attachments/"
    assert browser(account(Role.TOWNSHIP_OFFICER, "LX02")).get(f"{address}{kept.pk}/").status_code in (403, 404)
    leader = browser(account(Role.LEADER, "LX"))
    assert leader.post(address, {"files": SimpleUploadedFile("b.pdf", pdf())}).status_code == 403
    assert leader.post(f"{address}{kept.pk}/remove/").status_code == 403
    other = turnover("LX02")
    assert browser(section).get(f"/registers/turnovers/{other.pk}/attachments/{kept.pk}/").status_code == 404


def test_without_the_right_to_a_guarded_column_its_documents_are_closed(browser, officer, section, turnover):
    record = turnover("LX01")
    kept = add_attachment(record=record, name="批复.pdf", content=pdf(), by=section)
    page = browser(officer).get(f"/registers/turnovers/{record.pk}/").content.decode()
    assert "批复.pdf" not in page
    assert browser(officer).get(f"/registers/turnovers/{record.pk}/attachments/{kept.pk}/").status_code == 403


def test_removing_tells_who_and_keeps_the_image_and_a_removed_record_takes_its_documents_along(
    browser, section, turnover
):
    record = turnover("LX01")
    for name, content in (("一.pdf", pdf()), ("二.jpg", photograph())):
        add_attachment(record=record, name=name, content=content, by=section)
    first = Attachment.objects.earliest("id")
    answer = browser(section).post(f"/registers/turnovers/{record.pk}/attachments/{first.pk}/remove/", follow=True)
    assert "已删除附件：一.pdf" in answer.content.decode()
    assert AuditEvent.objects.filter(action="attachment.removed").get().user == section
    remove_record(register=TURNOVER, record=record, by=section)
    assert (
        not Attachment.objects.exists() and Attachment.pgh_event_model.objects.filter(pgh_label="delete").count() == 2
    )


def test_over_rest_documents_are_listed_opened_and_removed(api, section, turnover):
    record, scan = turnover("LX01"), pdf()
    client, place = api(user=section), f"registers/turnovers/{record.pk}/attachments/"

    def sent(parts):
        return client.client.post(f"/api/v1/{place}", parts, headers=client.headers)

    made = sent({"file": SimpleUploadedFile("纪要.pdf", scan)})
    assert made.status_code == 201 and made["Location"] == f"/api/v1/{place}{made.json()['id']}/"
    [listed] = client.get(place).json()["results"]
    assert (listed["name"], listed["size"]) == ("纪要.pdf", len(scan))
    one = f"{place}{listed['id']}/"
    assert client.get(one).content == scan
    assert sent({}).json()["code"] == "required"
    assert client.send("DELETE", one).status_code == 204
    assert client.get(one).status_code == 404
