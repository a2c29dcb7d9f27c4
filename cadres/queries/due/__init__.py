"""What falls due about cadres, one subject a file, each with a function `due`; the contract is `portal.queries.reminders`.

`sources` gathers them, and names their kinds.
"""

from portal.queries.reminders import Due

__all__ = ["Due"]
