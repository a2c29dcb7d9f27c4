"""The records of every register that belong to one record, for its page: a person's, a unit's, an organization's."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Model
from django.urls import reverse

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


def owned_tables(owner: Model, user) -> list[OwnedTable]:
    """A table for each register that lists its records under the owner, in the order of declaration."""
    return [
        _table(register, column, owner, user)
        for register, column in owned_by(type(owner))
        if user.can(register.view)
    ]  # fmt: skip


def _table(register: Register, column: str, owner: Model, user) -> OwnedTable:
    shown = [head for head in heads(register, user) if head.column != column]
    shown = [head for head in shown if not str(head.column).startswith(f"{column}__")]
    rows = with_relations(register, visible(register, user).filter(**{column: owner}), [one.column for one in shown])
    found = list(rows.order_by("-pk")[: MOST + 1])
    lines = [
        (
            reverse("portal:register-record", args=[register.name, record.pk]),
            [(head, text_of(record, head.column)) for head in shown],
        )
        for record in found[:MOST]
    ]
    query = urlencode({column: owner.pk})
    add = reverse("portal:register-new", args=[register.name]) if user.can(register.edit) else ""
    return OwnedTable(
        register, shown, lines, f"{reverse('portal:register', args=[register.name])}?{query}",
        f"{add}?{query}" if add else "", len(found) > MOST,
    )  # fmt: skip
