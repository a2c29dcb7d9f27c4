"""Forms about units, and the field by which any form asks for one."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from portal.form_fields import PartialDateFormField
from portal.models import Unit, UnitQuota
from portal.rules.unit_kinds import UnitKind

_CODED = re.compile(r"（([^（）]+)）$")
_DATE_HELP = _("可填年、年月或年月日，如 2021、2021.06、2021.06.30。")


def typed_unit(name: str, code: str) -> str:
    """The text a form holds for a unit: its name, and the code that tells it from its namesakes."""
    return f"{name}（{code}）"


def code_typed(text: str) -> str:
    """The code within such a text; the text itself when it holds none."""
    found = _CODED.search(text)
    return found.group(1) if found else text


class UnitInput(forms.TextInput):
    """A text box with suggestions out of the user's units."""

    template_name = "portal/widgets/unit.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["search"] = reverse_lazy("portal:unit-search")
        return context


class UnitField(forms.CharField):
    """A unit by code, exact name or both, inside the user's scope; cleans to `Unit` or None. Set `.user` before use."""

    widget = UnitInput
    default_error_messages = {
        "unknown": _("没有找到“%(text)s”，或不在您的管理范围内。请从提示中选择，或填机构编码。"),
        "several": _("有多个机构叫“%(text)s”，请填机构编码。"),
    }

    def __init__(self, *, user=None, **kwargs):
        self.user = user
        kwargs.setdefault("help_text", _("输入名称或编码，从提示中选择。"))
        super().__init__(max_length=200, **kwargs)

    def units(self):
        """The units to choose from."""
        return Unit.objects.visible_to(self.user)

    def prepare_value(self, value):
        if isinstance(value, int):
            value = Unit.objects.filter(pk=value).first() or ""
        return typed_unit(value.name, value.code) if isinstance(value, Unit) else value

    def clean(self, value):
        """The unit of the text, or None for an empty one that may be empty."""
        text = super().clean(value)
        if not text:
            return None
        visible = self.units()
        found = list(visible.filter(code=code_typed(text))[:1]) or list(visible.filter(name=text)[:2])
        if len(found) == 1:
            return found[0]
        code = "several" if found else "unknown"
        raise ValidationError(self.error_messages[code], code=code, params={"text": text})


class AnyUnitField(UnitField):
    """A unit anywhere, for whoever grants roles and has no scope of their own."""

    def units(self):
        return Unit.objects.all()


class _ForUser(forms.Form):
    """A form whose unit fields look inside one user's scope."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, UnitField):
                field.user = user


class UnitForm(_ForUser):
    """A new unit."""

    parent = UnitField(label=_("上级机构"))
    code = forms.CharField(label=_("机构编码"), max_length=68, help_text=_("本系统内唯一，建立后不改。"))
    name = forms.CharField(label=_("机构名称"), max_length=200)
    short_name = forms.CharField(label=_("机构简称"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("机构性质"), choices=UnitKind.pairs())
    began = PartialDateFormField(label=_("设立时间"), required=False, help_text=_DATE_HELP)
    position = forms.IntegerField(label=_("排序号"), min_value=0, max_value=99999, initial=0)


class UnitChangeForm(_ForUser):
    """What a unit is from a day on: name, kind, parent. The time before stays as it was."""

    from_day = PartialDateFormField(label=_("从何时起"), help_text=_DATE_HELP)
    name = forms.CharField(label=_("机构名称"), max_length=200)
    short_name = forms.CharField(label=_("机构简称"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("机构性质"), choices=UnitKind.pairs())
    parent = UnitField(label=_("上级机构"), required=False)
    note = forms.CharField(label=_("变更依据"), max_length=500, required=False, help_text=_("如批准文号。"))

    def __init__(self, *args, unit, **kwargs):
        super().__init__(*args, **kwargs)
        if unit.parent_id is None:
            del self.fields["parent"]


QUOTA_FIELDS = (
    "administrative", "institution_governed", "institution_other", "worker", "other", "inner_leaders", "chief_posts",
    "deputy_posts",
)  # fmt: skip


class QuotaForm(forms.ModelForm):
    """Approved numbers from a day on; empty means not approved."""

    from_day = PartialDateFormField(label=_("从何时起"), help_text=_DATE_HELP)

    class Meta:
        model = UnitQuota
        fields = (*QUOTA_FIELDS, "document_number", "document_date")


class DissolveForm(forms.Form):
    """The day a unit ended."""

    on = PartialDateFormField(label=_("撤销时间"), help_text=_DATE_HELP)
