"""Party organizations and 党建+ work of the demo county, subject by subject; each loads once and is left alone after."""

import datetime
from collections.abc import Callable

from branches.demo import (
    admissions,
    civility,
    dues,
    elections,
    filled_in,
    governance,
    industry,
    leading,
    life,
    members,
    moves,
    organizations,
    services,
    standing,
    stories,
    venues,
    village_affairs,
)

DAY = datetime.date(2026, 6, 30)
SUBJECTS: tuple[Callable[..., None], ...] = (
    organizations.load,
    members.load,
    elections.load,
    standing.load,
    admissions.load,
    dues.load,
    venues.load,
    industry.load,
    leading.load,
    services.load,
    civility.load,
    stories.load,
    governance.load,
    village_affairs.load,
    life.load,
    moves.load,
    filled_in.load,
)


def load_branches(*, by, today: datetime.date = DAY) -> None:
    """Every subject that is not there yet; the same records every time."""
    for load in SUBJECTS:
        load(by=by, today=today)
