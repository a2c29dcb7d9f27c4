"""Form fields shared by pages and the admin."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.rules.dates import DateProblem, PartialDate, parse_partial_date


class PartialDateFormField(forms.CharField):
    """A text box that takes 1985, 1985.03, 198503, 1985-03-02 and the like; cleans to `PartialDate` or None."""

    def prepare_value(self, value):
        if isinstance(value, int) and value > 9999:
            value = PartialDate.from_int(value)
        return "" if value is None else str(value)

    def to_python(self, value):
        if isinstance(value, PartialDate):
            return value
        text = super().to_python(value)
        try:
            return parse_partial_date(text) if text else None
        except DateProblem as problem:
            raise ValidationError(problem.message, code=problem.code) from problem

    def has_changed(self, initial, data):
        return self.prepare_value(initial) != (data or "").strip()


class MonthFormField(forms.DateField):
    """A month to choose; cleans to its first day. Where the browser knows no months, it is typed: 2026-06."""

    widget = forms.DateInput(attrs={"type": "month", "pattern": "[0-9]{4}-[0-9]{2}"}, format="%Y-%m")
    input_formats = ["%Y-%m", "%Y.%m", "%Y-%m-%d"]
    default_error_messages = {"invalid": _("请填写到月，如 2026-06。")}

    def to_python(self, value):
        found = super().to_python(value)
        return found and found.replace(day=1)
