"""Villages and communities on a day: which there are, their Party organizations and how many members these have."""

import datetime

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.urls import reverse

from branches.models import Membership, OrganizationSpan
from portal.models import Unit, UnitSpan
from portal.rules.roles import Permission
from reports.sources.village_facts import VILLAGES


def page_of(record, user) -> str:
    """The page of a village or community for whoever may view Party organizations; empty for anything else."""
    if isinstance(record, Unit) and record.kind in VILLAGES and user.can(Permission.VIEW_ORGANIZATIONS):
        return reverse("figures:village", args=[record.pk])
    return ""


def villages_on(units: QuerySet, day: datetime.date, text: str = "") -> QuerySet:
    """What was a village or community of the units on the day, by township, those whose name holds the text."""
    spans = UnitSpan.objects.as_of(day).filter(kind__in=VILLAGES, unit__in=units)
    if text:
        spans = spans.filter(name__icontains=text)
    return spans.select_related("unit", "township").order_by(
        "township__position", "township__path", "unit__position", "unit__path"
    )


def organizations_of(village: Unit, day: datetime.date) -> QuerySet:
    """The Party organizations of the village as they were on the day, each with its `members`."""
    held = Membership.objects.as_of(day).filter(organization=OuterRef("organization")).order_by()
    count = held.values("organization").annotate(count=Count("member", distinct=True)).values("count")
    spans = OrganizationSpan.objects.as_of(day).filter(unit=village)
    return spans.select_related("organization", "parent").annotate(members=Subquery(count)).order_by("organization_id")


def member_count(village: Unit, day: datetime.date) -> int:
    """Members whose relation lay in an organization of the village on the day, each once."""
    spans = OrganizationSpan.objects.as_of(day).filter(unit=village)
    held = Membership.objects.as_of(day).filter(organization__in=spans.values("organization"))
    return held.values("member").distinct().count()
