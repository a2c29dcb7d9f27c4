"""The organization tree as pages show it: a level at a time, on a day."""

import datetime

from django.db.models import Exists, OuterRef, Q

from portal.models import UnitSpan


def level(parents, day: datetime.date):
    """What stood directly below the units on the day, each with whether anything stood below it."""
    below = UnitSpan.objects.as_of(day).filter(parent=OuterRef("unit"))
    return _ordered(UnitSpan.objects.as_of(day).filter(parent__in=parents)).annotate(has_children=Exists(below))


def tops(user, day: datetime.date):
    """The topmost units of the user's scope as they were on the day."""
    below = UnitSpan.objects.as_of(day).filter(parent=OuterRef("unit"))
    spans = UnitSpan.objects.as_of(day).filter(unit__in=user.scope_units())
    return _ordered(spans).annotate(has_children=Exists(below))


def found(units, text: str, day: datetime.date, limit: int = 50):
    """Those of the units that bore the text in name or short name on the day, or whose code begins with it."""
    named = Q(name__icontains=text) | Q(short_name__icontains=text) | Q(unit__code__startswith=text)
    return _ordered(UnitSpan.objects.as_of(day).filter(named, unit__in=units))[:limit]


def _ordered(spans):
    return spans.select_related("unit", "parent").order_by("unit__position", "unit__code")
