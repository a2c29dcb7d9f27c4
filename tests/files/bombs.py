"""Files that must be refused, built by code so that none lies in the repository."""

import io
import zipfile

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    "</Types>"
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def xlsx(cells: str, *, more: dict[str, bytes] | None = None, head: str = "") -> bytes:
    """A workbook of one sheet whose sheetData is given as XML."""
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>',
        **(more or {}),
    }
    return archive(parts)


def archive(parts: dict) -> bytes:
    """A zip of the parts given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def text_cell(place: str, text: str) -> str:
    """One inline text cell."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def far_cell() -> bytes:
    """A few kilobytes that make a parser ask for half a terabyte: cells A1 and XFD1048576."""
    return xlsx(f'<row r="1">{text_cell("A1", "姓名")}</row><row r="1048576">{text_cell("XFD1048576", "x")}</row>')


def huge_cell() -> bytes:
    """200 MB of one letter in one cell, 200 KB packed."""
    return xlsx(f'<row r="1">{text_cell("A1", "a" * 200_000_000)}</row>')


def blank_formatted_rows() -> bytes:
    """Thirty people and a million formatted rows without anything in them."""
    rows = [f'<row r="1">{text_cell("A1", "姓名")}{text_cell("B1", "出生年月")}</row>']
    rows += [
        f'<row r="{at}">{text_cell(f"A{at}", "测甲乙")}{text_cell(f"B{at}", f"19{50 + at}03")}</row>'
        for at in range(2, 32)
    ]
    rows += [f'<row r="{at}"><c r="A{at}" s="0"/></row>' for at in range(32, 1_048_577)]
    return xlsx("".join(rows))


def many_rows(count: int) -> bytes:
    """A roster of so many people."""
    rows = [f'<row r="1">{text_cell("A1", "姓名")}{text_cell("B1", "出生年月")}</row>']
    rows += [
        f'<row r="{at}">{text_cell(f"A{at}", "测甲乙")}<c r="B{at}"><v>198503</v></c></row>'
        for at in range(2, count + 2)
    ]
    return xlsx("".join(rows))


def lying_directory() -> bytes:
    """A workbook whose central directory says one part is shorter than it is."""
    content = bytearray(xlsx(f'<row r="1">{text_cell("A1", "姓名" * 500)}</row>'))
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")
    return bytes(content)
