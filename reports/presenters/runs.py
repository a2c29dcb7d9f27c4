"""Frozen runs as their pages show them: figures by indicator, the difference of two."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.rules.figures_text import DASH
from reports.figures import indicators
from reports.models import Run
from reports.presenters.figures import UNITS, address
from reports.presenters.people import STANDINGS
from reports.queries.runs import Comparison


@dataclass(frozen=True)
class FrozenLine:
    """One frozen number; `stale` where the definition has changed since."""

    id: str
    title: str
    value: str
    numerator: int
    denominator: int
    missing: int
    href: str
    stale: bool
    average: bool


def frozen_lines(run: Run, figures) -> list[FrozenLine]:
    """The run's figures of the whole, in the order of the indicators."""
    known = {row.indicator: row for row in figures if row.township_id is None}
    lines = []
    for identity in [one for one in indicators() if one in known] + sorted(set(known) - set(indicators())):
        row, one = known[identity], indicators().get(identity)
        people = one is not None and one.counts == "persons"
        lines.append(
            FrozenLine(
                identity, one.title if one else identity, _value(row.value, one), row.numerator, row.denominator,
                row.missing, reverse("figures:run-people", args=[run.pk, identity]) if people else "",
                one is None or one.digest != row.digest, bool(one and one.average),
            )
        )  # fmt: skip
    return lines


def township_table(figures, identities) -> list[dict]:
    """Townships of the run with the values of those indicators."""
    places: dict = {}
    for row in figures:
        if row.township_id:
            places.setdefault(row.township, {})[row.indicator] = row
    return [
        {"unit": unit, "cells": [cells.get(identity) for identity in identities]}
        for unit, cells in sorted(places.items(), key=lambda one: (one[0].position, one[0].path))
    ]


def changed_lines(before, after, words: dict) -> list[dict]:
    """Per indicator the old and the new value of the whole; each leads to its people."""
    old = {row.indicator: row for row in before if row.township_id is None}
    new = {row.indicator: row for row in after if row.township_id is None}
    lines = []
    for identity, one in indicators().items():
        a, b = old.get(identity), new.get(identity)
        lines.append(
            {
                "id": identity, "title": one.title, "old": _side(a, one), "new": _side(b, one),
                "differs": _numbers(a) != _numbers(b), "rule": bool(a and b and a.digest != b.digest),
                "href": address(reverse("figures:compare"), words, indicator=identity),
            }
        )  # fmt: skip
    return lines


def change_groups(found: Comparison) -> list[dict]:
    """The people who differ, by how they differ."""
    titles = (
        ("came", _("新进")), ("left", _("退出")), ("moved", _("换了一侧")), ("corrected", _("结论未变，所用事实有变化")),
    )  # fmt: skip
    return [
        {"title": title, "rows": [_change(one) for one in getattr(found, name)], "folded": name == "corrected"}
        for name, title in titles
    ]


def _change(one) -> dict:
    return {"one": one, "before": STANDINGS.get(one.before), "after": STANDINGS.get(one.after)}


def _value(value: str, one) -> str:
    return f"{value}{UNITS.get(one.unit, '') if one else ''}" if value else DASH


def _side(row, one) -> str:
    if row is None:
        return DASH
    beside = "" if one.average else f"（{row.numerator}/{row.denominator}）"
    return _value(row.value, one) + beside


def _numbers(row):
    return (row.numerator, row.denominator, row.missing) if row else None
