"""Files into records: received, read, rehearsed, applied, undone; every step set-based and safe to repeat."""

from cadres.actions.batches.applying import apply
from cadres.actions.batches.blocking import blocking_cells
from cadres.actions.batches.bulk import change_many
from cadres.actions.batches.deciding import decide
from cadres.actions.batches.reading import read, set_mapping
from cadres.actions.batches.receiving import receive
from cadres.actions.batches.rehearsal import rehearse
from cadres.actions.batches.undoing import BatchBlocked, undo

__all__ = [
    "BatchBlocked",
    "apply",
    "blocking_cells",
    "change_many",
    "decide",
    "read",
    "receive",
    "rehearse",
    "set_mapping",
    "undo",
]
