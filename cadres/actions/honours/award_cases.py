"""Awards on their way: what cannot be, what the steps require, and the line of honours a decision writes."""

import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cadres.actions.notices import require_notice, require_notice_over
from cadres.models import Appraisal, Award, AwardCase
from cadres.rules.honours.awards import COMMENDATION, EXCELLENT, THIRD_CLASS, YEARS_IN_A_ROW
from portal.models import Unit
from portal.queries.rules import rule_value
from portal.rules.dates import PartialDate
from portal.rules.roles import Permission

_GONE = (AwardCase.State.REJECTED, AwardCase.State.REVOKED)
_DECIDED = (AwardCase.State.DECIDED, AwardCase.State.CERTIFICATE_ISSUED)
# Lower numbers are higher bodies (ZB03), so that texts compare: 104A < 105 < 107.
_BODY = {"107": _("县级"), "105": _("市（地）级"), "104A": _("省级")}


def check_award_case(case: AwardCase, *, by, today: datetime.date) -> None:
    """Raises ValidationError by column for an award that conflicts with another or with the results on file.

    One entered with its decision is taken as decided, by whom may approve.
    """
    if case.kind == THIRD_CLASS and case.basis == Award.Basis.THREE_YEARS and case.basis_from is None:
        case.basis_from = case.award_year - YEARS_IN_A_ROW + 1
    if case.unit_id is None:
        case.unit = Unit.objects.filter(people=case.person_id).first()
    problems = {}
    if case.basis == Award.Basis.THREE_YEARS and case.kind == COMMENDATION:
        problems["basis"] = _("嘉奖依据当年优秀，不依据连续三年优秀。")
    elif text := _conflict(case, today):
        problems["award_year"] = text
    if case.decided_on and case.decided_on > today:
        problems["decided_on"] = _("决定日期不能晚于今天。")
    if case.notice_from and case.notice_to and case.notice_to < case.notice_from:
        problems["notice_to"] = _("公示结束不能早于开始。")
    if case.pk is None and case.decided_on and by is not None and not by.can(Permission.APPROVE_RECORDS):
        problems["decided_on"] = _("补录已决定的奖励，须有“复核审批”权限。")
    if problems:
        raise ValidationError({name: [text] for name, text in problems.items()})
    if case.pk is None and case.decided_on:
        issued = case.certificate_number and case.certificate_on
        case.state = AwardCase.State.CERTIFICATE_ISSUED if issued else AwardCase.State.DECIDED


def _conflict(case: AwardCase, today: datetime.date) -> str:
    """Why the award cannot stand beside results and other awards; one refused or revoked stands beside anything."""
    if case.state in _GONE:
        return ""
    return (case.basis != Award.Basis.OTHER and _against_results(case)) or _against_awards(case, today)


def _against_results(case: AwardCase) -> str:
    """Why results on file contradict the basis; a year without any result on file contradicts nothing."""
    first = case.basis_from or case.award_year
    if case.basis == Award.Basis.THREE_YEARS and case.award_year - first + 1 != YEARS_IN_A_ROW:
        return _("连续三年优秀的依据年度应为连续三年。")
    rows = Appraisal.objects.filter(person=case.person_id, year__range=(first, case.award_year))
    poor = sorted(year for year, result in rows.values_list("year", "result") if result != EXCELLENT)
    if poor:
        return _("年度考核结果不是优秀的年度：%(years)s。") % {"years": "、".join(map(str, poor))}
    return ""


def _against_awards(case: AwardCase, today: datetime.date) -> str:
    """Why another award stands against this one: the same year, or years used already."""
    terms = rule_value("third_class_window", today)[0]
    others = AwardCase.objects.filter(person=case.person_id).exclude(pk=case.pk).exclude(state__in=_GONE)
    records = Award.objects.filter(person=case.person_id, revoked__isnull=True).exclude(pk=case.award_id)
    if records.filter(code=case.kind, award_year=case.award_year).exists():
        return _("此人该年度已有同一种类的奖励。")
    pair = {COMMENDATION: THIRD_CLASS, THIRD_CLASS: COMMENDATION}.get(case.kind)
    if pair and not terms["both_in_a_year"] and case.basis != Award.Basis.OTHER:
        same = others.filter(kind=pair, award_year=case.award_year).exclude(basis=Award.Basis.OTHER)
        if same.exists() or records.filter(code=pair, award_year=case.award_year).exclude(basis="other").exists():
            return _("同一年度嘉奖与三等功只授予一项。")
    if case.kind == THIRD_CLASS and case.basis == Award.Basis.THREE_YEARS and terms["window"] == "non_overlapping":
        used = others.filter(
            kind=THIRD_CLASS, basis=case.basis, basis_from__lte=case.award_year, award_year__gte=case.basis_from
        )
        if used.exists():
            return _("依据的年度已用于另一次三等功。")
    return ""


def require_award_notice(case: AwardCase, *, by, today: datetime.date) -> None:
    """Raises ValidationError for too short a notice."""
    require_notice(case.notice_from, case.notice_to, today)


def require_decision(case: AwardCase, *, by, today: datetime.date) -> None:
    """Raises ValidationError before the notice is over, and for a body that may not give the award."""
    require_notice_over(case.notice_from, case.notice_to, case.decided_on, "decided_on", today)
    least = rule_value("award_authority", today)[0].get(case.kind)
    if least and case.body_level > least:
        text = _("%(kind)s须由%(body)s以上机关批准。")
        raise ValidationError({"body_level": text % {"kind": case.get_kind_display(), "body": _BODY.get(least, least)}})


def settle_award_case(case: AwardCase, *, by) -> None:
    """A decided case has its line of honours, a revoked one has it revoked."""
    if case.pk is None or case.state not in (*_DECIDED, AwardCase.State.REVOKED):
        return
    award = case.award
    if award is None:
        if case.state == AwardCase.State.REVOKED:
            return
        award = Award.objects.filter(
            person=case.person_id, code=case.kind, award_year=case.award_year, case__isnull=True
        ).first() or Award(person_id=case.person_id)
    award.name, award.code = case.get_kind_display(), case.kind
    award.decided = PartialDate.from_date(case.decided_on) if case.decided_on else None
    award.decided_by, award.body_level = case.decided_by, case.body_level
    award.award_year, award.basis, award.document_number = case.award_year, case.basis, case.document_number
    award.revoked = PartialDate.from_date(case.revoked_on) if case.revoked_on else None
    award.save()
    if case.award_id != award.pk:
        case.award = award
        case.save(update_fields=["award"])


def require_revocation(case: AwardCase, *, by, today: datetime.date) -> None:
    """Raises ValidationError for a day before the decision or after today."""
    if not case.decided_on <= case.revoked_on <= today:
        raise ValidationError({"revoked_on": _("撤销日期应在决定日期与今天之间。")})
