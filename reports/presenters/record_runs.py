"""Frozen figures over records as their pages show them."""

from django.urls import reverse

from portal.rules.figures_text import DASH
from reports.models import RecordRun
from reports.presenters.figures import address
from reports.records.counting import plain
from reports.records.definition import record_indicators


def frozen_record_lines(run: RecordRun, figures) -> list[dict]:
    """The run's figures of the whole by chapter, in the order of the definitions; those gone since come last."""
    known = {row.indicator: row for row in figures if row.place_id is None and not row.outside}
    order = [one for one in record_indicators() if one in known] + sorted(set(known) - set(record_indicators()))
    lines, chapter = [], None
    for identity in order:
        row, one = known[identity], record_indicators().get(identity)
        heading = one.chapter if one else ""
        lines.append(
            {
                "id": identity, "title": one.title if one else identity, "chapter": heading if heading != chapter else "",
                "value": _value(row, one), "sides": _sides(row), "missing": row.missing, "asked": row.asked,
                "stale": one is None or one.digest != row.digest,
                "href": reverse("figures:record-run-rows", args=[run.pk, identity]),
            }
        )  # fmt: skip
        chapter = heading
    return lines


def changed_record_lines(before: RecordRun, after: RecordRun) -> list[dict]:
    """Per figure the old and the new value of the whole."""
    old, new = (
        {row.indicator: row for row in run.figures.filter(place=None, outside=False)} for run in (before, after)
    )
    words = {"a": before.pk, "b": after.pk}
    return [
        {
            "id": identity, "title": one.title, "old": _beside(old.get(identity), one),
            "new": _beside(new.get(identity), one), "differs": _numbers(old.get(identity)) != _numbers(new.get(identity)),
            "rule": bool(identity in old and identity in new and old[identity].digest != new[identity].digest),
            "href": address(reverse("figures:record-compare"), words, indicator=identity),
        }
        for identity, one in record_indicators().items()
    ]  # fmt: skip


def _value(row, one) -> str:
    if not row.value:
        return DASH
    return row.value + ("" if one is None else "%" if one.percent else one.unit)


def _sides(row) -> str:
    return "" if row.denominator is None else f"{plain(row.numerator)}/{plain(row.denominator)}"


def _beside(row, one) -> str:
    if row is None:
        return DASH
    sides = _sides(row)
    return _value(row, one) + (f"（{sides}）" if sides else "")


def _numbers(row):
    return (row.numerator, row.denominator, row.missing) if row else None
