"""All standard tables by their names in addresses, in the order of the list."""

from reports.tables import places, team

TABLES = {
    table.name: table
    for table in (
        team.STAFFING, team.YOUNG, team.YOUNG_HEADS, team.STRUCTURE, places.ESTABLISHMENT, places.LEADER_POSTS,
    )
}  # fmt: skip
