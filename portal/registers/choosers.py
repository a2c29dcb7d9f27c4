"""How a record is chosen in a form: found by what a clerk types, told from others of its name, opened from a page.

Tables of other folders are named in `settings.PORTAL_CHOOSERS`; every register's records are chosen by its own search.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.module_loading import import_string

from portal.models import Unit
from portal.registers.catalogue import register_of
from portal.registers.columns import named_by
from portal.registers.scope import chooseable, visible
from portal.rules.roles import Permission

MOST_SHOWN = 20
_NUMBERED = re.compile(r"#([0-9]{1,18})$", re.ASCII)


@dataclass(frozen=True)
class Chooser:
    """`search(rows, text, user)` narrows the rows; `describe` tells a record from its namesakes; `route` opens it.

    `right` is what the page of the route asks for, None when it is that of the record's register.
    """

    model: type[Model]
    search: Callable[[QuerySet, str, object], QuerySet]
    describe: Callable[[Model], str]
    route: str = ""
    needs: tuple[str, ...] = ()
    right: Permission | None = None


class NotOne(LookupError):
    """The text leads to no record of the scope, or to several (`several`)."""

    def __init__(self, several: bool):
        super().__init__()
        self.several = several


@cache
def _declared() -> dict[type[Model], Chooser]:
    found = [chooser for dotted in settings.PORTAL_CHOOSERS for chooser in import_string(dotted)]
    return {chooser.model: chooser for chooser in [_UNITS, *found]}


@cache
def _pages() -> tuple[Callable[[Model, object], str], ...]:
    return tuple(import_string(dotted) for dotted in settings.PORTAL_RECORD_PAGES)


def chooser_of(model: type[Model]) -> Chooser:
    """The declared chooser of a table; otherwise by the search of its register, or by its texts of a name."""
    return _declared().get(model) or Chooser(model, _search_plain, lambda _record: "")


def suggestions(model: type[Model], text: str, user) -> list[Model]:
    """The first records of the scope that match what was typed."""
    rows = choices(model, user).select_related(*chooser_of(model).needs)
    if text := _NUMBERED.sub("", text).strip():
        rows = chooser_of(model).search(rows, text, user)
    return list(rows[:MOST_SHOWN])


def choices(model: type[Model], user) -> QuerySet:
    """The records the account may choose, with all that their names read."""
    return chooseable(model, user).select_related(*named_by(model))


def typed(record: Model) -> str:
    """The text a form holds for a chosen record; `chosen` reads it back."""
    return f"{record} #{record.pk}"


def chosen(model: type[Model], text: str, user) -> Model:
    """The one record the text means, by its number or because nothing else matches; raises NotOne."""
    rows = chooseable(model, user)
    numbered = _NUMBERED.search(text)
    rows = rows.filter(pk=int(numbered.group(1))) if numbered else chooser_of(model).search(rows, text.strip(), user)
    found = list(rows[:2])
    if len(found) != 1:
        raise NotOne(several=bool(found))
    return found[0]


def address_of(record: Model, user) -> str:
    """The page of a record; empty when it has none, or none the account may open."""
    for page_of in _pages():
        if address := page_of(record, user):
            return address
    chooser, register = _declared().get(type(record)), register_of(type(record))
    right = chooser.right if chooser and chooser.right else register.view if register else None
    if right is not None and not user.can(right):
        return ""
    if chooser and chooser.route:
        return reverse(chooser.route, args=[record.pk])
    return reverse("portal:register-record", args=[register.name, record.pk]) if register else ""


def link_to(record: Model, user) -> str:
    """`address_of`, and empty too for a record outside the account's scope: its page would not be found."""
    address = address_of(record, user)
    if not address or user.sees_everything():
        return address
    chooser, register = _declared().get(type(record)), register_of(type(record))
    plain = register is not None and not (chooser and chooser.route)
    rows = visible(register, user) if plain else chooseable(type(record), user)
    return address if rows.filter(pk=record.pk).exists() else ""


def _search_plain(rows: QuerySet, text: str, _user) -> QuerySet:
    register = register_of(rows.model)
    lookups = [name for name in register.search if name not in register.guarded] if register else []
    lookups = lookups or [name for name in ("name", "title") if name in {one.name for one in rows.model._meta.fields}]
    if not lookups:
        return rows.none()
    for word in text.split()[:5]:
        condition = Q()
        for lookup in lookups:
            condition |= Q(**{f"{lookup}__icontains": word})
        rows = rows.filter(condition)
    return rows


def _search_units(rows: QuerySet, text: str, _user) -> QuerySet:
    return rows.filter(Q(code=text) | Q(name__icontains=text) | Q(short_name__icontains=text))


_UNITS = Chooser(Unit, _search_units, lambda unit: unit.code, "portal:unit", right=Permission.VIEW_RECORDS)
