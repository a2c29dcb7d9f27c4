"""Terms of organizations that run out, told some months before and on the day."""

import datetime

from django.db.models import Exists, OuterRef

from branches.models import OrganizationElection, OrganizationTerm
from branches.rules.admission import later
from portal.models import Unit
from portal.queries.reminders import Due
from portal.queries.rules import rule_value


def due(first: datetime.date, last: datetime.date, user) -> list[Due]:
    """Last terms of organizations in being that no election has ended; an election put off counts by its new day."""
    before = sorted((int(one) for one in rule_value("term_reminder_months", last)[0]), reverse=True)
    newer = OrganizationTerm.objects.filter(organization=OuterRef("organization"), began__gt=OuterRef("began"))
    terms = (
        OrganizationTerm.objects.filter(
            ~Exists(newer), organization__ended__isnull=True, organization__unit__in=Unit.objects.visible_to(user)
        )
        .exclude(election__state=OrganizationElection.State.RESULT_APPROVED)
        .select_related("organization", "election")
    )
    found = []
    for term in terms:
        organization, ends = term.organization, _ends(term)
        days = [(later(ends, -months), months) for months in before] + [(ends, 0)]
        for day, months in days:
            if first <= day <= last:
                word = f"还有{months}个月届满" if months else "届满，应换届"
                found.append(
                    Due(
                        day, "organization_term_near" if months else "organization_term_ends",
                        f"{organization.name}{word}", organization.unit_id, None, term,
                        f"本届{term.began:%Y-%m-%d}当选，{ends:%Y-%m-%d}届满（含批准的延期）；还没有登记换届结果",
                    )
                )  # fmt: skip
    return sorted(found, key=lambda one: (one.day, one.record.pk))


def _ends(term: OrganizationTerm) -> datetime.date:
    election = getattr(term, "election", None)
    return (election and election.postponed_until) or term.due
