"""Form fields shared by pages and the admin."""

from django import forms
from django.core.exceptions import ValidationError

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
