"""The appointment form (干部任免审批表) on two A4 pages, as the official editor prints it.

Rows and their order are those of the editor's own A4 form (old) and of the form of 2025, which has 到龄时间 and
moves 健康状况 one row down (both verified on templates). Fonts are named, not embedded.
"""

import io

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.image.exceptions import UnrecognizedImageError
from docx.shared import Mm, Pt

from cadres.documents.form_grid import CENTRE, HANGING, LEFT, beneath, entries, fitting, grid, label, title, value
from cadres.documents.printed_form import PrintedForm

OLD, NEW = "old", "2025"
LAYOUTS = {NEW: "2025年版", OLD: "旧版"}
_FRONT = (18, 24, 20, 24, 24, 26, 30)  # millimetres, 166 together
_BACK = (18, 20, 22, 14, 23, 69)
_TOP = {
    OLD: (("姓  名", "性  别", "出生年月\n（岁）"), ("民  族", "籍  贯", "出 生 地"),
          ("入  党\n时  间", "参加工\n作时间", "健康状况")),
    NEW: (("姓  名", "性  别", "出生年月\n（岁）"), ("民  族", "籍  贯", "出 生 地"),
          ("入  党\n时  间", "参加工\n作时间", "到  龄\n时  间")),
}  # fmt: skip
_PLACES = {
    "姓名": "姓名", "性别": "性别", "出生年月（岁）": "出生年月", "民族": "民族", "籍贯": "籍贯", "出生地": "出生地",
    "入党时间": "入党时间", "参加工作时间": "参加工作时间", "健康状况": "健康状况", "到龄时间": "到龄时间",
}  # fmt: skip
# Points: A4 with 20 mm above and 15 mm below leaves 742; the title and the rules between rows take 48 of them.
_ROOM, _ROW, _STUDIES, _POST, _LEAST_RESUME = 694, 36, 40, 38, 200
_FAMILY_ROWS, _FAMILY = 8, 216


def write_appointment_form(form: PrintedForm, layout: str = NEW) -> bytes:
    """The form as a .docx file; raises KeyError for a layout that is not in LAYOUTS."""
    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin, section.bottom_margin = Mm(20), Mm(15)
    section.header_distance = section.footer_distance = Mm(8)
    paper.core_properties.title, paper.core_properties.author = "干部任免审批表", ""
    normal = paper.styles["Normal"]
    normal.font.size, normal.paragraph_format.space_after = Pt(12), Pt(0)
    title(paper, "干部任免审批表")
    _front(paper, form, layout)
    beneath(paper, "", 1).paragraph_format.page_break_before = True
    _back(paper, form)
    signed = beneath(paper, f"填表人：{form.texts['填表人']}")
    signed.paragraph_format.space_before = Pt(4)
    notes = (form.note, "" if layout == OLD else form.retirement_note)
    beneath(paper, "；".join(filter(None, notes)), 9)
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def _front(paper, form: PrintedForm, layout: str) -> None:
    posts = ("现任职务", "拟任职务", "拟免职务")
    post_width = sum(_FRONT[2:])
    needed = [max(_POST, fitting([form.texts[name]], post_width, _POST)[1] + 2) for name in posts]
    room = max(_LEAST_RESUME, _ROOM - 4 * _ROW - 2 * _STUDIES - sum(needed))
    cells = grid(paper, _FRONT, [*[_ROW] * 4, *[_STUDIES] * 2, *needed, room])
    for row, heads in enumerate(_TOP[layout]):
        _pairs(cells, row, heads, form)
    if layout == OLD:
        titles = (("专业技\n术职务", "专业技术职务", 1, 2), ("熟悉专业\n有何专长", "熟悉专业有何专长", 4, 5))
        label(cells[3][0], titles[0][0])
        value(_span(cells, 3, 1, 2), form.texts[titles[0][1]], sum(_FRONT[1:3]), _ROW)
        label(cells[3][3], titles[1][0])
        value(_span(cells, 3, 4, 5), form.texts[titles[1][1]], sum(_FRONT[4:6]), _ROW)
    else:
        heads = (
            ("健康\n状况", "健康状况"),
            ("专业技\n术职务", "专业技术职务"),
            ("熟悉专业\n有何专长", "熟悉专业有何专长"),
        )
        for at, (head, name) in enumerate(heads):
            label(cells[3][2 * at], head)
            value(cells[3][2 * at + 1], form.texts[name], _FRONT[2 * at + 1], _ROW)
    _photo(cells[0][6].merge(cells[3][6]), form.photo)
    _studies(cells, form)
    for row, name in enumerate(posts, 6):
        label(_span(cells, row, 0, 1), " ".join(name))
        value(_span(cells, row, 2, 6), form.texts[name], post_width, needed[row - 6], align=LEFT)
    label(cells[9][0], "简\n\n历")
    lines = [text for _period, text in form.resume]
    size, _height = fitting(lines, sum(_FRONT[1:]), room, 12, indent=HANGING)
    entries(_span(cells, 9, 1, 6), form.resume, size)


def _pairs(cells, row: int, heads: tuple[str, ...], form: PrintedForm) -> None:
    for at, head in enumerate(heads):
        label(cells[row][2 * at], head)
        name = _PLACES["".join(head.split())]
        value(cells[row][2 * at + 1], form.texts[name].replace("（", "\n（") if name in ("出生年月", "到龄时间")
              else form.texts[name], _FRONT[2 * at + 1], _ROW)  # fmt: skip


def _studies(cells, form: PrintedForm) -> None:
    label(cells[4][0].merge(cells[5][0]), "学  历\n学  位")
    for row, head, (level, school) in ((4, "全日制\n教  育", form.full_time), (5, "在  职\n教  育", form.in_service)):
        label(cells[row][1], head)
        value(_span(cells, row, 2, 3), level, sum(_FRONT[2:4]), _STUDIES)
        label(cells[row][4], "毕业院校\n系及专业")
        value(_span(cells, row, 5, 6), school, sum(_FRONT[5:]), _STUDIES)


def _photo(cell, photo: bytes) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.alignment = CENTRE
    if not photo:
        return
    try:
        shape = paragraph.add_run().add_picture(io.BytesIO(photo))
    except (UnrecognizedImageError, ZeroDivisionError):
        return  # a picture no program can place is left out rather than the whole form
    scale = min(Mm(26) / shape.width, Pt(4 * _ROW - 8) / shape.height)
    shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
    for side in "TBLR":  # left out, some programs take an eighth of an inch on each side
        shape._inline.set(f"dist{side}", "0")


def _back(paper, form: PrintedForm) -> None:
    rows = max(_FAMILY_ROWS, len(form.family))
    family = max(20.0, _FAMILY / rows)
    texts = {"奖惩情况": 100, "年度考核结果": 60, "任免理由": 60}
    ends = {"呈报单位": 76, "审批": 130}
    wide = sum(_BACK[1:])
    heights = {name: max(least, fitting(form.texts[name].split("\n"), wide, least, 12)[1] + 2)
               for name, least in texts.items()}  # fmt: skip
    cells = grid(paper, _BACK, [*heights.values(), 28, *[family] * rows, *ends.values()])
    for row, (name, head) in enumerate(zip(texts, ("奖惩\n情况", "年度\n考核\n结果", "任免\n理由"), strict=True)):
        label(cells[row][0], head)
        value(_span(cells, row, 1, 5), form.texts[name], wide, heights[name], align=LEFT, largest=12)
    label(cells[3][0].merge(cells[3 + rows][0]), "家庭\n主要\n成员\n及重\n要社\n会关\n系")
    for column, head in enumerate(("称谓", "姓名", "年龄", "政治面貌", "工作单位及职务"), 1):
        label(cells[3][column], head)
    blank = ("",) * 5
    for row in range(rows):
        member = form.family[row] if row < len(form.family) else blank
        for column, text in enumerate(member, 1):
            value(cells[4 + row][column], text, _BACK[column], family,
                  align=LEFT if column == 5 else CENTRE, largest=12)  # fmt: skip
    _ends(cells, 4 + rows, form)


def _ends(cells, row: int, form: PrintedForm) -> None:
    label(cells[row][0], "呈报\n单位")
    value(_span(cells, row, 1, 5), form.texts["呈报单位"], sum(_BACK[1:]), 60, largest=12)
    label(cells[row + 1][0], "审批\n机关\n意见")
    seal = "\n（盖章）\n年   月   日"
    value(_span(cells, row + 1, 1, 3), seal, sum(_BACK[1:4]), 100, largest=12)
    label(cells[row + 1][4], "行政\n机关\n任免\n意见")
    value(cells[row + 1][5], seal, _BACK[5], 100, largest=12)


def _span(cells, row: int, first: int, last: int):
    return cells[row][first].merge(cells[row][last])
