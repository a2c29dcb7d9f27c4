"""Ceremonies against the limits of their village."""

import pytest

from branches.models import CeremonyRecord, CustomReform
from branches.queries.customs import limits_of, within_limits
from tests.branches.party import day, partial
from tests.branches.villages import village

LIMITS = {"wedding_tables": 15, "funeral_tables": 10}


@pytest.mark.parametrize(
    ("told", "limits", "within"),
    [
        ({"kind": "wedding", "tables": 15}, LIMITS, True),
        ({"kind": "wedding", "tables": 16}, LIMITS, False),
        ({"kind": "funeral", "tables": 11}, LIMITS, False),
        ({"kind": "wedding"}, LIMITS, None),
        ({"kind": "wedding", "tables": 9}, LIMITS | {"gift_limit": 100}, None),
        ({"kind": "wedding", "gift": 101}, LIMITS | {"gift_limit": 100}, False),
        ({"kind": "wedding", "tables": 9}, {}, None),
    ],
)
def test_what_is_over_one_limit_is_over_and_what_was_not_told_is_not_known(told, limits, within):
    assert within_limits(CeremonyRecord(**told), CustomReform(**limits)) is within


@pytest.mark.django_db
def test_the_limits_are_those_of_the_day_of_the_ceremony():
    place = village()
    old = CustomReform.objects.create(unit=place, began=partial("2020-1-1"), ended=partial("2025-1-1"), **LIMITS)
    new = CustomReform.objects.create(unit=place, began=partial("2025-1-1"), **LIMITS)
    held = [CeremonyRecord(unit=place, kind="wedding", held_on=day(f"{year}-05-01")) for year in (2019, 2024, 2025)]
    assert [limits_of(one) for one in held] == [None, old, new]
    assert within_limits(held[0], None) is None
