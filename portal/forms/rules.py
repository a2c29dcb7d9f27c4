"""Forms for the rules an office may set: one form a kind of rule, each ending in the same four fields."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.presenters.rule_words import BOUNDARIES, CONVENTIONS, PRECISIONS, UNIT_KINDS
from portal.queries.office_rules import office_rules

YES_NO = ((True, _("是")), (False, _("否")))


class RuleForm(forms.Form):
    """From when the value holds, and where it comes from; subclasses add the value itself."""

    in_force_from = forms.DateField(
        label=_("从哪天起生效"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("截至日期在这一天以前的统计仍用原口径。"),
    )
    source = forms.CharField(
        label=_("依据"), max_length=300, help_text=_("文件名称、文号和条款，或“部务会议定”及日期。")
    )
    verified = forms.BooleanField(label=_("依据已核对原文"), required=False)
    note = forms.CharField(label=_("说明"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    field_order: tuple = ()

    def __init__(self, *args, today: datetime.date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_in_force_from(self):
        day = self.cleaned_data["in_force_from"]
        if day > self.today + datetime.timedelta(days=3660):
            raise forms.ValidationError(_("生效日期过远，请核对年份。"))
        return day

    @property
    def value(self):
        """The value to store, out of the cleaned fields."""
        own = {"in_force_from", "source", "verified", "note"}
        return {name: self.cleaned_data[name] for name in self.fields if name not in own}

    @classmethod
    def initial_of(cls, value) -> dict:
        """The fields that show a stored value."""
        return dict(value) if isinstance(value, dict) else {"value": value}


def _months(label, smallest=0):
    return forms.IntegerField(label=label, min_value=smallest, max_value=600)


class TownshipRuleForm(RuleForm):
    """Every setting of township experience."""

    unit_kinds = forms.MultipleChoiceField(
        label=_("计入的单位类型"), choices=UNIT_KINDS, widget=forms.CheckboxSelectMultiple
    )
    exclude_loans_up = forms.BooleanField(label=_("扣除借调到县级以上的时间"), required=False)
    exclude_secondments_up = forms.BooleanField(label=_("扣除到县级以上挂职的时间"), required=False)
    exclude_full_time_study = forms.BooleanField(label=_("扣除脱产学习时间"), required=False)
    exclude_suspension = forms.BooleanField(label=_("扣除停职时间"), required=False)
    leave_months_allowed = _months(_("病事假超过几个月即扣除"))
    count_secondments_down = forms.BooleanField(label=_("计入下挂乡镇、借调到乡镇的时间"), required=False)
    secondment_min_months = _months(_("下挂满几个月才计入"))
    month_convention = forms.ChoiceField(label=_("月数算法"), choices=CONVENTIONS)
    months_required = _months(_("累计达到几个月算“2年以上”"), 1)


class AgeRuleForm(RuleForm):
    """An age limit."""

    threshold = forms.IntegerField(label=_("年龄线 N（岁）"), min_value=1, max_value=120)
    boundary = forms.ChoiceField(label=_("边界"), choices=BOUNDARIES)
    precision = forms.ChoiceField(label=_("精度"), choices=PRECISIONS)


class YesNoForm(RuleForm):
    """A rule that is on or off."""

    value_field = forms.TypedChoiceField(
        label=_("取值"), choices=YES_NO, coerce=lambda text: text in (True, "True"), widget=forms.RadioSelect
    )

    @property
    def value(self):
        return self.cleaned_data["value_field"]

    @classmethod
    def initial_of(cls, value):
        return {"value_field": value}


class DigitsForm(YesNoForm):
    """Decimals of percentages."""

    value_field = forms.IntegerField(label=_("小数位数"), min_value=0, max_value=4)


class ShareForm(YesNoForm):
    """A percentage, stored as text so that it stays exact."""

    value_field = forms.DecimalField(label=_("百分之几"), min_value=0, max_value=100, max_digits=5, decimal_places=2)

    @property
    def value(self):
        return str(self.cleaned_data["value_field"])


FORMS: dict[str, type[RuleForm]] = {
    "township_experience": TownshipRuleForm,
    "young_age": AgeRuleForm,
    "under30_age": AgeRuleForm,
    "college_regular_class_counts": YesNoForm,
    "graduate_class_counts": YesNoForm,
    "team_includes_streets": YesNoForm,
    "wide_non_party": YesNoForm,
    "percent_digits": DigitsForm,
    "missing_red_share": ShareForm,
}
SHARED_FIELDS = ("in_force_from", "source", "verified", "note")


def form_for(key: str, setting, today: datetime.date, data=None) -> RuleForm:
    """The form of a rule, filled with the value of the setting (or empty without one)."""
    kind = FORMS.get(key) or _declared(key)
    initial = {"in_force_from": today}
    if setting is not None:
        initial |= kind.initial_of(setting.value) | {"source": setting.source, "verified": setting.verified}
    form = kind(data, today=today, initial=initial)
    form.order_fields([name for name in form.fields if name not in SHARED_FIELDS])
    return form


def _declared(key: str) -> type[RuleForm]:
    from portal.forms.office_rules import form_class  # stands on this module

    return form_class(office_rules()[key])
