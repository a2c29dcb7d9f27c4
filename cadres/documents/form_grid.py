"""The ruled grid of a printed form: cells of a fixed width, texts set smaller until they fit their cell."""

import unicodedata

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from portal.office.safe_cells import safe_text

FONT = "宋体"
LABEL, LARGEST = 14, 14  # points
SIZES = (14, 12, 11, 10.5, 10, 9.5, 9, 8.5, 8, 7.5, 7)
HANGING = 9.5  # characters: the 18 half columns of a period, and a little for fonts with wider digits
LEADING = 1.25  # line pitch over type size
_POINTS = 72 / 25.4
_PADDING_MM = 1.0  # left and right, each
CENTRE, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT


def grid(paper, widths_mm: tuple[float, ...], heights: list[float]):
    """The cells, by row and column, of an empty ruled table added to the paper.

    Heights in points are the least ones, so a long text flows on and is never cut. The cells are found once: asking
    the table for one of them walks through all.
    """
    made = paper.add_table(rows=len(heights), cols=len(widths_mm), style="Table Grid")
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _padding(made)
    for column, width in zip(made.columns, widths_mm, strict=True):
        column.width = Mm(width)
    cells = [list(row.cells) for row in made.rows]
    for row, line, height in zip(made.rows, cells, heights, strict=True):
        row.height, row.height_rule = Pt(height), WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell, width in zip(line, widths_mm, strict=True):
            cell.width = Mm(width)
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    return cells


def label(cell, text: str) -> None:
    """A head of the form, centred; line feeds break it."""
    _write(cell, text.split("\n"), LABEL, CENTRE)


def value(cell, text: str, width_mm: float, height: float, *, align=CENTRE, largest: float = LARGEST) -> None:
    """A text of the form as large as its cell allows, `largest` points at most."""
    lines = safe_text(text).split("\n")
    _write(cell, lines, fitting(lines, width_mm, height, largest)[0], align)


def fitting(lines: list[str], width_mm: float, height: float, largest: float = LARGEST, indent: float = 0):
    """(points, height needed) of the largest type in which the lines fit the cell; the smallest when none does.

    `indent` is what every line loses on the left, in characters. Lines are counted as in fixed-width print.
    """
    size = needed = 0
    for size in (one for one in SIZES if one <= largest):
        room = max(1.0, (width_mm - 2 * _PADDING_MM) * _POINTS / size - indent - 0.5)
        needed = sum(max(1, -int(-_em(line) // room)) for line in lines) * size * LEADING
        if needed <= height - 2:
            break
    return size, needed


def entries(cell, lines: list[tuple[str | None, str]], size: float) -> None:
    """The résumé: periods on the left, texts beside them, what belongs to the entry above under its text."""
    hanging = Pt(size * HANGING)
    for at, (period, text) in enumerate(lines):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        _pitch(paragraph, size)
        if period != "":
            paragraph.paragraph_format.left_indent = hanging
            # A bracket stands half a character out, so that its text is flush with the others.
            paragraph.paragraph_format.first_line_indent = -hanging if period else Pt(-size / 2)
        _run(paragraph, f"{period}\t{safe_text(text)}" if period else safe_text(text), size)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.TOP if len(lines) > 8 else WD_CELL_VERTICAL_ALIGNMENT.CENTER


def beneath(paper, text: str, size: float = 12, align=LEFT):
    """A line outside the grid."""
    paragraph = paper.add_paragraph()
    _pitch(paragraph, size)
    paragraph.alignment = align
    _run(paragraph, safe_text(text), size)
    return paragraph


def title(paper, text: str):
    """The title above the grid."""
    paragraph = beneath(paper, "", 22, CENTRE)
    _run(paragraph, text, 22).bold = True
    paragraph.paragraph_format.space_after = Pt(6)
    return paragraph


def _write(cell, lines: list[str], size: float, align) -> None:
    if lines == [""]:
        return
    for at, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        _pitch(paragraph, size)
        paragraph.alignment = align
        _run(paragraph, line, size)


def _run(paragraph, text: str, size: float):
    run = paragraph.add_run(text)
    run.font.size, run.font.name = Pt(size), FONT
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    return run


def _pitch(paragraph, size: float) -> None:
    shape = paragraph.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(size * LEADING)
    shape.space_before = shape.space_after = Pt(0)


def _em(text: str) -> float:
    return sum(1 if unicodedata.east_asian_width(mark) in "WFA" else 0.55 for mark in text)


def _padding(table) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        one = OxmlElement(f"w:{side}")
        one.set(qn("w:w"), str(round(_PADDING_MM * _POINTS * 20)))
        one.set(qn("w:type"), "dxa")
        margins.append(one)
    properties = table._tbl.tblPr
    properties.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")
