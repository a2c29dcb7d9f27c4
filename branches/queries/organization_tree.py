"""The tree of Party organizations as it was on a day, and what an organization was then."""

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from branches.models import Membership, OrganizationSpan, PartyMember, PartyOrganization
from portal.models import Unit


def spans_on(day: datetime.date) -> QuerySet:
    """Every organization in being on the day as it was then, each with whether anything stood below it."""
    below = OrganizationSpan.objects.as_of(day).filter(parent=OuterRef("organization"))
    return (
        OrganizationSpan.objects.as_of(day)
        .select_related("organization", "parent", "unit")
        .annotate(has_children=Exists(below))
        .order_by("unit__path", "organization_id")
    )


def visible_on(user, day: datetime.date) -> QuerySet:
    """Those of the day whose organization lies in the user's scope."""
    spans = spans_on(day)
    if user.sees_everything():
        return spans
    return spans.filter(organization__unit__in=Unit.objects.visible_to(user))


def tops(user, day: datetime.date) -> QuerySet:
    """The topmost organizations of the scope on the day: those with nothing of the scope above them."""
    mine = visible_on(user, day)
    return mine.exclude(parent__in=mine.values("organization"))


def level(parents, day: datetime.date) -> QuerySet:
    """What stood directly below the organizations on the day."""
    return spans_on(day).filter(parent__in=parents)


def found(user, text: str, day: datetime.date, limit: int = 50) -> QuerySet:
    """Organizations of the scope that bore the text in their name on the day, or whose code begins with it."""
    named = Q(name__icontains=text) | Q(organization__code__startswith=text) if text else Q()
    return visible_on(user, day).filter(named)[:limit]


def below(organization: PartyOrganization, day: datetime.date) -> list[int]:
    """Ids of the organization and of all below it on the day."""
    children: dict[int | None, list[int]] = {}
    for child, parent in OrganizationSpan.objects.as_of(day).values_list("organization_id", "parent_id"):
        children.setdefault(parent, []).append(child)
    found_ids, waiting = {organization.pk}, [organization.pk]
    while waiting:
        for child in children.get(waiting.pop(), ()):
            if child not in found_ids:
                found_ids.add(child)
                waiting.append(child)
    return sorted(found_ids)


def members_on(organizations, day: datetime.date) -> QuerySet:
    """Members whose relation lay in one of the organizations on the day."""
    held = Membership.objects.as_of(day).filter(organization__in=organizations)
    return PartyMember.objects.filter(pk__in=held.values("member"))
