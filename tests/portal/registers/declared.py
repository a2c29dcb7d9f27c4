"""Registers over tables there are, with everything a register can say."""

from django.core.exceptions import ValidationError

from branches.models import PartyOrganization
from cadres.models import Appraisal, TurnoverUnit
from portal.lists import Sort
from portal.registers.declaration import Column, Register
from portal.rules.flow import Flow, Step
from portal.rules.roles import Permission

SETTLED = []


def _not_before_today(record, *, by, today):
    if record.held_on and record.held_on < today:
        raise ValidationError({"held_on": ValidationError("选举日期不能早于今天。", code="past")})


def _has_posts(record, *, by, today):
    if not record.approved_posts:
        raise ValidationError({"approved_posts": ValidationError("先核定职数。", code="no_posts")})


def _note_number(record, *, by, today):
    type(record).objects.filter(pk=record.pk).update(completed_on=today)


TURNOVER = Register(
    name="turnovers",
    model=TurnoverUnit,
    group="班子建设",
    purpose="登记各乡镇换届进度。",
    scope="unit",
    view=Permission.VIEW_RECORDS,
    edit=Permission.EDIT_RECORDS,
    fields=(("round", "unit"), "approved_posts", "held_on", "document_number"),
    columns=("unit", "round__name", "state", "approved_posts", "document_number", Column("people", "人选", lambda r: r.slate.all().__len__(), ("slate",))),
    filters=("round", "unit"),
    search=("unit__name", "document_number"),
    sorts=(Sort("unit", "乡镇", ("unit__path",)),),
    owners=("unit",),
    flow=Flow(
        steps=(
            Step("plan", "上报方案", ("not_started",), "plan"),
            Step("elect", "登记选举", ("plan",), "elected", asks=("held_on",), requires=_has_posts),
            Step("approve", "批复", ("elected",), "approved", right=Permission.APPROVE_RECORDS, second_person=True, reason=True, does=_note_number),
        )
    ),
    guarded={"document_number": Permission.VIEW_TALKS},
    check=_not_before_today,
    settle=lambda record, *, by: SETTLED.append(record.pk),
    prefill=lambda user, today, values: {"approved_posts": 9} if "unit" in values else {},
)  # fmt: skip
APPRAISALS = Register(
    name="appraisals",
    model=Appraisal,
    group="考核",
    purpose="登记年度考核结果。",
    scope="person__unit",
    view=Permission.VIEW_RECORDS,
    edit=Permission.EDIT_RECORDS,
    fields=("person", ("year", "result")),
    columns=("person__name", "person__unit", "year", "result"),
    filters=("result", "person__sex"),
    search=("person__name", "person__pinyin"),
    owners=("person",),
)
ORGANIZATIONS = Register(
    name="organizations",
    model=PartyOrganization,
    group="党组织",
    purpose="登记党组织。",
    scope="unit",
    view=Permission.VIEW_ORGANIZATIONS,
    edit=Permission.EDIT_ORGANIZATIONS,
    fields=("name", ("category", "sector"), ("unit", "parent"), ("began", "ended"), "counts_in_statistics"),
    columns=("name", "category", "unit", "parent", "began"),
    filters=("category", "counts_in_statistics"),
    search=("name",),
    owners=("unit", "parent"),
)
REGISTERS = (TURNOVER, APPRAISALS, ORGANIZATIONS)
