"""What follows from an election: a new term and the posts of those who were elected."""

import datetime

from django.db.models import Q

from branches.models import OrganizationElection, OrganizationPost, OrganizationTerm, PartyOrganization, PartyPost
from branches.rules.terms import term_ends, term_kind
from portal.queries.rules import rule_value
from portal.rules.dates import PartialDate


def due_of(organization: PartyOrganization, began: datetime.date) -> datetime.date:
    """The day a term that began on the day runs out by the office's rule."""
    years = rule_value("organization_terms", began)[0]
    return term_ends(began, int(years[term_kind(organization.category, organization.sector)]))


def begin_term(election: OrganizationElection) -> OrganizationTerm:
    """The term that the held election began, with the posts of the elected from that day; those before them end."""
    organization, day = election.organization, PartialDate.from_date(election.held_on)
    term = OrganizationTerm.objects.create(
        organization=organization,
        number=election.term.number and election.term.number + 1,
        began=election.held_on,
        due=due_of(organization, election.held_on),
    )
    elected = list(election.standing.filter(elected=True))
    if elected:
        former = organization.posts.filter(ended__isnull=True).exclude(
            post__in=(PartyPost.FIRST_SECRETARY, PartyPost.GROUP_LEADER)
        )
        former.filter(Q(began__isnull=True) | Q(began__lt=day.as_int())).update(ended=day)
    for one in elected:
        OrganizationPost.objects.get_or_create(
            organization=organization, person=one.person, post=one.post, began=day, ended=None
        )
    return term
