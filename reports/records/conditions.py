"""Conditions over the columns of a source: as SQL over a flat row, over a row in memory, and in words.

The flat row holds each column as `c_<name>`. A condition on a column that is null does not hold.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from reports.problems import BadDefinition
from reports.records.source import Source, SourceColumn


@dataclass(frozen=True)
class RowCondition:
    """One column compared: `values` any of these, or a number of at `least` and at `most`, both included."""

    column: SourceColumn
    values: tuple = ()
    least: Decimal | None = None
    most: Decimal | None = None

    def sql(self, parameters: list) -> str:
        """SQL that holds for rows that meet the condition; values are added to the parameters."""
        name = f"c_{self.column.name}"
        if self.values:
            parameters.append(list(self.values))
            return f"{name} = ANY(%s)"
        texts = []
        for bound, sign in ((self.least, ">="), (self.most, "<=")):
            if bound is not None:
                parameters.append(bound)
                texts.append(f"{name} {sign} %s")
        return "(" + " AND ".join(texts) + ")"

    def holds(self, row: dict) -> bool:
        """Whether a row in memory meets the condition."""
        value = row.get(self.column.name)
        if value is None:
            return False
        if self.values:
            return value in self.values
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)

    @property
    def words(self) -> str:
        """The condition as a clerk reads it."""
        label = str(self.column.label)
        if self.values:
            return f"{label}：{_('或').join(self.column.word(value) for value in self.values)}"
        if self.most is None:
            return _("%(label)s不少于%(least)s") % {"label": label, "least": self.least}
        if self.least is None:
            return _("%(label)s不超过%(most)s") % {"label": label, "most": self.most}
        return _("%(label)s在%(least)s至%(most)s之间") % {"label": label, "least": self.least, "most": self.most}


def read_conditions(name: str, key: str, table, source: Source) -> tuple[RowCondition, ...]:
    """The conditions of one side of a definition; raises BadDefinition for what the source does not have."""
    if not isinstance(table, dict):
        raise BadDefinition(f"{name}: {key} must be a table of conditions")
    return tuple(_condition(f"{name}: {key}.{word}", word, given, source) for word, given in table.items())


def _condition(place: str, word: str, given, source: Source) -> RowCondition:
    try:
        column = source.column(word)
    except KeyError:
        known = ", ".join(column.name for column in source.columns)
        raise BadDefinition(f"{place} is not a column of {source.name}; known: {known}") from None
    if column.kind == "text":
        raise BadDefinition(f"{place} is shown only and cannot be asked")
    if isinstance(given, dict):
        return _bounds(place, column, given)
    values = tuple(given) if isinstance(given, list) else (given,)
    for value in values:
        _check_value(place, column, value)
    if not values:
        raise BadDefinition(f"{place} names no value")
    return RowCondition(column, values)


def _bounds(place: str, column: SourceColumn, given: dict) -> RowCondition:
    numbers = all(isinstance(one, int | float) and not isinstance(one, bool) for one in given.values())
    if column.kind != "number" or not given or not set(given) <= {"least", "most"} or not numbers:
        raise BadDefinition(f"{place} takes bounds only for a number, as least and most")
    bounds = {bound: Decimal(str(number)) for bound, number in given.items()}
    return RowCondition(column, **bounds)


def _check_value(place: str, column: SourceColumn, value) -> None:
    if column.kind == "flag":
        ok = isinstance(value, bool)
    elif column.kind == "number":
        ok = isinstance(value, int) and not isinstance(value, bool)
    else:
        ok = value in {code for code, _label in column.values}
    if not ok:
        raise BadDefinition(f"{place} cannot be {value!r}")
