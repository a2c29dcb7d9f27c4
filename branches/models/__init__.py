"""Tables of Party organizations and of 党建+ work."""

from branches.models.organizations import PartyOrganization

__all__ = ["PartyOrganization"]
