import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadres.importing import formats
from portal.office.refusal import FileRefused
from tests.files.reading import SAMPLES, checked, of_kind, sample

OFFICIAL, JAXB, NEW, OLD = (
    "official_3.2.1.16_bom_crlf.lrmx", "insigma_jaxb_entities.lrmx", "editor_2025_daoling.lrmx", "legacy_2.0_gbk.lrm",
)  # fmt: skip


def test_the_official_form():
    rows = checked(sample(OFFICIAL), OFFICIAL)
    person = of_kind(rows, "person")[0]
    assert (person["name"], person["born"], person["party_joined"]) == ("欧阳·测一", 19820400, 20030628)
    assert (person["ethnicity"], person["work_began"]) == ("15", 20040700)
    assert {row.id_number for row in rows} == {"999999198204120026"}
    full_time, in_service = of_kind(rows, "education")
    assert (full_time["level"], full_time["degree"], full_time["degree_text"]) == ("21", "412", "管理学学士")
    assert (in_service["level"], in_service["level_text"]) == ("1B", "省委党校研究生")
    assert [one["relation"] for one in of_kind(rows, "family")] == ["丈夫", "女儿", "父亲", "母亲"]
    assert of_kind(rows, "family")[1]["born"] == 20090000
    assert [(one["year"], one["result"]) for one in of_kind(rows, "appraisal")] == [
        (2021, "1"),
        (2022, "1"),
        (2023, "2"),
    ]
    assert [one["decided"] for one in of_kind(rows, "award")] == [20190600, 20220100]
    assert of_kind(rows, "form")[0]["filled"] == 20240318
    text = of_kind(rows, "resume")[0]["text"]
    assert text.count("\n") == 8 and "\n                 （其间" in text and "\r" not in text
    assert of_kind(rows, "photo")[0]["given_digest"]
    assert not any(row.is_wrong for row in rows)


def test_the_form_of_character_references():
    rows = checked(sample(JAXB), JAXB)
    assert of_kind(rows, "person")[0]["name"] == "沐例贰"
    assert of_kind(rows, "person")[0]["party_joined"] == 19980600
    assert of_kind(rows, "family")[0]["post_text"] == "临溪县R&D<中心>工程师"
    assert of_kind(rows, "award") == []
    assert [one["result"] for one in of_kind(rows, "appraisal")] == ["2", "2", "1", "2"]


def test_the_form_of_2025():
    rows = checked(sample(NEW), NEW)
    assert of_kind(rows, "person")[0]["political_status"] == "05"
    assert "party_joined" not in of_kind(rows, "person")[0]
    form = of_kind(rows, "form")[0]
    assert (form["retires"], form["former_age_limit"]) == (20290100, "改革前任职年龄界限为60岁")
    assert len(of_kind(rows, "family")) == 4
    assert not any(row.is_wrong for row in rows)


def test_the_old_form_with_its_picture_says_what_the_new_one_says():
    old = checked(sample(OLD), OLD, picture=sample("legacy_2.0_gbk.pic"))
    new = checked(sample(OFFICIAL), OFFICIAL)
    for kind in ("education", "family", "appraisal", "award", "resume"):
        assert of_kind(old, kind) == of_kind(new, kind)
    assert of_kind(old, "person") == of_kind(new, "person")
    assert len(of_kind(old, "photo")) == 1


def test_the_digest_of_a_résumé_is_that_of_its_text():
    resume = of_kind(checked(sample(OFFICIAL), OFFICIAL), "resume")[0]
    assert resume["digest"] == hashlib.sha256(resume["text"].encode()).hexdigest()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (b"no xml at all", "type_mismatch"),
        (b"<Person><XingMing>a</Person>", "xml_syntax"),
        ("<Person><XingMing>张三</XingMing>".encode(), "xml_syntax"),
        (b'<!DOCTYPE Person [<!ENTITY x "y">]><Person><XingMing>&x;</XingMing></Person>', "xml_forbidden"),
        (b'<!DOCTYPE Person SYSTEM "file:///etc/passwd"><Person><XingMing>a</XingMing></Person>', "xml_forbidden"),
        ("<?xml version='1.0'?><!ENTITY x 'y'><Person/>".encode("utf-16"), "xml_forbidden"),
        (b"<Person>" + b"<a>" * 5000 + b"</a>" * 5000 + b"<XingMing>a</XingMing></Person>", "xml_limits"),
        (b"<Someone><XingMing>a</XingMing></Someone>", "lrmx_version"),
        (b"", "file_empty"),
    ],
)
def test_a_form_that_is_none_is_refused_with_the_reason(wrong, code):
    with pytest.raises(FileRefused) as refused:
        checked(wrong, "a.lrmx")
    assert refused.value.code == code


def _form(text: str) -> bytes:
    return f"<Person><XingMing>张三</XingMing><ChuShengNianYue>198503</ChuShengNianYue>{text}</Person>".encode()


def test_a_bare_ampersand_and_an_impossible_character_are_repaired():
    rows = checked(_form("<XianRenZhiWu>R&D中心&#0;</XianRenZhiWu>"), "a.lrmx")
    assert rows[0].values["post_text"] == "R&D中心"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_form_is_read_in_any_encoding_whatever_it_declares(encoding):
    text = '<?xml version="1.0" encoding="utf-8"?>' + _form("").decode()
    assert checked(text.encode(encoding), "a.lrmx")[0].values["name"] == "张三"


def test_an_unknown_tag_is_kept_and_a_doubled_one_is_named():
    rows = checked(_form("<NewTag>x</NewTag><MinZu>汉族</MinZu><MinZu>回族</MinZu>"), "a.lrmx")
    assert of_kind(rows, "form")[0]["extra"] == {"NewTag": "x"}
    assert {"unknown_tag", "duplicate_element"} <= {one["code"] for one in rows[0].problems}
    assert rows[0].values["ethnicity"] == "01"


def test_a_wrong_photo_leaves_the_rest_of_the_form():
    rows = checked(_form("<ZhaoPian>!!!</ZhaoPian>"), "a.lrmx")
    assert rows[0].values["name"] == "张三"
    assert [one["code"] for one in rows[-1].problems] == ["photo_invalid"]


@pytest.mark.parametrize("written", ["199013", "19900200", "1990年2月"])
def test_a_date_that_cannot_be_is_an_error_of_its_cell(written):
    rows = checked(_form(f"<CanJiaGongZuoShiJian>{written}</CanJiaGongZuoShiJian>"), "a.lrmx")
    wrong = [one for one in rows[0].problems if one["column"] == "参加工作时间" and one["severity"] == "error"]
    assert bool(wrong) == (written != "1990年2月")


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(name=st.sampled_from(sorted(path.name for path in SAMPLES.iterdir() if path.suffix != ".pic")), data=st.data())
def test_a_damaged_sample_is_read_or_refused_and_never_crashes(name, data):
    content = bytearray(sample(name))
    for _ in range(data.draw(st.integers(1, 30))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        list(formats.read(bytes(content[: data.draw(st.integers(1, len(content)))]), b"", {"name": name}))
    except FileRefused as refused:
        assert refused.message and refused.remedy


@pytest.mark.parametrize("size", [11_000_000, 20_000_000])
def test_a_form_of_many_megabytes_is_refused(size):
    with pytest.raises(FileRefused) as refused:
        checked(_form("<JianLi>" + "a" * size + "</JianLi>"), "a.lrmx")
    assert refused.value.code == "file_too_large"


def test_an_inclusion_is_never_followed():
    text = '<XI:include xmlns:XI="http://www.w3.org/2001/XInclude" href="file:///etc/hostname" parse="text"/>'
    rows = checked(b"<?xml-stylesheet href='http://127.0.0.1:9/x'?>" + _form(text), "a.lrmx")
    assert of_kind(rows, "form")[0]["extra"] == {"include": ""}


def test_a_résumé_of_a_thousand_lines_is_named_and_the_rest_is_read():
    rows = checked(_form("<JianLi>" + "2000.01--2001.01  学习\n" * 1000 + "</JianLi>"), "a.lrmx")
    assert [one["code"] for one in rows[0].problems if one["severity"] == "error"] == ["resume_too_long"]
