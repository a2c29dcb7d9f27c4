"""Where cadres were sent: the units that took in most of them."""

import datetime

from cadres.models import Secondment
from portal.models import Unit


def top_hosts(
    *, unit: Unit, first: datetime.date, last: datetime.date, count: int = 2,
    direction: str = Secondment.Direction.SHADOWING,
) -> list[tuple[str, int]]:  # fmt: skip
    """(name of the host, people) of the units that took in most people of the unit between the days, most first.

    Only what really started counts; equal numbers are ordered by name. For the sentence “到x、x等部门单位跟班学习”.
    """
    people: dict[str, set[int]] = {}
    rows = Secondment.objects.filter(
        direction=direction, started__range=(first, last), person__unit__path__startswith=unit.path
    ).select_related("host_unit")
    for one in rows:
        people.setdefault(one.host, set()).add(one.person_id)
    ranked = sorted(((name, len(found)) for name, found in people.items()), key=lambda pair: (-pair[1], pair[0]))
    return ranked[:count]
