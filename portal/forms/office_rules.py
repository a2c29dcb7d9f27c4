"""The form of a declared rule, made from its fields."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.rules import YES_NO, RuleForm
from portal.rules.office import OfficeRule, RuleField

_LONE = "value_field"  # a value that is one thing and no object


class OfficeRuleForm(RuleForm):
    """The shared fields; `form_class` adds those of one rule."""

    rule: OfficeRule

    @property
    def value(self):
        parts = {one.name: _value(one, self.cleaned_data) for one in self.rule.fields}
        return parts.get("", parts)

    @classmethod
    def initial_of(cls, value) -> dict:
        shown = {}
        for one in cls.rule.fields:
            part = value if not one.name else value.get(one.name) if isinstance(value, dict) else None
            if one.kind == "mapping":
                shown |= {_entry(one, code): (part or {}).get(code) for code, _label in one.options}
            else:
                shown[one.name or _LONE] = part
        return shown


def form_class(rule: OfficeRule) -> type[OfficeRuleForm]:
    """The form class of a rule."""
    fields = {}
    for one in rule.fields:
        if one.kind == "mapping":
            for code, label in one.options:
                fields[_entry(one, code)] = _number(f"{one.label}：{label}", one, required=False)
        else:
            fields[one.name or _LONE] = _field(one)
    return type("DeclaredRuleForm", (OfficeRuleForm,), {"rule": rule, **fields})


def _field(one: RuleField) -> forms.Field:
    if one.kind == "flag":
        return forms.TypedChoiceField(
            label=one.label, choices=YES_NO, coerce=lambda text: text in (True, "True"), widget=forms.RadioSelect
        )
    if one.kind == "choice":
        return forms.ChoiceField(label=one.label, choices=one.options)
    if one.kind == "choices":
        return forms.MultipleChoiceField(label=one.label, choices=one.options, widget=forms.CheckboxSelectMultiple)
    if one.kind == "text":
        return forms.CharField(label=one.label, max_length=500)
    if one.kind == "decimal":
        bounds = {"min_value": one.least, "max_value": one.most, "max_digits": 12, "decimal_places": 4}
        return forms.DecimalField(label=_label(one.label, one), **bounds)
    return _number(one.label, one)


def _number(label: str, one: RuleField, *, required: bool = True) -> forms.Field:
    return forms.IntegerField(label=_label(label, one), min_value=one.least, max_value=one.most, required=required)


def _label(label, one: RuleField):
    return _("%(label)s（%(unit)s）") % {"label": label, "unit": one.unit} if one.unit else label


def _value(one: RuleField, cleaned: dict):
    if one.kind == "mapping":
        given = {code: cleaned[_entry(one, code)] for code, _label in one.options}
        return {code: number for code, number in given.items() if number is not None}
    value = cleaned[one.name or _LONE]
    return format(value, "f") if one.kind == "decimal" else value


def _entry(one: RuleField, code: str) -> str:
    return f"{one.name or _LONE}-{code}"
