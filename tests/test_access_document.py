"""docs/access.md says what the roles really carry."""

from pathlib import Path

from portal.rules.roles import ROLE_PERMISSIONS, Permission, Role

DOCUMENT = (Path(__file__).parent.parent / "docs/access.md").read_text(encoding="utf-8")


def test_the_document_and_the_roles_agree():
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in DOCUMENT.splitlines() if line.startswith("|")]
    labels = {role.label: role for role in Role}
    roles = [labels[label] for label in rows[0][1:]]
    assert set(roles) == set(Role)
    said = {
        role: {Permission(row[0].split("`")[1]) for row in rows[2:] if row[position] == "yes"}
        for position, role in enumerate(roles, start=1)
    }
    assert said == {role: set(ROLE_PERMISSIONS[role]) for role in Role}
