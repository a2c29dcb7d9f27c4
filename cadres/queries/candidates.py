"""Where the candidate of a selection comes from, as far as it is on file."""

import datetime

from cadres.models import Person
from cadres.queries.eligibility import GOVERNED
from cadres.rules.selection import SourceNature
from portal.rules.unit_kinds import TOWNSHIP_ORGANS, UnitKind

_NATURES = {
    UnitKind.VILLAGE: SourceNature.VILLAGE,
    UnitKind.COMMUNITY: SourceNature.COMMUNITY,
    UnitKind.TOWNSHIP_INSTITUTION: SourceNature.TOWNSHIP_INSTITUTION,
    UnitKind.COUNTY_INSTITUTION: SourceNature.INSTITUTION,
    UnitKind.SCHOOL: SourceNature.INSTITUTION,
    UnitKind.COUNTY_ORGAN: SourceNature.ORGAN,
    **dict.fromkeys(TOWNSHIP_ORGANS, SourceNature.ORGAN),
}


def present_place(person: Person, day: datetime.date) -> dict:
    """Unit, kind of unit, post and its beginning, as columns of a selection case; what is not on file is left out.

    An enterprise is not known to belong to the state, so its kind is left to the clerk.
    """
    post = person.appointments.as_of(day).select_related("unit").order_by("-is_primary", "post_order", "began").first()
    unit = (post and post.unit) or person.unit
    nature = _NATURES.get(UnitKind(unit.kind), "") if unit else ""
    if nature == SourceNature.INSTITUTION and person.establishment == GOVERNED:
        nature = SourceNature.GOVERNED_INSTITUTION
    found = {
        "source_unit": unit, "source_nature": str(nature), "source_post": post.title if post else "",
        "source_since": post.began if post else None,
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}
