"""Admission to the Party: cases, their steps and observations."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from branches.actions.admissions import settle_case
from branches.models import AdmissionCase, AdmissionObservation, AdmissionStep
from branches.queries.admission import admission_times, case_next, steps_done
from branches.registers.fitting import holds_members
from branches.registers.members import GROUP
from branches.rules.admission import Done, problems
from portal.lists import Day, Sort
from portal.queries.rules import rule_value
from portal.registers.declaration import Register
from portal.rules.roles import Permission

_RIGHTS = {"view": Permission.VIEW_ORGANIZATIONS, "edit": Permission.EDIT_ORGANIZATIONS}


def _check_case(record, *, by, today):
    if record.applied_on > today:
        raise ValidationError({"applied_on": _("申请日期不能晚于今天。")}, code="future")
    if record.probation_extended:
        span = rule_value("probation_extension", today)[0]
        if not span["least"] <= record.probation_extended <= span["most"]:
            told = {"least": span["least"], "most": span["most"]}
            problem = _("延长预备期应为%(least)s至%(most)s个月。") % told
            raise ValidationError({"probation_extended": problem}, code="extension_out_of_range")
    if record.stopped_on and not record.stopped_reason.strip():
        raise ValidationError({"stopped_reason": _("请写明终止原因。")}, code="required")
    if record.pk is None and hasattr(record.person, "party_member"):
        raise ValidationError({"person": _("此人已登记为党员。")}, code="already_member")


def _settle_case(record, *, by):
    case = AdmissionCase.objects.filter(pk=record.pk).first()
    if case is not None:
        settle_case(case, by=by)


ADMISSION_CASES = Register(
    name="admission_cases",
    model=AdmissionCase,
    group=GROUP,
    purpose=_("从递交入党申请书起登记，二十五步逐步办理；下一步做什么、最早哪天能做、有没有逾期，页面会提示。"),
    scope="organization__unit",
    **_RIGHTS,
    fields=(
        "person", "organization", ("applied_on", "phone"), ("contacts", "introducers"),
        ("special", "probation_extended"), ("stopped_on", "stopped_reason"),
    ),
    columns=("person__name", "organization__name", "state", "applied_on", "contacts"),
    filters=("state", Day("applied_since", _("申请日期自"), "applied_on__gte")),
    search=("person__name", "person__pinyin", "organization__name"),
    sorts=(Sort("applied", _("申请日期"), ("applied_on",), descending=True),),
    owners=("organization", "person"),
    fits=holds_members,
    sheet=("person", "organization", "applied_on", "phone", "contacts", "introducers"),
    key=("person", "applied_on"),
    check=_check_case,
    settle=_settle_case,
    derived={"branches.admissionstep.case": {"number": 1}},
    prefill=lambda user, today, values: {"applied_on": today},
)  # fmt: skip


def _check_step(record, *, by, today):
    if max(record.done_on, record.ended_on or record.done_on) > today:
        raise ValidationError({"done_on": _("日期不能晚于今天。")}, code="future")
    if record.number == 1 and record.done_on != record.case.applied_on:
        raise ValidationError({"done_on": _("第1步的日期就是申请日期，请在发展党员记录中修改。")}, code="applied_on")
    found = problems(
        record.number, Done(record.done_on, record.ended_on), steps_done(record.case), admission_times(record.done_on),
        extended=record.case.probation_extended,
    )  # fmt: skip
    if found:
        raise ValidationError({"done_on": found}, code="admission_time")


def _prefill_step(user, today, values):
    case = values.get("case")
    step = case_next(case, today) if case else None
    return {"done_on": today} | ({"number": step.number} if step else {})


ADMISSION_STEPS = Register(
    name="admission_steps",
    model=AdmissionStep,
    group=GROUP,
    purpose=_("登记发展党员的某一步在哪天办理；时间不够的步骤不能登记。"),
    scope="case__organization__unit",
    **_RIGHTS,
    fields=("case", "number", ("done_on", "ended_on"), ("document_number", "note")),
    columns=("case__person__name", "number", "done_on", "ended_on", "document_number"),
    filters=("number",),
    search=("case__person__name", "case__person__pinyin"),
    sorts=(Sort("on", _("日期"), ("done_on",), descending=True),),
    owners=("case",),
    sheet=("case", "number", "done_on", "ended_on", "document_number", "note"),
    key=("case", "number"),
    check=_check_step,
    settle=lambda record, by: _settle_case(record.case, by=by),
    prefill=_prefill_step,
)
ADMISSION_OBSERVATIONS = Register(
    name="admission_observations",
    model=AdmissionObservation,
    group=GROUP,
    purpose=_("每半年登记一次对积极分子、预备党员的考察意见。"),
    scope="case__organization__unit",
    **_RIGHTS,
    fields=("case", "on", "opinion"),
    columns=("case__person__name", "on", "opinion"),
    search=("case__person__name", "case__person__pinyin"),
    sorts=(Sort("on", _("考察日期"), ("on",), descending=True),),
    owners=("case",),
    sheet=("case", "on", "opinion"),
    key=("case", "on"),
    prefill=lambda user, today, values: {"on": today},
)

REGISTERS = (ADMISSION_CASES, ADMISSION_STEPS, ADMISSION_OBSERVATIONS)
