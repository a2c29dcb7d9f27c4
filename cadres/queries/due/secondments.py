"""Secondments that end."""

import datetime

from cadres.models import Person, Secondment
from cadres.queries.due import Due


def due(first: datetime.date, last: datetime.date, user) -> list[Due]:
    """Planned last days of secondments that are still running."""
    rows = (
        Secondment.objects.filter(
            state=Secondment.State.RUNNING, planned_end__range=(first, last),
            person__in=Person.objects.visible_to(user),
        )
        .select_related("person", "host_unit")
        .order_by("planned_end", "pk")
    )  # fmt: skip
    return [
        Due(
            one.planned_end, "secondment_ends", f"{one.person.name}{one.get_direction_display()}（{one.host}）期满",
            one.person.unit_id, one.person_id, one, "计划结束日期；期满鉴定，人事关系仍在派出单位（公务员法第七十二条）",
        )
        for one in rows
    ]  # fmt: skip
