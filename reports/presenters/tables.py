"""Standard tables as pages show them: heads with their spans, cells with their addresses, people behind a cell."""

import datetime
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from cadres.models import Person
from cadres.rules.age import full_years
from reports.exporting.standard_table import write_standard_table
from reports.populations import Question
from reports.presenters.figures import address
from reports.tables.grid import Cell, Grid, StandardTable

MOST_PEOPLE = 500


def chosen_of(table: StandardTable, question: Question, asked: str) -> str:
    """What was chosen among the table's choices, the first for anything unknown; '' for a table without."""
    codes = [code for code, _label in table.choices(question)] if table.choices else [""]
    return asked if asked in codes else next(iter(codes), "")


def head_rows(grid: Grid) -> list[list[dict]]:
    """The rows of heads beside the row heads, each head with the columns and rows it reaches over."""
    depth = grid.depth
    rows: list[list[dict]] = [[] for _level in range(depth)]
    for level in range(depth - 1):
        for path, columns in groupby(grid.heads, key=lambda one, level=level: one.groups[: level + 1]):
            columns = list(columns)
            if len(path) > level:
                rows[level].append({"text": path[level], "wide": len(columns), "tall": 1, "group": True})
            elif len(path) == level:
                rows[level] += [{"text": one.head, "wide": 1, "tall": depth - level, "group": False} for one in columns]
    rows[-1] += [
        {"text": one.head, "wide": 1, "tall": 1, "group": False} for one in grid.heads if len(one.groups) == depth - 1
    ]
    return rows


def label_width(grid: Grid) -> str:
    """How wide the last label is: brief (a number), short (a township) or long (a department's full name)."""
    longest = max((len(line.labels[-1]) for line in grid.lines), default=0)
    return "brief" if longest <= 3 and len(grid.row_heads) == 1 else "short" if longest <= 6 else "long"


def line_rows(grid: Grid, name: str, words: dict | None) -> list[dict]:
    """The lines with the address behind each cell, none without `words` of the question.

    The first label of lines that follow each other stands once; `tall` is how many lines it reaches over.
    """
    rows = []
    for _word, members in groupby(grid.lines, key=lambda line: line.labels[0]):
        lines = list(members)
        for number, line in enumerate(lines):
            several = len(grid.row_heads) > 1
            first = {"text": line.labels[0], "tall": len(lines) if several else 1}
            rows.append({
                "first": first if number == 0 or not several else None, "labels": line.labels[1:], "weight": line.weight,
                "cells": [
                    {"text": cell.text, "href": _href(cell, name, words, line.key, head.key), "wide": head.width > 12}
                    for head, cell in zip(grid.heads, line.cells, strict=True)
                ],
            })  # fmt: skip
    return rows


def _href(cell: Cell, name: str, words: dict | None, line: str, column: str) -> str:
    if words is None:
        return ""
    if cell.page[0]:
        return address(reverse(cell.page[0], args=cell.page[1]), words if cell.asks else {})
    return address(reverse("figures:table-cell", args=[name]), words, line=line, column=column) if cell.leads else ""


def cell_people(cell: Cell, day: datetime.date) -> tuple[list[dict], int]:
    """The people behind a cell in its order, with age on the day; at most MOST_PEOPLE, and how many more there are."""
    numbers = (cell.people or ())[:MOST_PEOPLE]
    people = Person.objects.select_related("unit").in_bulk(numbers)
    found = [
        {"person": people[number], "age": full_years(people[number].born, day)}
        for number in numbers
        if number in people
    ]
    return found, len(cell.people or ()) - len(numbers)


def table_workbook(table: StandardTable, question: Question, grid: Grid, user, today: datetime.date) -> bytes:
    """The table as .xlsx, with who made it on which day under it."""
    foot = [
        _("填表单位：%(unit)s") % {"unit": question.unit.name}, _("审核人："), _("填表人：%(name)s") % {"name": user},
        _("填表日期：%(day)s") % {"day": _day(today)},
    ]  # fmt: skip
    place = _("%(unit)s    截至%(day)s") % {"unit": question.unit.name, "day": _day(question.as_of)}
    return write_standard_table(title=table.title, place=place, counted_in=table.counted_in, grid=grid, foot=foot)


def _day(day: datetime.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
