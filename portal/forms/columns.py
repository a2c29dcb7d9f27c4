"""Form fields made from the columns of a table: codes as selects, dates of any precision, units and other records."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from portal.fields import MonthField, PartialDateField
from portal.forms.units import UnitField, code_typed
from portal.models import Unit
from portal.queries.coded import code_table
from portal.queries.codes import code_names
from portal.registers.choosers import NotOne, choices, chosen, typed
from portal.registers.columns import named_by
from portal.registers.scope import chooseable

DATE_HELP = _("可填年、年月或年月日，如 2021、2021.06、2021.06.30。")
LONGEST_SELECT = 320
MOST_CHOICES = 100
MOST_UNITS = 60


class SuggestedInput(forms.TextInput):
    """A box of free text with wordings to choose from beside it."""

    template_name = "portal/widgets/suggested.html"

    def __init__(self, wordings: tuple[str, ...], attrs: dict | None = None):
        super().__init__({**(attrs or {}), "autocomplete": "off"})
        self.wordings = wordings

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}_list"
        return context | {"wordings": self.wordings}


class RecordInput(forms.TextInput):
    """A text box with suggestions out of the records of one table within the user's scope."""

    template_name = "portal/widgets/record.html"

    def __init__(self, model: type[models.Model]):
        super().__init__(attrs={"autocomplete": "off"})
        self.without: int | None = None
        self.search = reverse_lazy("portal:register-choose", args=[model._meta.label_lower])

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["search"], context["without"] = self.search, self.without
        return context


class RecordField(forms.CharField):
    """A record of a table, typed and chosen within the user's scope; cleans to the record or None."""

    default_error_messages = {
        "unknown": _("没有找到“%(text)s”，或不在您的管理范围内。请从提示中选择。"),
        "several": _("有多个符合“%(text)s”，请从提示中选择一个。"),
    }

    def __init__(self, *, model: type[models.Model], user, held: models.Model | None = None, **kwargs):
        self.model, self.user, self.held = model, user, held
        kwargs.setdefault("help_text", _("输入后从提示中选择。"))
        super().__init__(max_length=200, widget=RecordInput(model), **kwargs)

    def prepare_value(self, value):
        if isinstance(value, int):
            value = self.model._default_manager.filter(pk=value).first()
        return typed(value) if isinstance(value, models.Model) else value

    def clean(self, value):
        """The record of the text, or None for an empty one that may be empty."""
        text = super().clean(value)
        if not text:
            return None
        if self.held is not None and text == typed(self.held):
            return self.held  # what stands there may stay, whoever may choose it
        try:
            return chosen(self.model, text, self.user)
        except NotOne as error:
            code = "several" if error.several else "unknown"
            raise ValidationError(self.error_messages[code], code=code, params={"text": text}) from None


def offer_without(field: forms.Field, record: models.Model) -> None:
    """Takes a record out of what the field offers, as an organization that cannot be merged into itself."""
    if isinstance(field, RecordField):
        field.widget.without = record.pk
    else:
        field.queryset = field.queryset.exclude(pk=record.pk)


def form_field(
    field: models.Field, user, held: models.Model | None = None, *, within: dict | None = None
) -> forms.Field:
    """The form field of a column; `held` is the record it changes, whose code stays choosable when it is an old one.

    `within` narrows the records to choose from, by what they hold themselves.
    """
    help_text = "" if (table := code_table(field.model, field)) else field.help_text
    common = {"label": str(field.verbose_name), "help_text": help_text}
    if isinstance(field, PartialDateField):
        return field.formfield(**{**common, "help_text": help_text or DATE_HELP})
    if field.is_relation and not field.many_to_many:
        return _record_field(field, user, getattr(held, field.name, None), {**common, "required": not field.blank}, within)
    if field.many_to_many:
        return field.formfield(**common, queryset=choices(field.related_model, user))
    if table and (names := code_names().get(table)) and len(names) <= LONGEST_SELECT:
        value = getattr(held, field.name, "") if held else ""
        old = [(value, value)] if value and value not in names else []
        return forms.ChoiceField(
            **common, required=not field.blank, initial=field.get_default(), choices=[("", "—"), *names.items(), *old]
        )
    if isinstance(field, models.DateTimeField):
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        return field.formfield(**common, widget=widget)
    if isinstance(field, MonthField):
        return field.formfield(**common)
    if isinstance(field, models.DateField):
        return field.formfield(**common, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    if isinstance(field, models.TextField):
        return field.formfield(**common, widget=forms.Textarea(attrs={"rows": 4}))
    made = field.formfield(**common)
    if field.choices and isinstance(made, forms.TypedChoiceField):
        made.choices = [(value, "—" if value in ("", None) else label) for value, label in made.choices]
    return made


class UnitOfScope(UnitField):
    """A unit of the scope, or the one that stands there already; in a scope of few units they are listed."""

    def __init__(self, *, held: Unit | None, **kwargs):
        super().__init__(**kwargs)
        self.held = held
        self.list_units()

    def units(self):
        return super().units() | Unit.objects.filter(pk=self.held.pk) if self.held else super().units()

    def prepare_value(self, value):
        shown = super().prepare_value(value)
        return code_typed(shown) if shown and isinstance(self.widget, forms.Select) else shown

    def list_units(self, kinds: tuple[str, ...] = ()) -> None:
        """Makes the field a list of the units, of these kinds when some are named, unless they are too many."""
        if self.user is None or self.user.sees_everything():
            return
        listed = self.units().filter(Q(kind__in=kinds) | Q(pk=self.held and self.held.pk)) if kinds else self.units()
        found = list(listed.order_by("path").values_list("code", "name")[: MOST_UNITS + 1])
        if len(found) <= MOST_UNITS:
            self.widget = forms.Select(choices=found if len(found) == 1 and self.required else [("", "—"), *found])
            self.widget.is_required, self.help_text = self.required, ""


def _record_field(field: models.Field, user, held: models.Model | None, common: dict, within: dict | None) -> forms.Field:
    model = field.related_model
    if not common["help_text"]:
        del common["help_text"]
    if model is Unit:
        return UnitOfScope(user=user, held=held, **common)
    rows = chooseable(model, user).filter(**within or {})
    if rows.order_by()[: MOST_CHOICES + 1].count() > MOST_CHOICES:
        return RecordField(model=model, user=user, held=held, **common)
    shown = choices(model, user).filter(**within or {})
    if held is not None:
        allowed = models.Q(pk__in=rows.order_by().values("pk")) | models.Q(pk=held.pk)
        shown = model._default_manager.filter(allowed).select_related(*named_by(model))
    return forms.ModelChoiceField(shown, empty_label="—", **common)
