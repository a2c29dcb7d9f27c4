"""A village with households and a scheme of points, for tests."""

from datetime import date

from branches.models import Household, PointsRule, PointsScheme
from tests.reports.records import unit


def village(code="V1", parent=None):
    """A village of a town of a county."""
    if parent is None:
        county = unit("C", kind="county")
        parent = unit("T1", parent=county)
        parent.township = parent
        parent.save()
    made = unit(code, "village", parent, parent)
    made.township = parent
    made.save()
    return made


def households(place, count=3):
    """Households of the village, numbered from 1."""
    return [Household.objects.create(unit=place, number=f"{number + 1}", head="张某") for number in range(count)]


def rule(place, points=5, *, may_be_negative=False, ended_on=None):
    """An item of the village's scheme, in force since 2026-01-01."""
    scheme, _made = PointsScheme.objects.get_or_create(
        unit=place, began_on=date(2026, 1, 1),
        defaults={"name": "积分办法", "may_be_negative": may_be_negative, "ended_on": ended_on},
    )  # fmt: skip
    return PointsRule.objects.create(scheme=scheme, category="customs", item=f"事项{points}", points=points)
