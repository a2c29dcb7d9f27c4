"""The sources there are, one subject a file."""

from functools import cache

from reports.records.source import Source
from reports.sources import (
    admissions,
    civility,
    disputes,
    governance,
    honours,
    industry,
    leading,
    life,
    party_members,
    party_movements,
    party_organizations,
    ranks,
    secondments,
    selection,
    services,
    stories,
    structure,
    talks,
    training,
    venues,
    villages,
)

SOURCES: tuple[Source, ...] = (
    *selection.SOURCES,
    *structure.SOURCES,
    *training.SOURCES,
    *secondments.SOURCES,
    *ranks.SOURCES,
    *honours.SOURCES,
    *talks.SOURCES,
    *life.SOURCES,
    *villages.SOURCES,
    *governance.SOURCES,
    *disputes.SOURCES,
    *venues.SOURCES,
    *industry.SOURCES,
    *leading.SOURCES,
    *services.SOURCES,
    *civility.SOURCES,
    *stories.SOURCES,
    *party_organizations.SOURCES,
    *party_members.SOURCES,
    *party_movements.SOURCES,
    *admissions.SOURCES,
)


@cache
def sources() -> dict[str, Source]:
    """Every source by its name; raises ValueError for a name used twice."""
    found = {source.name: source for source in SOURCES}
    if len(found) != len(SOURCES):
        raise ValueError("a source's name is used twice")
    return found
