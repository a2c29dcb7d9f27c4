"""Files that are turned down whole: the same reason by page, REST and command, nothing written, no fault shown."""

import io
import resource
import time
import zipfile

import pytest

from tests.corpus import mouths
from tests.files import bombs
from tests.files.reading import sample

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
FORM = sample("editor_2025_daoling.lrmx")
HEAD = bombs.text_cell("A1", "姓名") + bombs.text_cell("B1", "出生年月")
GOOD = bombs.xlsx(
    f'<row r="1">{HEAD}</row><row r="2">{bombs.text_cell("A2", "测甲")}{bombs.text_cell("B2", "198503")}</row>'
)


def doubled():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for content in ("a", "b"):
            packed.writestr("[Content_Types].xml", content)
    return out.getvalue()


def person(inner: str, head: str = "") -> bytes:
    return f"<?xml version='1.0' encoding='utf-8'?>{head}<Person><XingMing>测甲</XingMing>{inner}</Person>".encode()


LAUGHS = "<!DOCTYPE Person [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{('&' + chr(97 + n) + ';') * 10}'>" for n in range(9)
) + "]>"  # fmt: skip

# Number of the corpus (reference table of bad input), name of the file, its builder, codes it may be refused with.
FILES = [
    ("X01", "a.xlsx", lambda: b"", {"file_empty"}),
    ("X02", "a.xlsx", lambda: "姓名,身份证号\n张三,1".encode(), {"type_mismatch"}),
    ("X03", "a.xls", lambda: b"<html><body><table><tr><td>1</td></tr></table></body></html>", {"type_mismatch"}),
    ("X04", "a.xls", lambda: OLE, {"legacy_format"}),
    ("X05", "a.xlsx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), {"encrypted"}),
    ("X06", "a.xlsx", lambda: GOOD[: len(GOOD) // 2], {"corrupt"}),
    ("X07", "a.xlsx", lambda: bombs.archive({"a.txt": b"x"}), {"type_mismatch", "archive_empty"}),
    ("X08", "a.xlsx", lambda: bombs.xlsx("", more={"xl/vbaProject.bin": b"x"}), {"macro_forbidden"}),
    ("X09", "a.xlsx", bombs.huge_cell, {"unpacked_too_large"}),
    ("X10a", "a.zip", lambda: bombs.archive({f"{at}": b"" for at in range(20_000)}), {"corrupt_structure"}),
    pytest.param("X10b", "a.xlsx", doubled, {"corrupt_structure"}, marks=pytest.mark.filterwarnings("ignore:Duplicate")),
    ("X11", "a.xlsx", bombs.lying_directory, {"corrupt"}),
    ("X12", "a.xlsx", bombs.far_cell, {"sheet_too_large"}),
    ("X14", "a.xlsx", lambda: bombs.many_rows(50_001), {"too_many_rows"}),
    ("X15", "a.xlsx", lambda: bombs.xlsx("", head='<!DOCTYPE a [<!ENTITY b "c">]>'), {"xml_forbidden"}),
    ("X16", "a.xlsx", lambda: bombs.xlsx(f'<row r="1">{bombs.text_cell("A1", "甲")}</row>'), {"header_missing"}),
    ("X20", "a.xlsx", lambda: bombs.xlsx(""), {"sheet_ambiguous", "header_missing"}),
    ("X45", "../../NUL\u202e" + "长" * 250 + ".xlsx", lambda: b"", {"file_empty"}),
    ("R01a", "a.lrmx", lambda: b"MZ\x90\0\3\0\0\0", {"type_mismatch"}),
    ("R01b", "a.lrmx", lambda: bombs.archive({"[Content_Types].xml": b"x", "word/document.xml": b"x"}), {"type_mismatch"}),
    ("R01c", "a.lrmx", lambda: "这不是表".encode(), {"type_mismatch"}),
    ("R02", "a.lrmx", lambda: FORM[: len(FORM) // 2], {"xml_syntax"}),
    ("R03", "a.lrmx", lambda: person("&x;", "<!DOCTYPE Person [<!ENTITY x 'y'>]>"), {"xml_forbidden"}),
    ("R04a", "a.lrmx", lambda: person("&x;", "<!DOCTYPE p [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"), {"xml_forbidden"}),
    ("R04b", "a.lrmx", lambda: person("", "<!DOCTYPE p [<!ENTITY % x SYSTEM 'http://127.0.0.1:1/x'> %x;]>"), {"xml_forbidden"}),
    ("R04c", "a.lrmx", lambda: person("&x;", "<!DOCTYPE p [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>").decode().encode("utf-16"), {"xml_forbidden", "xml_syntax"}),
    ("R05a", "a.lrmx", lambda: person("<JianLi>&j;</JianLi>", LAUGHS), {"xml_forbidden"}),
    ("R05b", "a.lrmx", lambda: person("<JianLi>" + "&a;" * 50_000 + "</JianLi>", f"<!DOCTYPE p [<!ENTITY a '{'x' * 50_000}'>]>"), {"xml_forbidden"}),
    ("R06a", "a.lrmx", lambda: person("<a>" * 5_000 + "</a>" * 5_000), {"xml_limits", "xml_syntax"}),
    ("R06c", "a.lrmx", lambda: person("<JianLi>" + "长" * 4_000_000 + "</JianLi>"), {"xml_limits", "file_too_large"}),
    ("R08", "a.lrmx", lambda: b"<?xml version='1.0' encoding='utf-8'?><Person><XingMing>\xff\xff\x81</XingMing></Person>", {"encoding", "xml_syntax"}),
    ("R09", "a.lrmx", lambda: b"<Xxx><XingMing>a</XingMing></Xxx>", {"lrmx_version", "type_mismatch"}),
    ("R15", "a.lrmx", lambda: person("<ZhaoPian>" + "A" * 11_000_000 + "</ZhaoPian>"), {"file_too_large", "xml_limits"}),
    ("R21a", "a.zip", lambda: bombs.archive({"../../x.lrmx": FORM}), {"archive_empty", "zip_path"}),
    ("R21b", "a.zip", lambda: bombs.archive({"in.zip": bombs.archive({"a.lrmx": FORM})}), {"archive_empty"}),
    ("R24", "a.lrm", lambda: b'"a","b"', {"lrm_shape"}),
]  # fmt: skip
PARENT_GROWTH_MB = 150  # the file itself, unpacked by the test's own builder, is part of it
PATIENCE_SECONDS = 30


@pytest.mark.django_db
@pytest.mark.parametrize(("number", "name", "build", "codes"), FILES)
def test_a_file_that_cannot_be_taken_is_refused_alike_by_page_rest_and_command(
    clerk, tmp_path, number, name, build, codes
):
    content, before = build(), mouths.records()
    size, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    for outcome in (
        mouths.by_page(clerk, content, name),
        mouths.by_rest(clerk.api, content, name),
        mouths.by_command(clerk.user.username, content, name, tmp_path),
    ):
        assert outcome.state in ("", "refused"), outcome
        assert outcome.codes <= codes, outcome
        assert mouths.CHINESE.search(outcome.words) and not mouths.INSIDE.search(outcome.words), outcome.words
        assert not outcome.row_codes
    assert mouths.records() == before
    assert time.monotonic() - started < PATIENCE_SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - size < PARENT_GROWTH_MB * 1024
