"""A small county for the second computations of figures over records about people: two towns, an organ, thirty people."""

import datetime

from tests.reports.records import day, person, post, unit

EDGES = [
    datetime.date.fromisoformat(text)
    for text in (
        "2020-12-31", "2021-01-01", "2021-06-30", "2021-07-01", "2022-01-01", "2024-12-31", "2025-01-01", "2025-12-30",
        "2025-12-31", "2026-01-01", "2026-01-02", "2026-06-28", "2026-06-29", "2026-06-30", "2026-07-01", "2026-07-02",
    )
]  # fmt: skip


def county(random, size=30):
    """(units, people): the root first; some people have no unit, some have left."""
    root = unit("C", kind="county")
    units = [root, unit("C1", parent=root), unit("C2", kind="township", parent=root), unit("C3", "county_organ", root)]
    people = [
        person(
            f"某{number}", unit=random.choice([*units[1:], *units[1:], None]), status=random.choice("1111112"),
            category=random.choice(["1", "1", "5", "7", ""]), management=random.choice(["04", "04", "09", ""]),
            post_level=random.choice(["", "0142", "0132"]), rank=random.choice(["", "19", "16", "17"]),
        )
        for number in range(size)
    ]  # fmt: skip
    for who in people:
        if random.random() < 0.6:
            _posts(random, who, random.choice(units[1:]))
    return units, people


def _posts(random, who, where):
    began, ended = sorted(random.sample(EDGES, 2))
    team = random.random() < 0.7
    vague = ended.strftime("%Y-%m") if (ended.year, ended.month) > (began.year, began.month) else None
    post(
        who, where, began.isoformat(), random.choice([None, ended.isoformat(), vague]),
        is_team_member=team, member_kind=random.choice("133Z") if team else "", is_leader_post=random.random() < 0.5,
        nature=random.choice(["post", "post", "post", "secondment"]),
    )  # fmt: skip


def edge(random, *, after=None):
    """A day on or beside those asked about, not before `after`."""
    days = [one for one in EDGES if after is None or one >= after]
    return random.choice(days) if days else after


__all__ = ["EDGES", "county", "day", "edge"]
