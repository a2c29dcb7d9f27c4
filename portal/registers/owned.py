"""The records of every register that belong to one record, for its page: a person's, a unit's, an organization's."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import F, Model
from django.urls import reverse

from portal.models import Unit
from portal.registers.catalogue import owned_by
from portal.registers.columns import text_of, with_relations
from portal.registers.declaration import Register
from portal.registers.listing import Head, heads
from portal.registers.scope import visible

MOST = 20


@dataclass(frozen=True)
class OwnedTable:
    """The newest records of one register under one owner; `add_href` only for those who may enter."""

    register: Register
    heads: list[Head]
    lines: list[tuple[str, list[tuple[Head, str]]]]  # (address, texts under their heads)
    all_href: str
    add_href: str
    more: bool


def owned_tables(
    owner: Model, user, *, most: int = MOST, suits: Callable[[Register], bool] = lambda _register: True
) -> list[OwnedTable]:
    """A table for each register that lists its records under the owner, in the order of declaration.

    At most `most` records each. A register that does not fit the owner (`Register.fits`, `Register.unit_kinds`), or
    that does not suit the page, is there only while it holds records, and without a way to enter more.
    """
    found = []
    for register, column in owned_by(type(owner)):
        if not user.can(register.view):
            continue
        fitting = suits(register) and _fits(register, owner)
        table = _table(register, column, owner, user, most, may_add=fitting and user.can(register.edit))
        if table.lines or fitting:
            found.append(table)
    return found


def entries(tables: Iterable[OwnedTable]) -> list[tuple[str, list[OwnedTable]]]:
    """(group, its tables in which the account may enter records), each group once."""
    found: dict[str, list[OwnedTable]] = {}
    for table in tables:
        if table.add_href:
            found.setdefault(str(table.register.group), []).append(table)
    return list(found.items())


def _newest_first(register: Register) -> list:
    """By the day or year the list is usually ordered by; without one, as they were entered."""
    usual = register.sorts[0] if register.sorts else None
    by = usual.by if usual and usual.descending and all(isinstance(one, str) for one in usual.by) else ()
    return [*(F(one).desc(nulls_last=True) for one in by), "-pk"]


def _fits(register: Register, owner: Model) -> bool:
    if isinstance(owner, Unit) and register.unit_kinds:
        return owner.kind in register.unit_kinds
    return register.fits is None or register.fits(owner)


def _table(register: Register, column: str, owner: Model, user, most: int, *, may_add: bool) -> OwnedTable:
    shown = [head for head in heads(register, user) if head.column != column]
    shown = [head for head in shown if not str(head.column).startswith(f"{column}__")]
    rows = with_relations(register, visible(register, user).filter(**{column: owner}), [one.column for one in shown])
    found = list(rows.order_by(*_newest_first(register))[: most + 1])
    lines = [
        (
            reverse("portal:register-record", args=[register.name, record.pk]),
            [(head, text_of(record, head.column)) for head in shown],
        )
        for record in found[:most]
    ]
    query = urlencode({column: owner.pk})
    add = reverse("portal:register-new", args=[register.name]) if may_add else ""
    return OwnedTable(
        register, shown, lines, f"{reverse('portal:register', args=[register.name])}?{query}",
        f"{add}?{query}" if add else "", len(found) > most,
    )  # fmt: skip
