"""The archive check: which items are dates of the person's own row, and when two dates say the same."""

from portal.rules.dates import PartialDate

# Item → its column in the row of the person; the others are corrected in records of their own.
DATES = {"born": "出生年月", "work_began": "参加工作时间", "party_joined": "入党时间"}


def agrees(given: PartialDate | None, decided: PartialDate) -> bool:
    """Whether a date says what was decided, as exactly as it was decided."""
    return given is not None and given.as_int() == decided.as_int()
