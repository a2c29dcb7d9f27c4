"""Giving points to many households of a village at once."""

from django import forms
from django.utils.translation import gettext_lazy as _

from branches.models import Household, PointsRule, PointsScheme


def _day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class GivePointsForm(forms.Form):
    """One item, its days, and the households it goes to; the days say how far along the entries are."""

    rule = forms.ModelChoiceField(PointsRule.objects.none(), label=_("积分事项"), empty_label=_("请选择"))
    reason = forms.CharField(label=_("事由"), max_length=200, required=False)
    happened_on = forms.DateField(label=_("发生日期"), widget=_day_input())
    reviewed_on = forms.DateField(label=_("评议日期"), required=False, widget=_day_input())
    noticed_on = forms.DateField(label=_("公示日期"), required=False, widget=_day_input())
    posted_on = forms.DateField(label=_("入账日期"), required=False, widget=_day_input())
    households = forms.ModelMultipleChoiceField(
        Household.objects.none(), label=_("农户"), error_messages={"required": _("请至少勾选一户。")}
    )

    def __init__(self, *args, village, scheme: PointsScheme, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["rule"].queryset = PointsRule.objects.filter(scheme=scheme)
        self.fields["households"].queryset = Household.objects.filter(unit=village)
        for name in ("rule",):
            self.fields[name].widget.attrs["class"] = "form-select"
        for name in ("reason", "happened_on", "reviewed_on", "noticed_on", "posted_on"):
            self.fields[name].widget.attrs["class"] = "form-control"

    def clean(self):
        """No day lies ahead."""
        cleaned = super().clean()
        for name in ("happened_on", "reviewed_on", "noticed_on", "posted_on"):
            if cleaned.get(name) and cleaned[name] > self.today:
                self.add_error(name, _("不能晚于今天。"))
        return cleaned
