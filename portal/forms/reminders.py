"""Which reminders: kind, unit with all below it, person, months."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms.units import UnitField
from portal.queries.reminders import ReminderKind, month_after

BACK, AHEAD = 24, 24


class ReminderFilter(forms.Form):
    """The filters of the address, all of them optional."""

    kind = forms.ChoiceField(label=_("事项"), required=False)
    unit = UnitField(label=_("单位（含下级）"), required=False)
    person = forms.CharField(label=_("姓名"), required=False, max_length=50)
    since = forms.ChoiceField(label=_("自"), required=False)
    until = forms.ChoiceField(label=_("至"), required=False)

    def __init__(self, data, *, user, kinds: dict[str, ReminderKind], today: datetime.date):
        super().__init__(data)
        months = [month_after(today, step) for step in range(-BACK, AHEAD + 1)]
        choices = [(f"{one:%Y-%m}", f"{one.year}年{one.month}月") for one in months]
        self.fields["kind"].choices = [("", _("全部")), *((word, kind.label) for word, kind in kinds.items())]
        self.fields["unit"].user = user
        for name in ("since", "until"):
            self.fields[name].choices = [("", _("按设置")), *choices]
        for name, field in self.fields.items():
            small = "form-select form-select-sm" if isinstance(field, forms.ChoiceField) else "form-control form-control-sm"
            field.widget.attrs |= {"class": small, "id": f"filter-{name}"}

    def clean(self):
        """Refuses months that run backwards."""
        values = super().clean()
        if values.get("since") and values.get("until") and values["since"] > values["until"]:
            raise forms.ValidationError(_("“自”不能晚于“至”。"), code="backwards")
        return values
