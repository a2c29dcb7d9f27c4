import base64

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadres.exporting.form_values import form_values
from cadres.exporting.lrmx import write_lrmx
from cadres.exporting.workbook import write_template, write_workbook
from cadres.importing import formats
from cadres.importing.checking import CheckContext, check_rows
from cadres.importing.form_tags import OFFICIAL_ORDER
from cadres.importing.kinds import WORKBOOK_KINDS
from cadres.importing.reading import read_rows
from tests.files.reading import CODES, NAMES, TODAY, checked, of_kind, sample
from tests.files.rosters import id_number

FORMS = [
    "official_3.2.1.16_bom_crlf.lrmx",
    "insigma_jaxb_entities.lrmx",
    "editor_2025_daoling.lrmx",
    "legacy_2.0_gbk.lrm",
]


def written_again(rows) -> bytes:
    """The form the rows of one person print."""
    photos = of_kind(rows, "photo")
    return write_lrmx(
        form_values(
            person=of_kind(rows, "person")[0],
            names=NAMES,
            id_number=rows[0].id_number,
            resume=next((one["text"] for one in of_kind(rows, "resume")), ""),
            educations=of_kind(rows, "education"),
            family=of_kind(rows, "family"),
            form=next(iter(of_kind(rows, "form")), None),
            photo=base64.b64decode(photos[0]["photo"]) if photos else b"",
        )
    )


def facts(rows):
    """What the rows say, without the version: one that had none gets the writer's own."""
    return [
        (row.kind, {key: value for key, value in row.values.items() if key != "version"}, row.id_number)
        for row in rows
        if not (row.kind == "form" and set(row.values) <= {"version"})
    ]


@pytest.mark.parametrize("name", FORMS)
def test_a_sample_read_written_and_read_again_says_the_same(name):
    picture = sample("legacy_2.0_gbk.pic") if name.endswith(".lrm") else None
    first = checked(sample(name), name, picture=picture)
    assert facts(checked(written_again(first), "b.lrmx")) == facts(first)


def test_the_official_sample_is_written_byte_for_byte_but_for_its_photo():
    original = sample(FORMS[0])
    again = written_again(checked(original, FORMS[0]))
    before, after = original.split(b"\r\n"), again.split(b"\r\n")
    photo = [line for line in before if b"<ZhaoPian>" in line]
    assert [line for line in before if line not in photo] == [line for line in after if b"<ZhaoPian>" not in line]


def test_all_34_tags_stand_in_the_official_order_with_mark_and_line_ends():
    text = write_lrmx(form_values(person={"name": "测一"}, names=NAMES))
    assert text.startswith(b"\xef\xbb\xbf<?xml") and text.count(b"\n") == text.count(b"\r\n")
    places = [text.index(f"<{tag}>".encode()) for tag in OFFICIAL_ORDER]
    assert places == sorted(places) and len(places) == 34


def test_unknown_tags_are_written_back():
    form = "<Person><XingMing>测一</XingMing><ChuShengNianYue>198503</ChuShengNianYue><A>x&amp;y</A><B><C>1</C></B></Person>"
    first = checked(form.encode(), "a.lrmx")
    assert of_kind(checked(written_again(first), "b.lrmx"), "form")[0]["extra"] == {
        "A": "x&y",
        "B": {"xml": "<C>1</C>"},
    }


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cf", "Zs", "Zl", "Zp", "Cn")),
    min_size=2,
    max_size=20,
)
NAME = st.text("测例试甲乙丙丁戊己庚辛", min_size=2, max_size=4)
MONTH = st.builds(lambda year, month: year * 10000 + month * 100, st.integers(1962, 2004), st.integers(1, 12))


@st.composite
def people(draw):
    born = draw(MONTH)
    return {
        "name": draw(NAME), "sex": "1", "born": born, "ethnicity": draw(st.sampled_from(sorted(NAMES["GB3304"]))),
        "health": "健康", "work_began": born + 220000, "management": "04", "post_text": draw(TEXT),
        "native_place": draw(TEXT), "specialty": draw(TEXT), "political_status": draw(st.sampled_from(["01", "05", "13"])),
        "appraisals_text": "2025年称职", "resume": "2010.07--         " + draw(TEXT), "two_years_grassroots": draw(st.booleans()),
        "id_number": id_number(f"{born // 100}12", draw(st.integers(0, 499)) * 2 + 1),
    }  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(person=people())
def test_a_person_written_to_the_workbook_is_read_back_unchanged(person):
    content = write_workbook({"person": [person]}, NAMES)
    lines = list(formats.read(content, b"", {"name": "a.xlsx"}))
    rows = list(check_rows(lines[1:], CheckContext(today=TODAY, codes=CODES)))
    values = {key: value for key, value in rows[0].values.items() if key not in ("name_key", "pinyin", "initials")}
    assert values | {"resume": rows[1].values["text"], "id_number": rows[0].id_number} == person


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(person=people(), name=NAME, post=TEXT)
def test_a_form_written_is_read_back_unchanged(person, name, post):
    family = [
        {"relation": "妻子", "name": name, "born": 19850300, "political_text": "群众", "post_text": post, "position": 1}
    ]
    content = write_lrmx(
        form_values(person=person, names=NAMES, id_number=person["id_number"], resume=person["resume"], family=family)
    )
    rows = list(
        check_rows(list(formats.read(content, b"", {"name": "a.lrmx"}))[1:], CheckContext(today=TODAY, codes=CODES))
    )
    assert rows[0].values["name"] == person["name"] and rows[0].values["post_text"] == person["post_text"]
    assert of_kind(rows, "family") == family
    assert of_kind(rows, "resume")[0]["text"] == person["resume"]


def test_every_sheet_of_the_workbook_keeps_its_rows():
    owner = {"owner_name": "测一", "id_number": id_number("19850312", 1)}
    given_rows = {
        "unit": [{"name": "柏渡镇", "code": "001.002", "affiliation": "81", "administrative": 30, "chief_posts": 1,
                  "deputy_posts": 0, "parent_name": "临溪县", "began": 19800100}],
        "appointment": [{**owner, "unit_text": "柏渡镇", "title": "镇长", "is_team_member": True, "member_kind": "1",
                         "is_leader_post": True, "began": 20200300, "ended": 20230500, "nature": "secondment"}],
        "rank": [{**owner, "sequence": "rank", "code": "19", "began": 20200300}],
        "qualification": [{**owner, "name": "农艺师", "obtained": 20150600}],
        "education": [{**owner, "level_text": "大学", "level": "21", "degree_text": "农学学士", "degree": "409",
                       "began": 20030900, "ended": 20070700, "degree_granted": 20070700, "school": "青岚大学",
                       "mode": "1", "shown": True}],
        "award": [{**owner, "name": "嘉奖", "code": "01115", "decided": 20220100}],
        "appraisal": [{**owner, "year": 2024, "result": "2"}],
        "family": [{**owner, "name": "测二", "relation": "妻子", "post_text": "教师", "born": 19860000,
                    "political_text": "群众", "position": 1}],
        "supplement": [{**owner, "recruited_by_exam": True, "recruited": 20070700, "selected_graduate": False}],
        "source_tag": [{**owner, "category": "five_side", "subcategory": "village_secretary", "since": 20210500}],
    }  # fmt: skip
    rows = checked(write_workbook(given_rows, NAMES), "a.xlsx")
    for kind, (values, *_) in given_rows.items():
        wanted = {key: value for key, value in values.items() if key not in ("owner_name", "id_number")}
        read = of_kind(rows, kind)[0]
        assert {key: read.get(key) for key in wanted} == wanted, kind
    assert not [one for row in rows for one in row.problems if one["severity"] == "error"]


def test_the_empty_workbook_has_all_sheets_and_no_rows():
    content = write_template({table: list(names.values()) for table, names in NAMES.items()})
    meta, rows = read_rows(content, "a.xlsx")
    assert list(rows) == [] and len(meta["sheets"]) == len(WORKBOOK_KINDS)
