"""A list of people as a workbook: one line a person, ID numbers masked."""

from collections.abc import Iterable

from portal.office.list_workbook import write_list

_WIDTHS = (6, 10, 6, 8, 11, 7, 12, 12, 24, 40, 14, 20)


def write_people_list(*, heads: list[str], lines: Iterable[list], title: str, note: str) -> bytes:
    """The .xlsx of the lines under their heads; `note` stands beneath the title (day, filters, who exported)."""
    return write_list(heads=heads, lines=lines, title=title, note=note, widths=_WIDTHS, frozen=2)
