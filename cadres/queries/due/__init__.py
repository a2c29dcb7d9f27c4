"""What falls due: days on which somebody must look at a record, one subject a file, each with a function `due`.

    due(first, last, user) -> list[Due]     # both days included, only what the user's scope holds

A function never reads the clock; what is overdue is asked by giving an early `first`.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Model


@dataclass(frozen=True)
class Due:
    """One reminder.

    day        the day on which it falls due
    kind       word of the kind of reminder: "secondment_ends"
    label      Chinese, one line: what is to be done, for whom
    unit_id    unit it belongs to, None when the person has none
    person_id  person it is about, None when it is about no person
    record     the record whose page it opens
    why        Chinese: the rule or fact it follows from
    """

    day: datetime.date
    kind: str
    label: str
    unit_id: int | None
    person_id: int | None
    record: Model
    why: str
