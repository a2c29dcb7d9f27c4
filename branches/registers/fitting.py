"""Which registers belong on the page of which Party organization: what cannot be entered there is not offered."""

from branches.models import PartyOrganization

Category = PartyOrganization.Category
_ABOVE_OTHERS = (Category.COMMITTEE, Category.WORK_COMMITTEE, Category.GENERAL_BRANCH)


def is_chain(owner) -> bool:
    """A chain's Party organization, which alone has chain members, meetings and matters."""
    return _category(owner) == Category.INDUSTRY_CHAIN


def holds_members(owner) -> bool:
    """Anything but a chain's Party organization: its members' relation stays in their home branch."""
    return _category(owner) != Category.INDUSTRY_CHAIN


def is_joint(owner) -> bool:
    """A joint branch, which alone takes in several units."""
    return _category(owner) == Category.JOINT_BRANCH


def has_others_below(owner) -> bool:
    """A committee or general branch, which has organizations below it; any unit may have one."""
    return not isinstance(owner, PartyOrganization) or owner.category in _ABOVE_OTHERS


def _category(owner) -> str | None:
    return getattr(owner, "category", None)
