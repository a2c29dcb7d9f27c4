"""Who belongs to an organization on a day, as its meetings need to know."""

import datetime

from django.db.models import QuerySet

from branches.models import Membership, OrganizationPost, PartyOrganization
from portal.models.timebound import as_int


def members_on(organization: PartyOrganization, day: datetime.date) -> QuerySet[Membership]:
    """The memberships of the organization on the day; of its branch for a group, whose members stand there."""
    owner = organization.parent_id if organization.category == "GRP" else organization.pk
    return Membership.objects.as_of(day).filter(organization=owner)


def full_members_on(organization: PartyOrganization, day: datetime.date) -> QuerySet[Membership]:
    """Those of them who were full members on the day."""
    return members_on(organization, day).filter(member__full_since__lte=as_int(day))


def expected_at(meeting) -> QuerySet[Membership]:
    """The members expected at a meeting: the committee's for a committee meeting, all others the organization's."""
    rows = members_on(meeting.organization, meeting.held_on).select_related("member__person")
    if meeting.kind == "branch_committee":
        posts = OrganizationPost.objects.as_of(meeting.held_on).filter(organization=meeting.organization)
        rows = rows.filter(member__person__in=posts.values("person"))
    return rows.order_by("member__person__pinyin", "pk")
