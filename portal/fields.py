"""Model fields for a date known to the year, the month or the day, and for a month of a calendar."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.rules.dates import DateProblem, PartialDate, parse_partial_date


class PartialDateField(models.IntegerField):
    """A `PartialDate`, stored as the integer yyyymmdd with 00 for the parts not known.

    The integer order is the order of the first possible day, so `began <= day < ended` holds in SQL
    whatever the precision. Forms and the API take every spelling `parse_partial_date` takes.
    """

    description = _("精确到年、月或日的日期")

    def from_db_value(self, value, expression, connection):
        return None if value is None else PartialDate.from_int(value)

    def to_python(self, value):
        if value is None or isinstance(value, PartialDate):
            return value
        if isinstance(value, int):
            return PartialDate.from_int(value)
        try:
            return parse_partial_date(str(value))
        except DateProblem as problem:
            raise ValidationError(problem.message, code=problem.code) from problem

    def get_prep_value(self, value):
        value = self.to_python(value)
        return None if value is None else value.as_int()

    def value_to_string(self, obj):
        value = self.value_from_object(obj)
        return "" if value is None else str(value)

    def formfield(self, **kwargs):
        from portal.form_fields import PartialDateFormField

        return super(models.IntegerField, self).formfield(**{"form_class": PartialDateFormField, **kwargs})

    @property
    def validators(self):
        """No bounds: the value type has checked itself."""
        return []


class MonthField(models.DateField):
    """A calendar month, kept as its first day; read from a month or any of its days (2026-06, 2026.06.15)."""

    description = _("月份")

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateField", args, kwargs  # the same column

    def to_python(self, value):
        if isinstance(value, str):
            try:
                found = parse_partial_date(value)
            except DateProblem as problem:
                raise ValidationError(problem.message, code=problem.code) from problem
            if found is not None and found.month is None:
                raise ValidationError(_("请填写到月，如 2026.06。"), code="date_precision")
            value = found and found.first_day()
        day = super().to_python(value)
        return day and datetime.date(day.year, day.month, 1)

    def formfield(self, **kwargs):
        from portal.form_fields import MonthFormField

        return super(models.DateField, self).formfield(**{**kwargs, "form_class": MonthFormField, "help_text": ""})
