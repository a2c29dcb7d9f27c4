"""A Word document laid out as an official paper: GB/T 9704-2012 党政机关公文格式.

Measures from the standard's text (A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm, 22 lines of 28 characters,
3号仿宋 for the text, 2号小标宋 for the title, 黑体 and 楷体 for the first two levels, page numbers with a
dash on each side, odd right, even left). Fonts are named, not embedded: a machine without them shows its own.
"""

import io

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

BODY, HEADING_ONE, HEADING_TWO, TITLE = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
LATIN = "Times New Roman"
SIZE_TITLE, SIZE_BODY, SIZE_PAGE, SIZE_TABLE = Pt(22), Pt(16), Pt(14), Pt(10.5)
LINE_PITCH = Pt(28.95)  # 225 mm over 22 lines
GRID_LINE = 579  # twentieths of a point: 28.95 pt
# 156 mm over 28 characters leaves 15.79 pt for a character of 16 pt: text is set tighter by a quarter point. A
# character grid would say the same to Word, but other programs give every character two cells of it.
TIGHTER = -5  # twentieths of a point
CHARACTER = 320  # twentieths of a point, one character of 3号


def new_paper() -> Document:
    """An empty document with the page, the grid, the styles and the page numbers of an official paper."""
    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    _margins(section)
    _grid(section)
    paper.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)
    normal = paper.styles["Normal"]
    normal.font.size = SIZE_BODY
    _name_font(normal.element.get_or_add_rPr(), BODY)
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(TIGHTER))
    normal.element.get_or_add_rPr().append(spacing)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    normal.paragraph_format.line_spacing = LINE_PITCH
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    return paper


def title(paper, text: str) -> None:
    """The centred title, with the two blank lines the standard leaves above it and one below."""
    _blank(paper, 2)
    paragraph = paper.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    write(paragraph, text, font=TITLE, size=SIZE_TITLE)
    _blank(paper)


def recipient(paper, text: str) -> None:
    """主送机关: flush left below the title, followed by a colon."""
    write(paper.add_paragraph(), f"{text}：")


def heading(paper, text: str, level: int = 1) -> None:
    """A heading on its own line: 一、 in 黑体, （一） in 楷体."""
    write(_indented(paper), text, font={1: HEADING_ONE, 2: HEADING_TWO}.get(level, BODY))


def body(paper, text: str, *, lead: str = ""):
    """A paragraph of text, its first line indented by two characters; `lead` opens it in bold 楷体."""
    paragraph = _indented(paper)
    if lead:
        write(paragraph, lead, font=HEADING_TWO, bold=True)
    write(paragraph, text)
    return paragraph


def signature(paper, office: str, day: str) -> None:
    """The office and the day in Arabic digits, right-aligned, four characters in from the edge."""
    _blank(paper, 2)
    for text, indent in ((office, 300), (day, 400)):
        paragraph = paper.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _indent(paragraph, right=indent)
        write(paragraph, text)


def attachment_note(paper, names: list[str]) -> None:
    """附件说明 below the text, one blank line away; no punctuation after a name."""
    _blank(paper)
    for number, name in enumerate(names, 1):
        label = "附件：" if number == 1 else "　　　"
        write(_indented(paper), f"{label}{number}. {name}" if len(names) > 1 else f"附件：{name}")


def attachment(paper, label: str, name: str, *, landscape: bool = False):
    """A new page that begins an attachment: its label in 黑体 at the top, its name centred; returns the section."""
    section = paper.add_section()
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.left_margin, section.right_margin = Mm(25), Mm(25)
        section.top_margin, section.bottom_margin = Mm(28), Mm(26)
        section.footer_distance = Mm(17)
    write(paper.add_paragraph(), label, font=HEADING_ONE)
    paragraph = paper.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    write(paragraph, name, font=TITLE, size=SIZE_TITLE)
    _blank(paper)
    return section


def table(paper, heads: list[str], rows: list[list[str]], widths_mm: list[float]):
    """A ruled table whose head row stands again on every page and whose rows do not break over pages."""
    made = paper.add_table(rows=1, cols=len(heads), style="Table Grid")
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    for column, width in zip(made.columns, widths_mm, strict=True):
        column.width = Mm(width)
    _fill(made.rows[0], heads, widths_mm, font=HEADING_ONE, centred=True)
    _mark_row(made.rows[0], "w:tblHeader")
    for values in rows:
        row = made.add_row()
        _fill(row, values, widths_mm)
        _mark_row(row, "w:cantSplit")
    return made


def write(paragraph, text: str, *, font: str = BODY, size=None, bold: bool = False):
    """A run of text in a Chinese font, with Latin letters and digits in Times New Roman."""
    run = paragraph.add_run(text)
    run.font.name = LATIN
    run.font.size = size or SIZE_BODY
    run.bold = bold or None
    _name_font(run._element.get_or_add_rPr(), font)
    return run


def as_bytes(paper) -> bytes:
    """The finished document as a .docx file."""
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def _margins(section) -> None:
    section.top_margin, section.left_margin = Mm(37), Mm(28)
    section.right_margin, section.bottom_margin = Mm(26), Mm(35)
    section.footer_distance = Mm(26)


def _grid(section) -> None:
    properties = section._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(GRID_LINE))
    properties.append(grid)


def _page_number(footer, alignment) -> None:
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = alignment
    _indent(paragraph, **({"right": 100} if alignment == WD_ALIGN_PARAGRAPH.RIGHT else {"left": 100}))
    write(paragraph, "— ", font="宋体", size=SIZE_PAGE)
    run = write(paragraph, "", font="宋体", size=SIZE_PAGE)
    for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = text
        run._element.append(part)
    write(paragraph, " —", font="宋体", size=SIZE_PAGE)


def _name_font(properties, font: str) -> None:
    fonts = properties.get_or_add_rFonts()
    fonts.set(qn("w:ascii"), LATIN)
    fonts.set(qn("w:hAnsi"), LATIN)
    fonts.set(qn("w:eastAsia"), font)


def _indented(paper):
    paragraph = paper.add_paragraph()
    _indent(paragraph, firstLine=200)
    return paragraph


def _indent(paragraph, **characters: int) -> None:
    """Indents counted in hundredths of a character, as the standard counts them, and as lengths for other programs."""
    indent = paragraph._element.get_or_add_pPr().get_or_add_ind()
    for side, hundredths in characters.items():
        indent.set(qn(f"w:{side}Chars"), str(hundredths))
        indent.set(qn(f"w:{side}"), str(CHARACTER * hundredths // 100))


def _blank(paper, lines: int = 1) -> None:
    for _line in range(lines):
        paper.add_paragraph()


def _fill(row, values: list[str], widths_mm: list[float], *, font: str = BODY, centred: bool = False) -> None:
    for cell, value, width in zip(row.cells, values, widths_mm, strict=True):
        cell.width = Mm(width)
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.line_spacing = Pt(14)
        off_grid = OxmlElement("w:snapToGrid")
        off_grid.set(qn("w:val"), "0")
        paragraph._element.get_or_add_pPr().insert_element_before(off_grid, "w:spacing", "w:ind", "w:jc", "w:rPr")
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        write(paragraph, value, font=font, size=SIZE_TABLE)


def _mark_row(row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))
