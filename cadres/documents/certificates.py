"""Certificates of awards (奖励证书) as a .docx: one page each, one award or many."""

import datetime

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from cadres.models import Award, AwardCase
from portal.office import official_paper as paper_of

_NUMERALS = str.maketrans("0123456789", "〇一二三四五六七八九")


def write_certificates(cases: list[AwardCase]) -> bytes:
    """A page of A4 across for each award, in the order given; raises ValueError without any."""
    if not cases:
        raise ValueError("no award")
    paper = paper_of.new_paper()
    section = paper.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(45)
    section.top_margin, section.bottom_margin = Mm(38), Mm(25)
    for footer in (section.footer, section.even_page_footer):
        for paragraph in footer.paragraphs:
            paragraph.clear()  # a certificate bears its own number and no page's
    for number, case in enumerate(cases):
        _page(paper, case, first=number == 0)
    return paper_of.as_bytes(paper)


def wording(case: AwardCase) -> str:
    """What the certificate says: for what the award was given, and which."""
    given = case.get_kind_display()
    given = f"{given}一次" if given.startswith("记") else f"给予{given}" if case.kind == AwardCase.Kind.COMMENDATION else given
    if case.basis == Award.Basis.EXCELLENT_YEAR:
        return f"在{case.award_year}年度考核中被确定为优秀等次，{given}。特发此证，以资鼓励。"
    if case.basis == Award.Basis.THREE_YEARS:
        first = case.basis_from or case.award_year - 2
        return f"{first}年至{case.award_year}年连续三年年度考核被确定为优秀等次，{given}。特发此证，以资鼓励。"
    return f"在{case.award_year}年度工作中成绩突出，{given}。特发此证，以资鼓励。"


def chinese_day(day: datetime.date) -> str:
    """二〇二六年三月十日."""
    year = str(day.year).translate(_NUMERALS)
    return f"{year}年{_counted(day.month)}月{_counted(day.day)}日"


def _counted(number: int) -> str:
    tens, ones = divmod(number, 10)
    words = ("", "十", "二十", "三十")[tens]
    return words + (str(ones).translate(_NUMERALS) if ones else "")


def _page(paper, case: AwardCase, *, first: bool) -> None:
    heading = paper.add_paragraph()
    heading.paragraph_format.page_break_before = not first
    heading.paragraph_format.line_spacing = Pt(60)
    heading.paragraph_format.space_after = Pt(40)
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paper_of.write(heading, "荣 誉 证 书", font=paper_of.TITLE, size=Pt(40))
    for text, indent in ((f"{case.person.name}同志：", 0), (wording(case), 2)):
        paragraph = paper.add_paragraph()
        paragraph.paragraph_format.line_spacing = Pt(46)
        paragraph.paragraph_format.first_line_indent = Pt(24 * indent)
        paper_of.write(paragraph, text, size=Pt(24))
    for text, before in ((case.decided_by, 60), (chinese_day(case.decided_on) if case.decided_on else "", 0)):
        paragraph = paper.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.line_spacing = Pt(34)
        paragraph.paragraph_format.space_before = Pt(before)
        paper_of.write(paragraph, text, size=Pt(20))
    number = paper.add_paragraph()
    number.paragraph_format.space_before = Pt(24)
    told = "　".join(filter(None, (
        f"证书编号：{case.certificate_number}" if case.certificate_number else "",
        f"决定文号：{case.document_number}" if case.document_number else "",
    )))  # fmt: skip
    paper_of.write(number, told, size=Pt(14))
