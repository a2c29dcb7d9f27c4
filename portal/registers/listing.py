"""The list of a register as its page, its export and REST use it: filters, orders and columns for one account."""

from dataclasses import dataclass

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from portal.lists import Choice, Filter, Listing, Search, Sort
from portal.models import Unit
from portal.queries.coded import code_table
from portal.queries.codes import code_names
from portal.registers.choosers import choices, chooser_of
from portal.registers.columns import column_name, field_at, label_of, with_relations, withheld
from portal.registers.declaration import Column, Register
from portal.registers.scope import chooseable, visible

MOST_CHOICES = 100
NEWEST = Sort("newest", "", (), descending=True)


@dataclass(frozen=True)
class Head:
    """A column of the list: what it shows, its label, whether numbers stand in it, the sort its head offers."""

    column: str | Column
    label: str
    number: bool = False
    sort: str = ""
    state: bool = False


def heads(register: Register, user, columns=None) -> list[Head]:
    """The columns of the list the account may see."""
    hidden = withheld(register, user)
    return [
        _head(register, column)
        for column in columns or register.columns
        if column_name(column).partition("__")[0] not in hidden
    ]


def rows_of(register: Register, user) -> QuerySet:
    """The visible records with all that the list shows."""
    return with_relations(register, visible(register, user), [head.column for head in heads(register, user)])


def listing_of(register: Register, user) -> Listing:
    """Filters and orders of the list; a guarded column is neither searched, filtered nor sorted without its right."""
    hidden = withheld(register, user)
    names = [*register.filters]
    if register.flow and register.flow.field not in names:
        names.insert(0, register.flow.field)
    filters = [
        one if isinstance(one, Filter) else _filter(register, one, user)
        for one in names
        if (one.name if isinstance(one, Filter) else one).partition("__")[0] not in hidden
    ]
    searched = tuple(name for name in register.search if name.partition("__")[0] not in hidden)
    if searched:
        placeholder = "、".join(dict.fromkeys(_search_label(register, name) for name in searched[:4]))
        filters.insert(0, Search("q", _("查找"), fields=searched, placeholder=placeholder))
    sorts = tuple(sort for sort in register.sorts if not hidden & {sort.name, *_names(sort)})
    return Listing(filters=tuple(filters), sorts=sorts or (NEWEST,))


def _head(register: Register, column: str | Column) -> Head:
    name, label = column_name(column), label_of(register, column)
    number = False
    if isinstance(column, str):
        field = field_at(register.model, column)
        number = isinstance(field, models.DecimalField | models.FloatField) or (
            type(field).__name__.endswith("IntegerField") and not field.choices
        )
    sort = next((one.name for one in register.sorts if name in (one.name, *_names(one)[:1])), "")
    return Head(column, label, number, sort, bool(register.flow) and name == register.flow.field)


def _names(sort: Sort) -> list[str]:
    """The columns an order is plainly by."""
    return [one.name if isinstance(one, F) else one for one in sort.by if isinstance(one, F | str)]


def _search_label(register: Register, name: str) -> str:
    field = field_at(register.model, name)
    label = str(field.verbose_name)
    return label if any("\u4e00" <= mark <= "\u9fff" for mark in label) else _("拼音")


def _filter(register: Register, name: str, user) -> Filter:
    field = field_at(register.model, name)
    label = str(field.verbose_name)
    if field.choices:
        return Choice(name, label, name, [(str(code), str(word)) for code, word in field.flatchoices], facet=True)
    if isinstance(field, models.BooleanField):
        return Filter(name, label, _by_flag(name), "choice", lambda: [("True", _("是")), ("False", _("否"))], name)
    if table := code_table(field.model, field):
        return Choice(name, label, name, lambda: list(code_names().get(table, {}).items()), facet=True)
    if field.is_relation and field.related_model is Unit:
        return Filter(name, _("%(label)s及下属") % {"label": label}, _by_unit(name, user), placeholder=_("名称或编码"))
    if field.is_relation:
        return _by_record(name, label, field.related_model, user)
    return Filter(name, label, lambda rows, text: rows.filter(**{f"{name}__icontains": text}))


def _by_flag(name: str):
    def apply(rows: QuerySet, text: str) -> QuerySet:
        return rows.filter(**{name: {"True": True, "False": False}[text]}) if text in ("True", "False") else rows.none()

    return apply


def _by_unit(name: str, user):
    def apply(rows: QuerySet, text: str) -> QuerySet:
        units = Unit.objects.visible_to(user)
        unit = units.filter(code=text).first() or units.filter(name=text).first()
        unit = unit or units.filter(Q(name__contains=text) | Q(short_name__contains=text)).order_by("path").first()
        return rows.filter(**{f"{name}__in": Unit.objects.under(unit)}) if unit else rows.none()

    return apply


def _by_record(name: str, label: str, model: type[models.Model], user) -> Filter:
    """A select of a few records with counts, a text box over many; a number is the record's own either way."""
    seen = chooseable(model, user)
    few = list(choices(model, user).order_by(*(model._meta.ordering or ["pk"]))[: MOST_CHOICES + 1])

    def apply(rows: QuerySet, text: str) -> QuerySet:
        if text.isdecimal() and text.isascii():
            return rows.filter(**{f"{name}_id" if "__" not in name else name: int(text)})
        return rows.filter(**{f"{name}__in": chooser_of(model).search(seen, text, user).order_by().values("pk")})

    if len(few) > MOST_CHOICES:
        return Filter(name, label, apply)
    return Filter(name, label, apply, "choice", lambda: [(str(one.pk), str(one)) for one in few], facet=name)
