"""Tables of Party organizations and of 党建+ work."""

from branches.models.members import Membership, MembershipChange, PartyMember
from branches.models.organizations import CoveredUnit, OrganizationChange, OrganizationSpan, PartyOrganization

__all__ = [
    "CoveredUnit",
    "Membership",
    "MembershipChange",
    "OrganizationChange",
    "OrganizationSpan",
    "PartyMember",
    "PartyOrganization",
]
