"""Terms of organizations and the elections that end them."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from branches.actions.terms import begin_term, due_of
from branches.models import ElectionCandidate, OrganizationElection, OrganizationTerm
from branches.registers.organizations import GROUP
from branches.rules.terms import election_problem, nomination_problem, postponement_problem
from portal.lists import Day, Sort
from portal.queries.rules import rule_value
from portal.registers.declaration import Register
from portal.rules.flow import Flow, Step
from portal.rules.roles import Permission


def _prefill_term(user, today, values):
    organization, began = values.get("organization"), values.get("began") or today
    if organization is None:
        return {}
    last = organization.terms.order_by("-began").first()
    return {
        "began": began,
        "due": due_of(organization, began),
        "number": last.number + 1 if last and last.number else None,
    }


def _prefill_election(user, today, values):
    organization = values.get("organization")
    if organization is None:
        return {}
    term = organization.terms.filter(election__isnull=True).order_by("due").first()
    return {"term": term} if term else {}


def _check_election(record, *, by, today):
    if record.term.organization_id != record.organization_id:
        raise ValidationError({"term": _("这个任期不是该党组织的。")}, code="other_organization")


def _nominated(record, *, by, today):
    excess = int(rule_value("organization_elections", today)[0]["excess_percent"])
    problem = nomination_problem(seats=record.seats, candidates=record.candidates, excess_percent=excess)
    if problem:
        raise ValidationError({"candidates": problem}, code="too_few_candidates")


def _held(record, *, by, today):
    if record.held_on > today:
        raise ValidationError({"held_on": _("选举日期不能晚于今天。")}, code="future")
    least = int(rule_value("organization_elections", record.held_on)[0]["attended_percent"])
    problem = election_problem(due=record.voters_due, attended=record.voters_attended, least_percent=least)
    if problem:
        raise ValidationError({"voters_attended": problem}, code="too_few_voters")


def _postponed(record, *, by, today):
    most = int(rule_value("organization_elections", today)[0]["postponed_months"])
    if problem := postponement_problem(record.term.due, record.postponed_until, most):
        raise ValidationError({"postponed_until": problem}, code="postponed_too_long")


def _result_approved(record, *, by, today):
    begin_term(record)


ELECTION_FLOW = Flow(
    (
        Step("request", _("报送请示"), ("due_reminder", "postponed"), "requested", asks=("requested_on",)),
        Step(
            "approve", _("批准换届"), ("requested",), "approved", asks=("approved_on", "approval_number"),
            right=Permission.APPROVE_RECORDS, second_person=True,
        ),
        Step(
            "nominate", _("确定候选人"), ("approved",), "nominated", asks=("nominated_on", "seats", "candidates"),
            requires=_nominated,
        ),
        Step(
            "elect", _("登记选举"), ("nominated",), "elected", asks=("held_on", "voters_due", "voters_attended"),
            requires=_held,
        ),
        Step(
            "approve_result", _("批复选举结果"), ("elected",), "result_approved",
            asks=("result_approved_on", "result_number"), right=Permission.APPROVE_RECORDS, second_person=True,
            does=_result_approved,
        ),
        Step(
            "postpone", _("延期换届"), ("due_reminder", "requested", "approved", "nominated"), "postponed",
            asks=("postponed_until", "postponement_number", "postponement_reason"),
            right=Permission.APPROVE_RECORDS, second_person=True, requires=_postponed,
        ),
    )
)  # fmt: skip

ORGANIZATION_TERMS = Register(
    name="organization_terms",
    model=OrganizationTerm,
    group=GROUP,
    purpose=_("登记每届的当选日期；届满日期按任期规定自动算出，到期前提醒换届。"),
    scope="organization__unit",
    view=Permission.VIEW_ORGANIZATIONS,
    edit=Permission.EDIT_ORGANIZATIONS,
    fields=("organization", ("number", "began", "due")),
    columns=("organization__name", "number", "began", "due"),
    filters=(Day("due_before", _("届满不晚于"), "due__lte"),),
    search=("organization__name",),
    sorts=(Sort("due", _("届满日期"), ("due",)),),
    owners=("organization",),
    sheet=("organization", "number", "began", "due"),
    key=("organization", "began"),
    prefill=_prefill_term,
)
ORGANIZATION_ELECTIONS = Register(
    name="organization_elections",
    model=OrganizationElection,
    group=GROUP,
    purpose=_("办理党组织换届：提醒、请示、批准、提名、选举、批复，延期须经批准且不超过一年。"),
    scope="organization__unit",
    view=Permission.VIEW_ORGANIZATIONS,
    edit=Permission.EDIT_ORGANIZATIONS,
    fields=("organization", "term", "request_number"),
    columns=("organization__name", "term__due", "state", "held_on", "voters_due", "voters_attended"),
    filters=("state",),
    search=("organization__name",),
    sorts=(Sort("due", _("届满日期"), ("term__due",)),),
    owners=("organization", "term"),
    flow=ELECTION_FLOW,
    check=_check_election,
    within={"term": "organization"},
    prefill=_prefill_election,
)
ELECTION_CANDIDATES = Register(
    name="election_candidates",
    model=ElectionCandidate,
    group=GROUP,
    purpose=_("登记候选人、得票数和是否当选；批复后当选人自动登记为党内任职。"),
    scope="election__organization__unit",
    view=Permission.VIEW_ORGANIZATIONS,
    edit=Permission.EDIT_ORGANIZATIONS,
    fields=("election", "person", ("post", "votes", "elected")),
    columns=("person__name", "election__organization__name", "post", "votes", "elected"),
    filters=("post", "elected"),
    search=("person__name", "person__pinyin", "election__organization__name"),
    sorts=(Sort("place", _("党组织"), ("election__organization__unit__path",)),),
    owners=("election", "person"),
)

REGISTERS = (ORGANIZATION_TERMS, ORGANIZATION_ELECTIONS, ELECTION_CANDIDATES)
