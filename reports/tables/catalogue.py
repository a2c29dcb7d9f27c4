"""All standard tables by their names in addresses, in the order of the list."""

from reports.tables import managed, organs, party_statistics, places, ranks, team

TABLES = {
    table.name: table
    for table in (
        team.STAFFING, team.YOUNG, team.YOUNG_HEADS, team.STRUCTURE, places.ESTABLISHMENT, places.LEADER_POSTS,
        organs.ORGAN_POSTS, managed.MANAGED, ranks.RANK_USE, ranks.RANK_ROSTER, *party_statistics.tables(),
    )
}  # fmt: skip
