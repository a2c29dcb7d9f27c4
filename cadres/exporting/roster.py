"""A roster (名册) as a workbook: columns in groups under heads of two rows, dates as YYYY.MM, one line a person."""

import io
from collections.abc import Iterable
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.exceptions import XlsxFileError
from xlsxwriter.image import Image

from portal.office.safe_cells import safe_text

_TOP = 2  # the title and the note stand above the heads
PHOTO = "photo"
_PHOTO_WIDE, _PHOTO_HIGH = 94, 132  # pixels at 96 to the inch: 25 × 35 mm, 一寸
_MARGIN = 3
_DPI, _POINTS = 96, 72


@dataclass(frozen=True)
class RosterColumn:
    """One column: the key by which it is chosen, its head, the group above it (or none), its width in characters."""

    key: str
    head: str
    group: str = ""
    width: float = 10

    @property
    def label(self) -> str:
        """The head with its group, as a person chooses it."""
        return f"{self.group}：{self.head}" if self.group else self.head


def write_roster(
    *, columns: list[RosterColumn], lines: Iterable[list[str]], title: str, note: str, second: bool = True,
    photos: Iterable[bytes] = (),
) -> bytes:  # fmt: skip
    """The .xlsx; heads without a group reach over both rows. `second` is False where no column has a group.

    `photos` are the pictures of the lines in their order, empty for whoever has none; they stand in the column PHOTO.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("名册")
    heading = book.add_format({"bold": True, "font_size": 18, "font_name": "宋体", "align": "center"})
    head = book.add_format(
        {"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter", "font_name": "宋体"}
    )
    cell = book.add_format(
        {"border": 1, "num_format": "@", "valign": "vcenter", "text_wrap": True, "font_name": "宋体", "font_size": 10}
    )
    last = len(columns) - 1
    if last:
        sheet.merge_range(0, 0, 0, last, safe_text(title), heading)
    else:
        sheet.write_string(0, 0, safe_text(title), heading)
    sheet.write_string(1, 0, safe_text(note))
    bottom = _TOP + second
    _heads(sheet, columns, bottom, head)
    for row, line in enumerate(lines, bottom + 1):
        for at, text in enumerate(line):
            sheet.write_string(row, at, safe_text(text), cell)
    at = next((at for at, one in enumerate(columns) if one.key == PHOTO), None)
    if at is not None:
        _photos(sheet, photos, bottom + 1, at)
    sheet.freeze_panes(bottom + 1, 1 + next((at for at, one in enumerate(columns) if one.key == "name"), 0))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_TOP, bottom)
    book.close()
    return out.getvalue()


def _photos(sheet, photos: Iterable[bytes], first: int, at: int) -> None:
    """Each picture in the middle of its line's cell, which is made as high as a picture of an inch asks."""
    for row, photo in enumerate(photos, first):
        if not photo:
            continue
        try:
            picture = Image(io.BytesIO(photo))
        except XlsxFileError:
            continue  # a picture no program can place is left out rather than the whole roster
        wide, high = picture.width * _DPI / picture.x_dpi, picture.height * _DPI / picture.y_dpi
        scale = min(_PHOTO_WIDE / wide, _PHOTO_HIGH / high)
        sheet.set_row(row, (_PHOTO_HIGH + 2 * _MARGIN) * _POINTS / _DPI)
        sheet.insert_image(row, at, picture, {
            "x_scale": scale, "y_scale": scale, "object_position": 1, "description": "照片",
            "x_offset": _MARGIN + (_PHOTO_WIDE - wide * scale) / 2, "y_offset": _MARGIN + (_PHOTO_HIGH - high * scale) / 2,
        })  # fmt: skip


def _heads(sheet, columns: list[RosterColumn], bottom: int, head) -> None:
    at = 0
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
        if column.group:
            sheet.write_string(bottom, at, column.head, head)
        elif bottom > _TOP:
            sheet.merge_range(_TOP, at, bottom, at, column.head, head)
        else:
            sheet.write_string(_TOP, at, column.head, head)
    for first, end, group in _groups(columns):
        if end > first:
            sheet.merge_range(_TOP, first, _TOP, end, group, head)
        else:
            sheet.write_string(_TOP, first, group, head)


def _groups(columns: list[RosterColumn]) -> list[tuple[int, int, str]]:
    """(first column, last column, group) of every stretch of columns under one group."""
    found: list[tuple[int, int, str]] = []
    for at, column in enumerate(columns):
        if not column.group:
            continue
        if found and found[-1][1] == at - 1 and found[-1][2] == column.group:
            found[-1] = (found[-1][0], at, column.group)
        else:
            found.append((at, at, column.group))
    return found
