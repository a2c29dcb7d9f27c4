"""A wedding or funeral held against the limits of its village on its own day."""

from branches.models import CeremonyRecord, CustomReform


def limits_of(ceremony: CeremonyRecord) -> CustomReform | None:
    """The village's limits in force on the day of the ceremony, the newest of several."""
    held = CustomReform.objects.filter(unit=ceremony.unit_id).as_of(ceremony.held_on)
    return max(held, key=lambda one: (one.began is not None, one.began or 0, one.pk), default=None)


def within_limits(ceremony: CeremonyRecord, limits: CustomReform | None) -> bool | None:
    """Whether tables and gift keep to the limits; None without limits, or while a number that has one is not known."""
    if limits is None:
        return None
    wedding = ceremony.kind == CeremonyRecord.Kind.WEDDING
    most = ((limits.wedding_tables if wedding else limits.funeral_tables, ceremony.tables), (limits.gift_limit, ceremony.gift))
    asked = [(limit, told) for limit, told in most if limit is not None]
    if any(told is not None and told > limit for limit, told in asked):
        return False
    return True if asked and all(told is not None for _limit, told in asked) else None
