"""The measures of GB/T 9704 as they stand in the file Word opens."""

import io
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from portal.office import official_paper as paper_of


@pytest.fixture
def opened():
    paper = paper_of.new_paper()
    paper_of.title(paper, "临溪县乡镇领导班子建设情况")
    paper_of.heading(paper, "（一）建强县乡领导班子和干部队伍方面", level=2)
    paper_of.body(paper, "正文A & <b>84.2%。", lead="干部队伍更加专业化。")
    paper_of.attachment_note(paper, ["数据说明"])
    paper_of.signature(paper, "中共临溪县委组织部", "2026年6月30日")
    paper_of.attachment(paper, "附件", "数据说明", landscape=True)
    paper_of.table(paper, ["指标", "数值"], [["CAD-03", "84.2%"]], [60, 40])
    return Document(io.BytesIO(paper_of.as_bytes(paper)))


def millimetres(length):
    return round(length / 36000)


def test_the_page_is_a4_with_the_margins_of_the_standard(opened):
    section = opened.sections[0]

    assert (millimetres(section.page_width), millimetres(section.page_height)) == (210, 297)
    assert millimetres(section.top_margin) == 37
    assert millimetres(section.left_margin) == 28
    assert millimetres(section.page_width - section.left_margin - section.right_margin) == 156
    assert millimetres(section.page_height - section.top_margin - section.bottom_margin) == 225


def test_a_page_holds_twenty_two_lines(opened):
    grid = opened.sections[0]._sectPr.find(qn("w:docGrid"))

    assert 225 / 25.4 * 1440 // int(grid.get(qn("w:linePitch"))) == 22


def test_twenty_eight_characters_fit_a_line():
    width_of_a_character = 16 + paper_of.TIGHTER / 20

    assert int(156 / 25.4 * 72 / width_of_a_character) == 28


def test_text_is_fangsong_and_the_title_small_song(opened):
    fonts = {
        run.text: run._element.rPr.rFonts.get(qn("w:eastAsia"))
        for paragraph in opened.paragraphs
        for run in paragraph.runs
    }

    assert fonts["临溪县乡镇领导班子建设情况"] == "方正小标宋简体"
    assert fonts["正文A & <b>84.2%。"] == "仿宋_GB2312"
    assert fonts["（一）建强县乡领导班子和干部队伍方面"] == "楷体_GB2312"
    assert fonts["附件"] == "黑体"


def test_the_first_line_is_indented_by_two_characters(opened):
    body = next(paragraph for paragraph in opened.paragraphs if "正文" in paragraph.text)

    assert body._element.pPr.ind.get(qn("w:firstLineChars")) == "200"


def test_odd_and_even_pages_carry_their_number_on_different_sides(opened):
    assert opened.settings.odd_and_even_pages_header_footer
    sides = [
        section.paragraphs[0]._element.pPr.jc.get(qn("w:val"))
        for section in (opened.sections[0].footer, opened.sections[0].even_page_footer)
    ]
    assert sides == ["right", "left"]


def test_the_head_of_a_table_stands_again_on_every_page(opened):
    head = opened.tables[0].rows[0]._tr

    assert head.trPr.find(qn("w:tblHeader")) is not None


def test_every_part_of_the_file_is_sound_xml():
    paper = paper_of.new_paper()
    paper_of.body(paper, "]]> <w:p/> {{7*7}}")
    archive = zipfile.ZipFile(io.BytesIO(paper_of.as_bytes(paper)))

    for name in archive.namelist():
        if name.endswith(".xml"):
            etree.fromstring(archive.read(name))
