"""The files a county would send: the national workbook and two rosters, as bytes in memory."""

import datetime
import io
from collections.abc import Iterable

import xlsxwriter

from cadres.demo.facts import Cadre
from cadres.demo.months import digits
from cadres.demo.resume_text import resume_text
from cadres.demo.sheets import ROWS_OF
from cadres.demo.unit_sheet import unit_rows
from cadres.importing.kinds import KINDS

_MADE = datetime.datetime(2026, 7, 1, tzinfo=datetime.UTC)


def national_workbook(cadres: Iterable[Cadre]) -> bytes:
    """干部大数据信息提取表: title in row 1, heads in row 2, data from row 3, every cell a text."""
    cadres = list(cadres)
    sheets = {"unit": unit_rows()} | {
        kind: [row for cadre in cadres for row in rows_of(cadre)] for kind, rows_of in ROWS_OF.items()
    }
    return _book(
        {
            KINDS[kind].sheet: (
                [column.head for column in KINDS[kind].columns if not column.extension],
                rows,
                KINDS[kind].label,
            )
            for kind, rows in sheets.items()
        }
    )


def source_roster(cadres: Iterable[Cadre]) -> bytes:
    """A roster of where the members of the teams came from; the national workbook has no column for it."""
    heads = ["序号", "姓名", "身份证号", "出生年月", "现任职务", "来源类别"]
    tagged = [(cadre, *tag) for cadre in cadres for tag in cadre.tags]
    rows = [
        {
            "序号": number,
            "姓名": cadre.name,
            "身份证号": cadre.id_number,
            "出生年月": cadre.born_text or digits(cadre.born),
            "现任职务": cadre.post_text,
            "来源类别": f"{category}（{group}）" if group else category,
        }
        for number, (cadre, category, group) in enumerate(tagged, 1)
    ]
    return _book({"换届人选": (heads, rows, "临溪县2026年乡镇领导班子换届人选来源情况")})


def gaps_roster(cadres: Iterable[Cadre]) -> bytes:
    """A roster of people of whom the county knows little: the year of birth, no résumé."""
    heads = ["姓名", "身份证号", "性别", "民族", "出生年月", "工作单位及职务", "参加工作时间", "政治面貌", "简历"]
    rows = [
        {
            "姓名": one.name,
            "身份证号": one.id_number,
            "性别": "女" if one.woman else "男",
            "民族": one.ethnicity,
            "出生年月": one.born_text or digits(one.born),
            "工作单位及职务": one.post_text,
            "参加工作时间": digits(one.work_began),
            "政治面貌": one.party,
            "简历": resume_text(one),
        }
        for one in cadres
    ]
    return _book({"花名册": (heads, rows, "临溪县临时人员花名册")})


def _book(sheets: dict[str, tuple[list[str], list[dict], str]]) -> bytes:
    """A workbook of sheets {name: (heads, rows, title)}; every cell a text, as the national template has it."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False}
    ) as book:
        book.set_properties({"created": _MADE})  # the same bytes every time: a batch once applied is recognised
        for name, (heads, rows, title) in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.write_string(0, 0, title)
            sheet.write_row(1, 0, heads)
            for number, row in enumerate(rows, 2):
                for column, head in enumerate(heads):
                    value = row.get(head, "")
                    if value != "":
                        sheet.write_string(number, column, str(value))
    return target.getvalue()
