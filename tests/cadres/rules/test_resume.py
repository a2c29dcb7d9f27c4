import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadres.rules.resume.gaps import find_seams
from cadres.rules.resume.layout import write_resume
from cadres.rules.resume.spells import parse_resume


def shape(text):
    """(began, ended, open, text, children) of every entry, dates as printed."""

    def of(entry):
        ended = str(entry.ended) if entry.ended else None
        return str(entry.began), ended, entry.open, entry.text, [of(child) for child in entry.children]

    return [of(entry) for entry in parse_resume(text).entries]


@pytest.mark.parametrize(
    "line",
    [
        "2006.11--2016.12  临溪县农业局副局长",
        "2006.11-2016.12 临溪县农业局副局长",
        "2006.11—2016.12　临溪县农业局副局长",
        "2006.11——2016.12  临溪县农业局副局长",
        "2006.11–2016.12  临溪县农业局副局长",
        "2006.11－2016.12  临溪县农业局副局长",
        "2006.11─2016.12  临溪县农业局副局长",
        "2006.11～2016.12临溪县农业局副局长",
        "2006.11~2016.12 临溪县农业局副局长",
        "2006.11〜2016.12 临溪县农业局副局长",
        "2006.11至2016.12临溪县农业局副局长",
        "200611--201612  临溪县农业局副局长",
        "2006年11月至2016年12月  临溪县农业局副局长",
        "２００６．１１－－２０１６．１２　临溪县农业局副局长",
        "2006/11-2016/12 临溪县农业局副局长",
        "  2006.11 -- 2016.12  临溪县农业局副局长；",
    ],
)
def test_every_separator_is_read(line):
    assert shape(line) == [("2006.11", "2016.12", False, "临溪县农业局副局长", [])]


@pytest.mark.parametrize(
    "line",
    [
        "2016.9--         柏渡镇镇长",
        "2016.09--至今     柏渡镇镇长",
        "2016.09至今 柏渡镇镇长",
        "2016.09—今  柏渡镇镇长",
        "2016.09-现在 柏渡镇镇长",
        "2016.09 -- 至今柏渡镇镇长",
        "201609--  柏渡镇镇长",
    ],
)
def test_every_open_end_is_read(line):
    assert shape(line) == [("2016.09", None, True, "柏渡镇镇长", [])]


PARENT = "2011.05--2016.09  松坪乡党委副书记"
CHILD = ("2014.03", "2014.08", False, "挂职任云川市信访局副主任", [])


@pytest.mark.parametrize(
    "line",
    [
        "\n                 （其间：2014.03--2014.08挂职任云川市信访局副主任）",
        "\n                  (其间:2014.03--2014.08挂职任云川市信访局副主任)",
        "\n(其中：2014.3-2014.8挂职任云川市信访局副主任)",
        "\n                  (2014.03--2014.08挂职任云川市信访局副主任)",
        "\n                  (期间:2014.03--2014.08挂职任云川市信访局副主任）",
        "\n                  其间：2014.03--2014.08挂职任云川市信访局副主任",
        "（其间：2014.03--2014.08挂职任云川市信访局副主任）",
        "（2014.03--2014.08挂职任云川市\n                  信访局副主任）",
        "（其间：2014.03--2014.08挂职任云川市信访局\n副主任）；",
        "（其间：2014.03--\n                  2014.08挂职任云川市信访局副主任）",
    ],
)
def test_a_child_is_read_wherever_it_stands(line):
    assert shape(PARENT + line) == [("2011.05", "2016.09", False, "松坪乡党委副书记", [CHILD])]


def test_several_children_share_a_bracket():
    text = PARENT + "（其间：2012.01--2012.06甲地学习；\n                  2014.03--2014.08挂职任云川市信访局副主任）"
    assert [child[3] for child in shape(text)[0][4]] == ["甲地学习", "挂职任云川市信访局副主任"]


def test_brackets_inside_a_child_stay_in_its_text():
    text = PARENT + "（其间：2014.03--2014.08挂职（正科级）任副主任）（兼）"
    assert shape(text)[0][3] == "松坪乡党委副书记（兼）"
    assert shape(text)[0][4][0][3] == "挂职（正科级）任副主任"


def test_a_forgotten_closing_bracket_does_not_swallow_the_next_entry():
    text = PARENT + "（其间：2014.03--2014.08挂职\n2016.09--2021.06  柏渡镇镇长"
    assert [entry[0] for entry in shape(text)] == ["2011.05", "2016.09"]


def test_a_wrapped_line_is_joined_and_a_date_inside_the_text_stays_text():
    text = "2019.03--         临溪县财政局副局长（2020.12晋升\n                  四级调研员）"
    assert shape(text)[0][3] == "临溪县财政局副局长（2020.12晋升四级调研员）"


def test_markup_characters_are_left_alone():
    assert shape("2009.03--2009.12  R&D<中心>工程师")[0][3] == "R&D<中心>工程师"


def test_memberships_at_the_end_are_the_tail():
    resume = parse_resume(PARENT + "\n云川市第六届党代会代表\n临溪县委委员")
    assert resume.tail == ["云川市第六届党代会代表", "临溪县委委员"]


def test_the_raw_text_is_kept_to_the_character():
    text = "\ufeff" + PARENT.replace("--", "—") + "\r\n　第二行\r\n"
    resume = parse_resume(text)
    assert resume.raw == text
    assert resume.entries[0].text == "松坪乡党委副书记第二行"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("2011.13--2016.09  甲", "began_date_month"),
        ("2011.05--2016.00  甲", "ended_date_month"),
        ("2016.09--2011.05  甲", "ends_before_start"),
        ("2011.05--2016.09", "no_text"),
        ("2011.05--2016.09  甲\n2013.01  任县委委员\n2016.09--  乙", "single_date"),
    ],
)
def test_what_cannot_be_is_a_problem_and_no_exception(line, code):
    assert [problem.code for problem in parse_resume(line).entries[0].problems] == [code]


def test_the_official_layout_is_written():
    text = "2011.5-2016.9松坪乡党委副书记(其间:2014.3至2014.8挂职)\n2016.9至今 镇长\n县党代表"
    assert write_resume(parse_resume(text)) == (
        "2011.05--2016.09  松坪乡党委副书记\n"
        "                 （其间：2014.03--2014.08挂职）\n"
        "2016.09--         镇长\n"
        "县党代表"
    )


def test_gaps_of_more_than_a_month_and_overlaps_are_shown_and_children_are_not():
    text = "2000.09--2004.06  甲\n2004.07--2008.03  乙（其间：2005.01--2006.01丙）\n2008.06--2012.05  丁\n2012.03--  戊"
    found = [(seam.kind, seam.months) for seam in find_seams(parse_resume(text))]
    assert found == [("gap", 3), ("overlap", 2)]


_MONTHS = st.tuples(st.integers(1950, 2030), st.integers(1, 12))
_TEXTS = st.text("临溪县柏渡镇党委书记学习、兼&<", min_size=1, max_size=20).map(lambda text: "任" + text + "职")


@st.composite
def _resumes(draw):
    lines = []
    for _ in range(draw(st.integers(1, 5))):
        began, ended = sorted((draw(_MONTHS), draw(_MONTHS)))
        separator = draw(st.sampled_from(["--", "-", "—", "～", "至"]))
        line = f"{began[0]}.{began[1]:02d}{separator}{ended[0]}.{ended[1]:02d}  {draw(_TEXTS)}"
        for inside in draw(st.lists(_TEXTS, max_size=2)):
            template = draw(st.sampled_from(["（其间：{}）", "\n                  (其间:{})", "\n({})"]))
            line += template.format(f"{began[0]}.{began[1]}--{ended[0]}.{ended[1]:02d}{inside}")
        lines.append(line)
    return "\n".join([*lines, *draw(st.sampled_from([[], ["县委委员"], ["市党代表", "县委委员"]]))])


@given(_resumes())
def test_what_is_written_is_read_back(text):
    resume = parse_resume(text)
    assert parse_resume(write_resume(resume)).content() == resume.content()


_NASTY = st.text("0129.-—至今其间：:（()）；;\n　 年月镇", max_size=200)


@given(st.text(max_size=200) | _NASTY)
@settings(max_examples=500)
def test_any_text_is_read_and_written_without_breaking(text):
    resume = parse_resume(text)
    write_resume(resume)
    find_seams(resume)


@pytest.mark.parametrize(
    "unit",
    [
        "(", "（其间：", "2001.09--", "(其间:2001.09--2002.07;", "其间:2001.09--2002.07;", "2001.09--2002.07(\n",
        " ", "\n", "2001", "-", "(2001.09--2002.07)", ")(", "2001.09-   ", "；其间：2001.09--2002.07甲", "\n甲",
    ],
)  # fmt: skip
def test_fifty_kilobytes_of_anything_take_linear_time(unit):
    text = "2000.01--2001.01  甲" + unit * (50_000 // len(unit))
    started = time.perf_counter()
    parse_resume(text)
    assert time.perf_counter() - started < 2
