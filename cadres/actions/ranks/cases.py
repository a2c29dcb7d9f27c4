"""Promotion to a rank: what its steps require and what they write."""

import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cadres.actions.notices import require_notice, require_notice_over
from cadres.actions.ranks.spans import open_rank, reopen_rank
from cadres.models import Person, RankPromotionCase
from cadres.queries.ranks.standing import Standing as PersonStanding
from cadres.queries.ranks.standing import standings
from cadres.rules.ranks.eligibility import Standing
from cadres.rules.ranks.ladder import comprehensive, is_higher
from portal.rules.roles import Permission

_PROMOTION = RankPromotionCase.Kind.PROMOTION
_APPROVED = (RankPromotionCase.State.APPROVED, RankPromotionCase.State.FILED, RankPromotionCase.State.PAID)
_NEXT = {Standing.NOT_YET: _("年限未满"), Standing.UNKNOWN: _("年限无法确定"), Standing.NONE: _("没有可晋升的职级")}


def check_case(case: RankPromotionCase, *, by, today: datetime.date) -> None:
    """Raises ValidationError by column for a case that cannot be; one entered with its approval is taken as approved.

    Only who may approve can enter what was approved earlier.
    """
    problems = {}
    held, target = comprehensive(case.held), comprehensive(case.target)
    if not target:
        problems["target"] = _("请选择职级。")
    if case.kind == _PROMOTION and held and target and not is_higher(target, held):
        problems["target"] = _("拟任职级应高于原职级；平级或降低的，请改选办理类别。")
    if case.approved_on and case.approved_on > today:
        problems["approved_on"] = _("批准日期不能晚于今天。")
    if case.notice_from and case.notice_to and case.notice_to < case.notice_from:
        problems["notice_to"] = _("公示结束不能早于开始。")
    if problems:
        raise ValidationError({name: [text] for name, text in problems.items()})
    if case.pk is None and case.approved_on:
        _as_approved(case, by)


def _as_approved(case: RankPromotionCase, by) -> None:
    if by is not None and not by.can(Permission.APPROVE_RECORDS):
        raise ValidationError({"approved_on": _("补录已批准的晋升，须有“复核审批”权限。")})
    case.state = RankPromotionCase.State.PAID if case.paid_from else RankPromotionCase.State.APPROVED


def settle_case(case: RankPromotionCase, *, by) -> None:
    """An approved case has its span of rank; a case taken out leaves ranks as they are."""
    if case.state in _APPROVED and case.opened_id is None and case.rolled_back_on is None:
        _open(case)


def require_eligible(case: RankPromotionCase, *, by, today: datetime.date) -> None:
    """Raises ValidationError with the reasons when the person may not be promoted to the rank; keeps the account."""
    day = case.round.as_of if case.round_id else today
    verdict = case_standing(case, day).verdict
    if verdict.standing in _NEXT:
        when = _("；年限届满时间：%(day)s") % {"day": verdict.eligible_on} if verdict.eligible_on else ""
        raise ValidationError(f"{_NEXT[verdict.standing]}{when}。", code="not_eligible")
    if verdict.bars:
        raise ValidationError([f"{bar.label}。" for bar in verdict.bars], code="barred")
    if verdict.target.code != comprehensive(case.target):
        text = _("职级应逐级晋升，现可晋升：%(rank)s。") % {"rank": verdict.target.name}
        raise ValidationError({"target": text})


def keep_trace(case: RankPromotionCase, *, by, today: datetime.date) -> None:
    """Keeps in the case what its years were counted from."""
    day = case.round.as_of if case.round_id else today
    verdict = case_standing(case, day).verdict
    case.checked_on, case.eligible_on = day, verdict.eligible_on
    case.trace = {
        "as_of": day.isoformat(),
        "base": [verdict.base.code, str(verdict.base.since)],
        "need": verdict.need,
        "excellent_years": [one.year for one in verdict.excellent],
        "uncounted_years": [one.year for one in verdict.uncounted],
        "counted_years": [one.year for one in verdict.counted],
        "beyond_years": [one.year for one in verdict.beyond],
        "missing_years": list(verdict.missing_years),
    }
    case.save(update_fields=["checked_on", "eligible_on", "trace"])


def case_standing(case: RankPromotionCase, day: datetime.date) -> PersonStanding:
    """The standing of the case's person on the day."""
    return standings(Person.objects.filter(pk=case.person_id), day)[case.person_id]


def require_case_notice(case: RankPromotionCase, *, by, today: datetime.date) -> None:
    """Raises ValidationError for too short a notice."""
    require_notice(case.notice_from, case.notice_to, today)


def require_approval(case: RankPromotionCase, *, by, today: datetime.date) -> None:
    """Raises ValidationError before the notice is over, and when something bars the person by now."""
    require_notice_over(case.notice_from, case.notice_to, case.approved_on, "approved_on", today)
    if case.approved_on > today:
        raise ValidationError({"approved_on": _("批准日期不能晚于今天。")})
    if case.kind == _PROMOTION and (bars := case_standing(case, case.approved_on).verdict.bars):
        raise ValidationError([f"{bar.label}。" for bar in bars], code="barred")


def approve(case: RankPromotionCase, *, by, today: datetime.date) -> None:
    """The old rank ends, the new one begins on the day of approval."""
    _open(case)


def _open(case: RankPromotionCase) -> None:
    person = Person.objects.select_for_update().get(pk=case.person_id)
    opened, closed, _made = open_rank(
        person=person, code=case.target, on=case.approved_on, document_number=case.approval_number
    )
    if RankPromotionCase.objects.filter(opened=opened).exclude(pk=case.pk).exists():
        raise ValidationError(_("此人这次晋升已经登记过。"), code="duplicate")
    case.opened, case.closed = opened, closed
    case.save(update_fields=["opened", "closed"])


def require_roll_back(case: RankPromotionCase, *, by, today: datetime.date) -> None:
    """Raises ValidationError where another rank was reached since, or the day is impossible."""
    if not case.approved_on <= case.rolled_back_on <= today:
        raise ValidationError({"rolled_back_on": _("撤销日期应在批准日期与今天之间。")})
    if case.opened_id and case.opened.ended is not None:
        raise ValidationError(_("此人其后已任别的职级，不能撤销这次晋升。"), code="later_rank")


def roll_back(case: RankPromotionCase, *, by, today: datetime.date) -> None:
    """The rank held before goes on as if nothing had been approved."""
    person = Person.objects.select_for_update().get(pk=case.person_id)
    opened, closed = case.opened, case.closed
    case.opened = case.closed = None
    case.save(update_fields=["opened", "closed"])
    reopen_rank(opened=opened, closed=closed, person=person)


def prefill_case(user, today: datetime.date, values: dict) -> dict:
    """Unit, present rank and the rank next in line of the person given."""
    person = values.get("person")
    if not isinstance(person, Person):
        return {}
    standing = standings(Person.objects.filter(pk=person.pk), today)[person.pk]
    held, target = standing.candidate.rank, standing.verdict.target
    return {
        "unit": person.unit,
        "held": comprehensive(held.code) if held else "",
        "target": target.code if target else "",
    }
