"""What falls due about Party organizations and villages, one subject a file; the contract is `portal.queries.reminders`.

`sources` gathers them, and names their kinds.
"""
