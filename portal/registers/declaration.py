"""What a register is: the record, who sees and enters it, its columns, its steps, and the sheet it comes in by.

A mechanism that only differs from another by its columns is a declaration and nothing else. Pages, admin, REST, import
and export are made from it (`portal/registers/`); what is truly different hangs on `check`, `settle` and the flow.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from portal.lists import Filter, Sort
from portal.rules.flow import Flow
from portal.rules.roles import Permission


@dataclass(frozen=True)
class Column:
    """A column of a list that is not a plain column of the table: its text is worked out from the record.

    `needs` are the relations the text reads ("person", "trainees"): fetched once for the whole page.
    """

    name: str
    label: str
    text: Callable[[Model], Any]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """A page about a group of registers that is none itself (a coverage, a board): told in the index under the group.

    Tuples of them are named in `settings.PORTAL_REGISTER_PAGES`.
    """

    group: str
    title: str
    purpose: str
    route: str
    right: Permission


@dataclass(frozen=True)
class Caution:
    """What to think of about a record that is right in itself: at which column, what is the matter, what to do.

    `refuses` where the office's rule says that such a record is not to be saved.
    """

    column: str
    message: str
    remedy: str
    refuses: bool = False


@dataclass(frozen=True)
class Register:
    """One kind of record.

    name      word in addresses, plural and in the field's term: "secondments"
    model     the table; a register's records always have their pages under `/registers/<name>/`
    group     heading in the index of registers: "干部教育"
    purpose   one sentence for a clerk: what is entered here and what it is for; shown while the list is empty
    scope     lookup from the record to the unit by which it is seen: "unit", "person__unit", "training_class__unit"
    view, edit  rights to see and to enter
    fields    columns of the form, in the order in which they are filled; a tuple of names stands in one row
    later     those of them that come with steps or after the event: folded up in the form of a new record
    columns   columns of the list: names of fields (a lookup through relations is fine: "person__name") or `Column`
    filters   names of columns with choices, flags or relations (these show their counts), or `portal.lists.Filter`
    search    lookups a text box looks in: ("person__name", "person__pinyin", "title")
    sorts     orders of the list; the first is the usual one
    owners    columns that lead to another record under whose page these are listed, entered and pre-filled:
              ("person",) puts them on the person's page, ("training_class",) on the class's
    flow      the states and steps of the record, if it has any; a flow's own column never stands among `fields`
    sheet     columns taken in from a sheet and written into the template and export; empty: no import
    key       columns that tell two records apart when a sheet comes in again: the same key changes, another one adds
    guarded   columns seen, exported and searched only with a right of their own (the content of a talk)
    check     `check(record, by=, today=)` before every save, by whatever mouth; raises ValidationError by column
    cautions  `cautions(records, today=)` gives {position: Caution} of records as they would stand together: told to whoever
              enters them by form, REST or sheet, and saved all the same unless the caution refuses
    settle    `settle(record, by=)` after every save or removal, in the same transaction: what is derived from it
    derived   relations by which what `settle` derives points at a record ("branches.membership.member"), each with the
              values that tell it from what people enter: it goes when the record's import is undone, and does not
              stand in the way of that
    writes    tables ("cadres.rankspan") in which `settle` writes beside the record what must stand again as it was when the
              record's import is undone
    prefill   `prefill(user, today, values)` gives values for a new record from what is known (the values given so far)
    unit_kinds  kinds of units that may be named as the record's; empty: any
    within    columns whose choices follow another column of the form: {"term": "organization"} offers the terms whose
              `organization` is the one chosen
    wordings  texts offered beside a box of free text, by column: what is typed may be anything else
    fits      `fits(owner)`: whether a record of an owner may be entered here (a chain's members only at a chain);
              where it may not, the owner's page does not offer it
    pages     `pages(record, user)` gives (label, address) of other pages about the record: buttons on its own page
    """

    name: str
    model: type[Model]
    group: str
    purpose: str
    scope: str
    view: Permission
    edit: Permission
    fields: tuple[str | tuple[str, ...], ...]
    columns: tuple[str | Column, ...]
    later: tuple[str, ...] = ()
    filters: tuple[str | Filter, ...] = ()
    search: tuple[str, ...] = ()
    sorts: tuple[Sort, ...] = ()
    owners: tuple[str, ...] = ()
    flow: Flow | None = None
    sheet: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    guarded: Mapping[str, Permission] = field(default_factory=dict)
    check: Callable[..., None] | None = None
    cautions: Callable[..., Mapping[int, Caution]] | None = None
    settle: Callable[..., None] | None = None
    derived: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    writes: tuple[str, ...] = ()
    prefill: Callable[..., dict] | None = None
    pages: Callable[..., list[tuple[str, str]]] | None = None
    unit_kinds: tuple[str, ...] = ()
    within: Mapping[str, str] = field(default_factory=dict)
    wordings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fits: Callable[[Model], bool] | None = None

    @property
    def title(self) -> str:
        """The record's Chinese term, which is also the heading of its list."""
        return str(self.model._meta.verbose_name)

    @property
    def field_names(self) -> tuple[str, ...]:
        """Every column of the form, one after the other."""
        return tuple(
            name for entry in self.fields for name in ((entry,) if isinstance(entry, str) else entry)
        )  # fmt: skip
