"""What the page of an organization shows on a day."""

import datetime
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from branches.models import ChainMembership, OrganizationSpan, PartyOrganization, PartyPost
from branches.queries.organization_tree import below, members_on
from branches.rules.set_up import Finding, SetUpRule, set_up_findings
from branches.rules.terms import reminder
from portal.models.timebound import as_int
from portal.queries.rules import rule_value

REMINDERS = {"over": ("error", _("已届满")), "1": ("error", _("一个月内届满")), "3": ("amber", _("三个月内届满")),
             "6": ("notice", _("六个月内届满"))}  # fmt: skip
_COMMITTEE = [
    post for post in PartyPost.values if post not in (PartyPost.FIRST_SECRETARY, PartyPost.GROUP_LEADER)
]  # fmt: skip


@dataclass(frozen=True)
class Numbers:
    """Members of the organization and all below it on the day, those of them in full standing, and those away."""

    members: int
    full: int
    floating: int
    organizations: int

    @property
    def probationary(self) -> int:
        """Those still on probation."""
        return self.members - self.full


def numbers(organization: PartyOrganization, day: datetime.date) -> Numbers:
    """The counts of the day; whoever is in two organizations cannot be."""
    ids = below(organization, day)
    here = members_on(ids, day)
    return Numbers(
        here.count(), here.filter(full_since__lte=as_int(day)).count(), here.filter(floating=True).count(), len(ids) - 1
    )


def chain_numbers(organization: PartyOrganization, day: datetime.date) -> list[tuple[str, int]]:
    """(kind, how many) of the members of a chain on the day: it has no Party members of its own."""
    rows = organization.chain_memberships.as_of(day).order_by().values_list("kind").annotate(count=Count("pk"))
    counted = dict(rows)
    return [(str(label), counted.get(kind, 0)) for kind, label in ChainMembership.Kind.choices]


def findings(span: OrganizationSpan, counted: Numbers, day: datetime.date) -> list[Finding]:
    """The set-up rules of the day held against the organization as it was."""
    organization = span.organization
    rule = SetUpRule.from_dict(rule_value("set_up", day)[0])
    return set_up_findings(
        span.category, span.sector, full=counted.full, members=counted.members, rule=rule,
        committee=organization.posts.as_of(day).filter(post__in=_COMMITTEE).values("person").distinct().count(),
        covered=organization.covered_units.as_of(day).count(),
    )  # fmt: skip


def secretaries(organization: PartyOrganization, day: datetime.date) -> list[tuple[str, str]]:
    """(post, name) of the secretary, deputies and the first secretary on the day."""
    wanted = (PartyPost.SECRETARY, PartyPost.DEPUTY, PartyPost.FIRST_SECRETARY)
    posts = organization.posts.as_of(day).filter(post__in=wanted).select_related("person")
    return [(one.get_post_display(), one.person.name) for one in sorted(posts, key=lambda one: wanted.index(one.post))]


def term_of(organization: PartyOrganization, day: datetime.date):
    """(term, tone, words) of the term that runs on the day; None without one."""
    term = organization.terms.filter(began__lte=day).order_by("-began").first()
    if term is None:
        return None
    tone, words = REMINDERS.get(reminder(term.due, day), ("", ""))
    return term, tone, words


def timeline(organization: PartyOrganization) -> list[dict]:
    """Every change of the organization and every one that absorbed another into it, the newest first."""
    changes = [*organization.changes.select_related("counterpart")]
    changes += (
        type(changes[0]).objects.filter(counterpart=organization).select_related("organization") if changes else []
    )
    shown = []
    for change in sorted(changes, key=lambda one: (one.on, one.pk), reverse=True):
        own = change.organization_id == organization.pk
        other = change.counterpart if own else change.organization
        shown.append(
            {
                "on": change.on, "kind": change.get_kind_display(), "was": change.was, "became": change.became,
                "approval": change.approval_number, "reason": change.reason, "other": other,
                "other_href": reverse("branches:organization", args=[other.pk]) if other else "",
            }
        )  # fmt: skip
    return shown
