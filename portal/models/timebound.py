"""Facts that last: a half-open period, the row they came from, and complete history."""

import datetime

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.fields import PartialDateField

FOREVER = 99_999_999


def as_int(day: datetime.date) -> int:
    """The day as yyyymmdd, comparable with a stored partial date."""
    return day.year * 10000 + day.month * 100 + day.day


def tracked(model):
    """Model whose every insert, update and delete is kept as a complete image, by trigger.

    One statement-level trigger per operation: bulk and raw SQL are caught, and a load of a hundred
    thousand rows fires three times, not three hundred thousand.
    """
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        level=pghistory.Statement,
    )(model)


class TimeBoundQuerySet(models.QuerySet):
    """Querysets that can be asked what was true on a day."""

    def as_of(self, day: datetime.date):
        """Facts in force on the day: begun on or before it, and not ended on or before it."""
        number = as_int(day)
        return self.filter(Q(began__isnull=True) | Q(began__lte=number)).filter(
            Q(ended__isnull=True) | Q(ended__gt=number)
        )


class Sourced(models.Model):
    """A record that remembers the row of the file it came from."""

    source_row = models.ForeignKey(
        "portal.BatchRow",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("来源行"),
    )

    class Meta:
        abstract = True


class TimeBound(Sourced):
    """A fact true from `began` up to, but not on, `ended`; an empty end is still true."""

    began = PartialDateField(_("起始时间"), null=True, blank=True)
    ended = PartialDateField(_("终止时间"), null=True, blank=True)

    objects = TimeBoundQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ended__isnull=True) | Q(began__isnull=True) | Q(ended__gt=F("began")),
                name="%(app_label)s_%(class)s_ends_after_it_begins",
                violation_error_message=_("终止时间必须晚于起始时间。"),
            )
        ]
