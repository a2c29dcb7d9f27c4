"""Rows that ask for more than the account may do: no file changes what its pages would refuse."""

from cadres.actions.batches.statements import run
from portal.rules.roles import Permission

# Kind of row and the right that its own page asks for (docs/access.md).
NEEDED = {"unit": Permission.EDIT_UNITS, "family": Permission.VIEW_FAMILY}


def check_rights(*users) -> None:
    """An error for each row that would write something one of the accounts has no right to."""
    for kind, right in NEEDED.items():
        if not all(user.can(right) for user in users):
            run(_REFUSED, [right.label, kind])


_REFUSED = """
INSERT INTO batch_problem
SELECT o.id, 'error', jsonb_build_object(
    'severity', 'error', 'code', 'right_missing', 'column', '', 'text', '', 'rehearsed', true,
    'message', format('您的账号没有“%%s”权限，本行不能导入', %s::text), 'remedy', '请由有此权限的账号导入')
FROM batch_outcome o WHERE o.kind = %s AND o.state IN ('new', 'changed')
"""
