"""The forms of a register: its record, and each step with what it asks."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.forms.columns import SuggestedInput, UnitOfScope, form_field
from portal.registers.columns import withheld
from portal.registers.declaration import Register
from portal.rules.flow import Step


class ColumnsForm(forms.Form):
    """Some columns of one record; `changes` holds those that differ from it. `made_from` is the version of the page shown."""

    made_from = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args, record: models.Model, names, user, **kwargs):
        self.record = record
        held = {name: _held(record, name) for name in names}
        kwargs["initial"] = {**held, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        for name in names:
            self.fields[name] = form_field(record._meta.get_field(name), user, record)

    def values(self) -> dict:
        """Cleaned values by column, empty ones as the column stores them."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "made_from"}
        return {name: self._stored(name, value) for name, value in given.items()}

    def changes(self) -> dict:
        """The values that differ from the record."""
        return {name: value for name, value in self.values().items() if self._differs(name, value)}

    def _differs(self, name: str, value) -> bool:
        held = _held(self.record, name)
        return {*value} != {*held} if self.record._meta.get_field(name).many_to_many else value != held

    def _stored(self, name: str, value):
        field = self.record._meta.get_field(name)
        if value in (None, "") and not field.many_to_many:
            return "" if isinstance(field, models.CharField | models.TextField) and not field.null else None
        return value


class RecordForm(ColumnsForm):
    """A record of a register in the rows of its declaration, guarded columns only for those who may see them."""

    def __init__(self, *args, register: Register, record: models.Model, user, **kwargs):
        hidden = withheld(register, user)
        rows = [(entry,) if isinstance(entry, str) else entry for entry in register.fields]
        self.order = [[name for name in row if name not in hidden] for row in rows]
        names = [name for row in self.order for name in row]
        self.later = {name for name in register.later if name in names} if record.pk is None else set()
        super().__init__(*args, record=record, names=names, user=user, **kwargs)
        for field in self.fields.values():
            if register.unit_kinds and isinstance(field, UnitOfScope):
                field.list_units(register.unit_kinds)
        for name, texts in register.wordings.items():
            if name in self.fields:
                self.fields[name].widget = SuggestedInput(texts, self.fields[name].widget.attrs)
        for name, other in register.within.items():
            if name in self.fields and (named := self._named(other)) is not None:
                self.fields[name] = form_field(record._meta.get_field(name), user, record, within={other: named})
            if name in self.fields:
                self.fields[name].widget.attrs["data-follows"] = True
        follows = {*register.within.values(), *(names if register.prefill else ())}
        for name in names if record.pk is None else ():
            if name in follows and record._meta.get_field(name).is_relation:
                self.fields[name].widget.attrs["data-fills"] = True
        first = next((name for name in names if not self.initial.get(name)), None)
        if first and not self.is_bound:
            self.fields[first].widget.attrs["autofocus"] = True

    def _named(self, name: str):
        """The record the form names in a column so far, sent or filled in; None for none."""
        if name not in self.fields:
            return None
        held = None if self.is_bound else self.initial.get(name)
        if isinstance(held, models.Model):
            return held
        try:
            return self.fields[name].clean(self[name].value() if self.is_bound else held) or None
        except ValidationError:
            return None

    def rows(self):
        """Bound fields, row by row, without those folded up."""
        return self._bound(name for row in self.order for name in row if name not in self.later)

    def later_rows(self):
        """Bound fields of a new record that wait for a later step."""
        return self._bound(self.later)

    def opens_later(self) -> bool:
        """Whether what is folded up has something to correct."""
        return any(name in self.errors for name in self.later)

    def _bound(self, names):
        wanted = {*names}
        rows = [[self[name] for name in row if name in wanted] for row in self.order]
        return [row for row in rows if row]


class StepForm(ColumnsForm):
    """What a step asks for; the prefix keeps the forms of several steps on one page apart."""

    def __init__(self, *args, step: Step, record: models.Model, user, **kwargs):
        super().__init__(*args, record=record, names=step.asks, user=user, prefix=step.name, **kwargs)
        self.step = step
        for name in step.asks:
            self.fields[name].required = True
        if step.reason:
            self.fields["reason"] = forms.CharField(
                label=_("理由"), max_length=500, min_length=2, widget=forms.Textarea(attrs={"rows": 2})
            )

    def values(self) -> dict:
        return {name: self._stored(name, self.cleaned_data[name]) for name in self.step.asks}


def take_over(form: ColumnsForm, refused: ValidationError) -> None:
    """An action's refusals at the fields they are about; what has no field here stands above the form."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, errors in refused.error_dict.items():
        if name in form.fields or name == NON_FIELD_ERRORS:
            form.add_error(None if name == NON_FIELD_ERRORS else name, errors)
        else:
            label = form.record._meta.get_field(name).verbose_name
            form.add_error(None, [f"{label}：{text}" for one in errors for text in one.messages])


def _held(record: models.Model, name: str):
    field = record._meta.get_field(name)
    if field.many_to_many:
        return list(getattr(record, name).all()) if record.pk else []
    if field.is_relation:
        return getattr(record, name) if getattr(record, field.attname) is not None else None
    return getattr(record, name)
