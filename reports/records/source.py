"""A source: one kind of row that figures count, with the closed list of columns a definition may ask about."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portal.rules.roles import Permission
from reports.records.question import RecordQuestion

KINDS = ("choice", "flag", "number", "text")


@dataclass(frozen=True)
class SourceColumn:
    """A column a definition may name.

    name    word in definitions
    label   Chinese term
    kind    choice (one of `values`), flag (true, false, null = not known), number, text (shown only, never asked)
    lookup  where the queryset has it; the name itself when empty
    values  codes with their Chinese terms, for choices
    """

    name: str
    label: str
    kind: str = "choice"
    lookup: str = ""
    values: tuple[tuple[str, str], ...] = ()

    @property
    def at(self) -> str:
        """The lookup of the column in the source's queryset."""
        return self.lookup or self.name

    def word(self, value) -> str:
        """A value of the column as people read it."""
        if value is None:
            return "—"
        if isinstance(value, bool):
            return _("是") if value else _("否")
        return str(dict(self.values).get(value, value))


@dataclass(frozen=True)
class Source:
    """One kind of row.

    name      word in definitions: "enrolment"
    label     what one row is: "参训记录"
    rows      `rows(question)` gives the queryset of all rows of all units, annotated with every column that is no
              plain column; what must be judged on a day (in force, in time) is judged on `question.as_of`. One row a
              record: an annotation must not multiply rows.
    unit      lookup to the `Unit` in which a row has its place, for scope and for the table by place; "" where the
              rows are units themselves
    columns   what a definition may ask
    day       lookup of the date by which a period picks rows (DateField or partial date); empty: rows stand as of the day
    person    lookup of the person's id: people may then be counted once each (`measure = "people"`)
    shown     lookups that tell a row in a list, with heads: (("training_class__name", "班次"), …)
    register  name of the register whose page a row opens; the row's primary key must be the record's. Empty: none
    right     right to see the rows; they are the register's records when it is named, and then its right counts
    """

    name: str
    label: str
    rows: Callable[[RecordQuestion], QuerySet]
    unit: str
    columns: tuple[SourceColumn, ...]
    day: str = ""
    person: str = ""
    shown: tuple[tuple[str, str], ...] = ()
    register: str = ""
    right: Permission = Permission.VIEW_RECORDS

    def column(self, name: str) -> SourceColumn:
        """The column of that name; raises KeyError."""
        found = next((column for column in self.columns if column.name == name), None)
        if found is None:
            raise KeyError(name)
        return found
