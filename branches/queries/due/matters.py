"""Disputes, matters of chains, councils and committees, and venue projects that wait to be done."""

import datetime

from branches.models import ChainIssue, CommitteeProblem, CouncilItem, Dispute, VenueProject
from portal.models import Unit
from portal.queries.reminders import Due
from portal.queries.rules import rule_value

_OPEN = (
    Dispute.State.FOUND, Dispute.State.ACCEPTED, Dispute.State.MEDIATING, Dispute.State.FAILED, Dispute.State.REFERRED,
)  # fmt: skip


def due(first: datetime.date, last: datetime.date, user) -> list[Due]:
    """All of them within the user's scope, in the order of their days."""
    units = Unit.objects.visible_to(user)
    found = [*_disputes(first, last, units), *_matters(first, last, units), *_projects(first, last, units)]
    return sorted(found, key=lambda one: (one.day, one.kind, one.record.pk))


def _disputes(first, last, units) -> list[Due]:
    rows = Dispute.objects.filter(state__in=_OPEN, settled_on__isnull=True, closed_on__isnull=True, unit__in=units)
    settle = [
        Due(one.due_on, "dispute_due", f"“{one.title}”应化解", one.unit_id, None, one,
            f"{one.found_on:%Y-%m-%d}排查，还没有化解")
        for one in rows.filter(due_on__range=(first, last))
    ]  # fmt: skip
    pass_on = [
        Due(one.escalate_on, "dispute_escalates", f"“{one.title}”应上报上一级", one.unit_id, None, one,
            f"在{one.get_level_display()}停留到期，还没有化解")
        for one in rows.filter(escalate_on__range=(first, last))
    ]  # fmt: skip
    return settle + pass_on


def _matters(first, last, units) -> list[Due]:
    days, _setting = rule_value("open_matter_days", last)
    chain, council, committee = (
        datetime.timedelta(days=days[one]) for one in ("chain", "council", "committee")
    )  # fmt: skip
    issues = ChainIssue.objects.filter(
        closed_on__isnull=True, raised_on__range=(first - chain, last - chain), organization__unit__in=units
    ).select_related("organization")
    found = [
        Due(one.raised_on + chain, "chain_issue_due", f"{one.organization.name}的{one.get_kind_display()}事项应办结",
            one.organization.unit_id, None, one, f"{one.raised_on:%Y-%m-%d}提出，{days['chain']}天内办结")
        for one in issues
    ]  # fmt: skip
    items = CouncilItem.objects.filter(
        carried_out_on__isnull=True, result=CouncilItem.Result.ADOPTED, meeting__council__unit__in=units,
        meeting__held_on__range=(first - council, last - council),
    ).select_related("meeting__council")  # fmt: skip
    found += [
        Due(one.meeting.held_on + council, "council_item_due", f"议事事项“{one.title}”应办结",
            one.meeting.council.unit_id, None, one,
            f"{one.meeting.held_on:%Y-%m-%d}议定并采纳，{days['council']}天内办结")
        for one in items
    ]  # fmt: skip
    problems = CommitteeProblem.objects.filter(
        solved_on__isnull=True, raised_on__range=(first - committee, last - committee), committee__unit__in=units
    ).select_related("committee")
    found += [
        Due(one.raised_on + committee, "committee_problem_due", f"治理问题“{one.title}”应解决",
            one.committee.unit_id, None, one, f"{one.raised_on:%Y-%m-%d}提出，{days['committee']}天内解决")
        for one in problems
    ]  # fmt: skip
    return found


def _projects(first, last, units) -> list[Due]:
    rows = VenueProject.objects.filter(accepted_on__isnull=True, due_on__range=(first, last), unit__in=units)
    return [
        Due(one.due_on, "venue_project_due", f"阵地项目“{one.name}”应验收", one.unit_id, None, one,
            f"计划{one.due_on:%Y-%m-%d}验收，现为{one.get_state_display()}")
        for one in rows.exclude(state__in=(VenueProject.State.ACCEPTED, VenueProject.State.OPERATING))
    ]  # fmt: skip
