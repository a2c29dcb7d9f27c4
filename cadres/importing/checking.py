"""Raw rows to values ready for the database, or to every problem they have, all at once."""

from collections.abc import Iterable, Iterator

from cadres.importing.checked import CheckContext, CheckedRow
from cadres.importing.checks.row import RowChecker

__all__ = ["CheckContext", "CheckedRow", "check_rows"]


def check_rows(raw_rows: Iterable[dict], context: CheckContext) -> Iterator[CheckedRow]:
    """The rows checked one by one, in order; rows of one line of a roster or of one form follow each other."""
    yield from RowChecker(context).check(raw_rows)
