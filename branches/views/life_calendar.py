"""The calendar of organization life: what is done, due and missed, for the county, a township, an organization."""

import datetime
from urllib.parse import urlencode

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from branches.models import LifeKind, LifeSlot, PartyOrganization
from branches.queries.life_calendar import MonthCell, months_of, organizations_at, slot_state, slots_seen, total
from portal.access import requires
from portal.models import Unit
from portal.rules.roles import Permission
from portal.views.days import as_of_day

MONTHS = range(1, 13)
STATES = {
    "held": ("ok", gettext_lazy("已开")), "late": ("amber", gettext_lazy("补录")), "missed": ("error", gettext_lazy("未开")), "ahead": ("notice", gettext_lazy("待开")),
}  # fmt: skip


@requires(Permission.VIEW_ORGANIZATIONS)
@require_safe
def county(request):
    """Townships by months; those of one township only see its organizations at once."""
    day = as_of_day(request)
    found = months_of(slots_seen(request.user, day.year), "organization__unit__township", day)
    places = {unit.pk: unit for unit in Unit.objects.filter(pk__in=[key for key in found if key])}
    if len(found) == 1:
        return _place_page(request, places.get(next(iter(found))), day)
    order = sorted(found, key=lambda key: (key is None, places[key].path if key else ""))
    rows = [
        _row(
            places[key].name if key else _("县直及其他"),
            reverse("branches:life-place", args=[key or 0]), found[key], day,
        )
        for key in order
    ]  # fmt: skip
    return _page(request, _("组织生活日历"), rows, day, _("乡镇（街道）"), whole_county=True)


@requires(Permission.VIEW_ORGANIZATIONS)
@require_safe
def place(request, pk):
    """Organizations of a township by months; 0 stands for those of no township."""
    unit = get_object_or_404(Unit.objects.all(), pk=pk) if pk else None
    return _place_page(request, unit, as_of_day(request))


def _place_page(request, unit: Unit | None, day: datetime.date):
    organizations = organizations_at(request.user, unit)
    found = months_of(slots_seen(request.user, day.year).filter(organization__in=organizations), "organization", day)
    rows = [
        _row(one.name, reverse("branches:life-organization", args=[one.pk]), found[one.pk], day)
        for one in organizations
        if one.pk in found
    ]
    title = _("%(place)s组织生活日历") % {"place": unit.name if unit else _("县直及其他")}
    return _page(request, title, rows, day, _("党组织"))


@requires(Permission.VIEW_ORGANIZATIONS)
@require_safe
def organization(request, pk):
    """Kinds of meetings of one organization by months: a cell is the meeting, or the form to enter it."""
    one = get_object_or_404(PartyOrganization.objects.visible_to(request.user).select_related("unit"), pk=pk)
    day = as_of_day(request)
    slots: dict[str, list[LifeSlot]] = {}
    for slot in LifeSlot.objects.filter(organization=one, last__year=day.year).order_by("first"):
        slots.setdefault(slot.kind, []).append(slot)
    kinds = [(label, _line(slots[kind], day)) for kind, label in LifeKind.choices if kind in slots]
    waiting = [
        {"kind": label, **cell}
        for label, cells in kinds for cell in cells
        if cell.get("word") and not cell["held_on"] and not cell["slot"].recorded_on and cell["slot"].first <= day
    ]  # fmt: skip
    context = {
        "title": one.name, "organization": one, "kinds": kinds, "waiting": waiting, "months": MONTHS, "as_of": day,
        "may_edit": request.user.can(Permission.EDIT_ORGANIZATIONS),
    }  # fmt: skip
    return render(request, "branches/life_organization.html", context)


def _line(slots: list[LifeSlot], day: datetime.date) -> list[dict]:
    """The year's cells of a kind; months in which nothing was due are one empty cell."""
    cells, month = [], 1
    for slot in slots:
        if slot.first.month > month:
            cells.append({"months": slot.first.month - month})
        cells.append(_slot_cell(slot, day))
        month = slot.last.month + 1
    return [*cells, {"months": 13 - month}] if month <= 12 else cells


def _slot_cell(slot: LifeSlot, day: datetime.date) -> dict:
    state = slot_state(slot, day)
    tone, word = STATES[state]
    if slot.meeting_id:
        href = reverse("portal:register-record", args=["org-life-meetings", slot.meeting_id])
    else:
        href = _entry(slot)
    months = (slot.last.year - slot.first.year) * 12 + slot.last.month - slot.first.month + 1
    held = slot.held_on if state in ("held", "late") else None
    return {"tone": tone, "word": word, "href": href, "months": months, "held_on": held, "slot": slot}


def _entry(slot: LifeSlot) -> str:
    """Where the record that is missing is entered or, for the yearly ones, where it stands."""
    names = {"democratic_life_meeting": "democratic-life-meetings", "member_appraisal": "member-appraisal-rounds"}
    name = names.get(slot.kind)
    if name and slot.recorded_on:
        return f"{reverse('portal:register', args=[name])}?organization={slot.organization_id}"
    known = {"organization": slot.organization_id} | ({} if name else {"kind": slot.kind})
    return f"{reverse('portal:register-new', args=[name or 'org-life-meetings'])}?{urlencode(known)}"


def _row(name: str, href: str, cells: dict[int, MonthCell], day: datetime.date) -> dict:
    months = [cells.get(month, MonthCell()) for month in MONTHS]
    return {"name": name, "href": f"{href}?as_of={day.isoformat()}", "cells": months, "total": total(cells)}


def _page(request, title: str, rows: list[dict], day: datetime.date, head: str, *, whole_county: bool = False):
    whole = total({number: row["total"] for number, row in enumerate(rows)})
    context = {"title": title, "rows": rows, "months": MONTHS, "as_of": day, "head": head, "whole": whole}
    context["whole_county"] = whole_county
    return render(request, "branches/life_calendar.html", context)
