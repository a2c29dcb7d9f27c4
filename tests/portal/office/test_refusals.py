import io
import time
import zipfile

import openpyxl
import pytest
from PIL import Image

from cadres.importing.reading import read_rows
from portal.office.limits import Limits, read_in_child
from portal.office.photo import PhotoRefused, clean_photo
from portal.office.refusal import FileRefused
from portal.office.safe_cells import safe_csv_text, safe_text
from tests.files import bombs
from tests.files.reading import checked, of_kind, sample

GOOD = bombs.xlsx(f'<row r="1">{bombs.text_cell("A1", "姓名")}{bombs.text_cell("B1", "出生年月")}</row>')
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def nested(name="a.zip"):
    return bombs.xlsx("", more={f"xl/embeddings/{name}": b"PK\x05\x06" + b"\0" * 18})


def doubled():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed, pytest.warns(UserWarning):
        packed.writestr("[Content_Types].xml", "a")
        packed.writestr("[Content_Types].xml", "b")
    return out.getvalue()


@pytest.mark.parametrize(
    ("build", "code"),
    [
        (lambda: b"", "file_empty"),
        (lambda: "姓名,身份证号\n张三,1".encode(), "type_mismatch"),
        (lambda: b"<html><table><tr><td>1</td></tr></table></html>", "type_mismatch"),
        (lambda: OLE, "legacy_format"),
        (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (lambda: GOOD[: len(GOOD) // 2], "corrupt"),
        (lambda: bombs.archive({"a.txt": b"x"}), "type_mismatch"),
        (lambda: bombs.xlsx("", more={"xl/vbaProject.bin": b"x"}), "macro_forbidden"),
        (bombs.huge_cell, "unpacked_too_large"),
        (lambda: bombs.archive({f"{at}": b"" for at in range(20_000)}), "corrupt_structure"),
        (nested, "corrupt_structure"),
        (doubled, "corrupt_structure"),
        (lambda: bombs.archive({"[Content_Types].xml": b"x", "../../x": b""}), "zip_path"),
        (bombs.lying_directory, "corrupt"),
        (bombs.far_cell, "sheet_too_large"),
        (lambda: bombs.many_rows(50_001), "too_many_rows"),
        (lambda: bombs.xlsx("", head='<!DOCTYPE a [<!ENTITY b "c">]>'), "xml_forbidden"),
        (
            lambda: bombs.xlsx("", more={"xl/sharedStrings.xml": '<!DOCTYPE a [<!ENTITY b "c">]><sst/>'}),
            "xml_forbidden",
        ),
        (lambda: bombs.xlsx(f'<row r="1">{bombs.text_cell("A1", "甲")}</row>'), "header_missing"),
        (lambda: bombs.xlsx(""), "sheet_ambiguous"),
    ],
)
def test_a_file_that_is_no_good_workbook_is_refused_with_the_reason(build, code):
    with pytest.raises(FileRefused) as refused:
        _, rows = read_rows(build(), "a.xlsx")
        list(rows)
    assert refused.value.code == code
    assert refused.value.message and refused.value.remedy


def test_a_million_blank_formatted_rows_are_passed_over_quickly():
    content = bombs.blank_formatted_rows()
    started = time.monotonic()
    _, rows = read_rows(content, "a.xlsx")
    assert len(list(rows)) == 30
    assert time.monotonic() - started < 30


def test_hidden_rows_and_merged_cells_are_told():
    book = openpyxl.Workbook()
    for row in (["姓名", "出生年月"], ["测一", "198503"], ["测二", "198504"], ["测三", "198505"]):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    book.active.merge_cells("B3:B4")
    out = io.BytesIO()
    book.save(out)
    meta, _ = read_rows(out.getvalue(), "a.xlsx")
    told = {one["code"]: one["message"] for one in meta["problems"]}
    assert "含隐藏行1行" in told["hidden_rows"] and "第3–4行B列" in told["merged_cells"]


def never_ends(content, extra, arguments):
    while True:
        time.sleep(0.01)
        yield {"tick": 1}


def eats_memory(content, extra, arguments):
    yield {"size": len(bytearray(4_000_000_000))}


def dies(content, extra, arguments):
    import os

    os.abort()


def breaks(content, extra, arguments):
    yield {"first": 1}
    raise RuntimeError("secret path")


@pytest.mark.parametrize(
    ("reader", "code"),
    [
        ("never_ends", "too_slow"),
        ("eats_memory", "too_much_memory"),
        ("dies", "too_much_memory"),
        ("breaks", "unreadable"),
    ],
)
def test_whatever_happens_in_the_child_is_a_refusal(reader, code):
    limits = Limits(memory_mb=600, cpu_seconds=5, wall_seconds=2)
    with pytest.raises(FileRefused) as refused:
        list(read_in_child(f"tests.portal.office.test_refusals.{reader}", b"x", limits=limits))
    assert refused.value.code == code and "secret" not in str(refused.value)


def test_an_archive_lists_the_bad_file_and_reads_the_others():
    content = bombs.archive(
        {
            "一.lrmx": sample("official_3.2.1.16_bom_crlf.lrmx"), "坏.lrmx": b"<Person><XingMing>", "../越界.lrmx": b"<Person/>",
            "旧/甲.lrm": sample("legacy_2.0_gbk.lrm"), "旧/甲.pic": sample("legacy_2.0_gbk.pic"), "内.zip": bombs.archive({"a": b"b"}),
            "二.lrmx": sample("editor_2025_daoling.lrmx"),
        }
    )  # fmt: skip
    meta, rows = read_rows(content, "a.zip")
    assert sorted(one["code"] for one in meta["problems"]) == ["nested_archive", "xml_syntax", "zip_path"]
    assert {row["file_name"] for row in rows} == {"一.lrmx", "二.lrmx", "旧/甲.lrm"}
    found = checked(content, "a.zip")
    assert len(of_kind(found, "photo")) == 2


def _picture(**save) -> bytes:
    out = io.BytesIO()
    Image.new(save.pop("mode", "RGB"), save.pop("size", (80, 100)), 0).save(out, **save)
    return out.getvalue()


def test_a_photo_loses_its_metadata_and_cleaning_twice_changes_nothing():
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    clean = clean_photo(_picture(format="JPEG", exif=exif))
    assert b"Exif" not in clean and b"Camera" not in clean and clean_photo(clean) == clean


@pytest.mark.parametrize(
    "save", [{"format": "PNG"}, {"format": "JPEG", "mode": "CMYK"}, {"format": "GIF", "mode": "P"}]
)
def test_other_pictures_become_jpeg(save):
    assert clean_photo(_picture(**save)).startswith(b"\xff\xd8")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"MZ\x90\0exe", "photo_type"),
        (b"<svg/>", "photo_type"),
        (b"\xff\xd8\xff\xe0broken", "photo_invalid"),
        (b"x" * 6_000_000, "photo_too_large"),
    ],
)
def test_what_is_no_picture_is_no_photo(content, code):
    with pytest.raises(PhotoRefused) as refused:
        clean_photo(content)
    assert refused.value.code == code


def test_a_picture_of_too_many_pixels_is_not_decoded():
    with pytest.raises(PhotoRefused) as refused:
        clean_photo(_picture(format="PNG", mode="1", size=(30_000, 30_000)))
    assert refused.value.code == "photo_pixels"


def test_texts_for_tables_hold_nothing_live_or_forbidden():
    assert safe_text("a\x0b\ufffe\x00b") == "ab"
    assert [safe_csv_text(text)[:1] for text in ("=1", "+1", "-1", "@SUM", "\t1", "＝1", "甲")] == ["'"] * 6 + ["甲"]
