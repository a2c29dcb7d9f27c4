"""Yearly appraisal, appraisal through the year, what follows from the results, and awards."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cadres.actions.honours import appraisals, award_cases
from cadres.models import Appraisal, AssessmentConsequence, AwardCase, PeriodicAppraisal
from cadres.queries import excellent_share
from cadres.queries.assessment import CERTIFIED
from portal.lists import Sort
from portal.registers.declaration import Register
from portal.rules.flow import Flow, Step
from portal.rules.roles import Permission

_PERSON = ("person__name", "person__pinyin", "person__initials")
_BY_NAME = Sort("name", _("姓名"), ("person__pinyin", "id"))
_BY_YEAR = Sort("year", _("年度"), ("year", "id"), descending=True)
_RIGHTS = {"group": _("考核和奖励"), "view": Permission.VIEW_RECORDS, "edit": Permission.EDIT_RECORDS}

APPRAISALS = Register(
    name="appraisals",
    model=Appraisal,
    purpose=_("每人每年的年度考核结果；填写确定日期后，结果从这一天起用于职级年限和奖励。"),
    scope="person__unit",
    fields=(("person", "unit"), ("year", "result", "participated"), "reason", ("decided_on", "signed_on")),
    columns=("person__name", "unit", "year", "result", "participated", "decided_on", "signed_on"),
    filters=("year", "result", "participated"),
    search=_PERSON,
    sorts=(_BY_YEAR, _BY_NAME),
    sheet=("person", "unit", "year", "result", "participated", "reason", "decided_on", "signed_on"),
    key=("person", "year"),
    check=appraisals.check_appraisal,
    cautions=excellent_share.cautions,
    **_RIGHTS,
)

PERIODIC = Register(
    name="periodic-appraisals",
    model=PeriodicAppraisal,
    purpose=_("每人每季度（或每月）的平时考核等次。"),
    scope="unit",
    fields=(("person", "unit"), ("year", "period", "number"), "grade", "comment", ("confirmed_by", "decided_on")),
    columns=("person__name", "unit", "year", "period", "number", "grade", "decided_on"),
    filters=("year", "period", "number", "grade"),
    search=_PERSON,
    sorts=(_BY_YEAR, _BY_NAME),
    owners=("person",),
    sheet=("person", "unit", "year", "period", "number", "grade", "comment", "confirmed_by", "decided_on"),
    key=("person", "year", "period", "number"),
    **_RIGHTS,
)

CONSEQUENCES = Register(
    name="consequences",
    model=AssessmentConsequence,
    purpose=_("年度考核结果确定后要落实的事项：奖金、工资档次、级别、诫勉、培训等；由系统按结果生成，也可登记。"),
    scope="person__unit",
    fields=(("person", "unit"), ("year", "kind"), "basis", ("due_on", "document_number")),
    columns=("person__name", "unit", "year", "kind", "basis", "due_on", "state", "executed_on"),
    filters=("state", "kind", "year"),
    search=_PERSON,
    sorts=(Sort("due", _("应落实日期"), ("due_on", "id")), _BY_NAME),
    owners=("person",),
    flow=Flow(
        steps=(
            Step("execute", _("登记落实"), ("due",), "executed", asks=("executed_on",),
                 requires=appraisals.require_execution),
            Step("waive", _("不需落实"), ("due",), "waived", reason=True),
            Step("reopen", _("重新办理"), ("executed", "waived"), "due", reason=True),
        )
    ),
    sheet=("person", "unit", "year", "kind", "basis", "due_on", "document_number"),
    key=("person", "year", "kind"),
    **_RIGHTS,
)  # fmt: skip

def _certificate(case: AwardCase, user) -> list[tuple[str, str]]:
    """The certificate of an award decided."""
    if case.state not in CERTIFIED or not user.can(Permission.EXPORT_RECORDS):
        return []
    return [(_("证书 .docx"), reverse("cadres:certificate-docx", args=[case.pk]))]


AWARD_CASES = Register(
    name="award-cases",
    model=AwardCase,
    purpose=_("嘉奖和记功从建议到发证书；按年度考核结果自动提出建议，由另一人审核。已决定的填写决定日期补录。"),
    scope="person__unit",
    fields=(
        ("person", "unit"), ("kind", "basis"), ("award_year", "basis_from"), ("decided_on", "document_number"),
        ("decided_by", "body_level"), ("certificate_number", "certificate_on"), "bonus", "note",
    ),
    columns=(
        "person__name", "unit", "kind", "award_year", "basis", "basis_from", "state", "decided_on", "document_number",
        "certificate_number",
    ),
    filters=("state", "kind", "award_year", "basis"),
    search=(*_PERSON, "document_number", "certificate_number"),
    sorts=(Sort("year", _("奖励年度"), ("award_year", "id"), descending=True), _BY_NAME),
    owners=("person",),
    flow=Flow(
        steps=(
            Step("review", _("审核通过"), ("proposed",), "reviewed", right=Permission.APPROVE_RECORDS, second_person=True),
            Step("give_notice", _("开始公示"), ("reviewed",), "public_notice", asks=("notice_from", "notice_to"),
                 requires=award_cases.require_award_notice),
            Step("decide", _("作出决定"), ("public_notice",), "decided",
                 asks=("decided_on", "decided_by", "body_level", "document_number"),
                 right=Permission.APPROVE_RECORDS, second_person=True, requires=award_cases.require_decision),
            Step("issue", _("发放证书"), ("decided",), "certificate_issued",
                 asks=("certificate_number", "certificate_on")),
            Step("reject", _("不予奖励"), ("proposed", "reviewed", "public_notice"), "rejected", reason=True),
            Step("revoke", _("撤销奖励"), ("decided", "certificate_issued"), "revoked", asks=("revoked_on",),
                 right=Permission.APPROVE_RECORDS, reason=True, requires=award_cases.require_revocation),
        )
    ),
    sheet=(
        "person", "unit", "kind", "basis", "award_year", "basis_from", "decided_on", "decided_by", "body_level",
        "document_number", "certificate_number", "certificate_on", "bonus", "note",
    ),
    key=("person", "kind", "award_year"),
    check=award_cases.check_award_case,
    settle=award_cases.settle_award_case,
    writes=("cadres.award",),
    pages=_certificate,
    **_RIGHTS,
)  # fmt: skip

REGISTERS = (APPRAISALS, PERIODIC, CONSEQUENCES, AWARD_CASES)
