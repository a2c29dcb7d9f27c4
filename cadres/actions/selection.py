"""What the steps of a selection case ask and bring about: eligibility, notices, objections, places, the appointment."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cadres.actions.people import change_person
from cadres.actions.places import release_places, reserve_places, use_places
from cadres.models import Appointment, Objection, PublicNotice, SelectionCase, SourceTag
from cadres.queries.eligibility import assess
from cadres.queries.establishment import CHIEF, DEPUTY
from cadres.rules.category_conditions import Eligibility
from cadres.rules.selection import LEADER_POSTS, PostKind, SelectionChannel, SelectionState, next_states
from portal.audit import record
from portal.models import StepTaken
from portal.queries.rules import rule_value
from portal.rules.dates import PartialDate, add_months
from portal.rules.unit_kinds import TOWNSHIP_ORGANS, UnitKind
from portal.rules.workdays import last_working_day

S = SelectionState
_SELECTION_MODES = {  # ZB122
    SelectionChannel.OPEN_SELECTION: "11", SelectionChannel.COMPETITION: "12", SelectionChannel.ELECTED: "2",
    SelectionChannel.VILLAGE_TO_INSTITUTION: "3",
}  # fmt: skip
_CODE_OF_ESTABLISHMENT = {"administrative": "1", "institution_governed": "2", "institution_other": "3"}  # ZB135


def require_road(case: SelectionCase, target: str) -> None:
    """Raises ValidationError unless the case's channel leads from its state to the target."""
    if S(target) not in next_states(case.channel, case.state):
        raise ValidationError(
            _("“%(channel)s”不能从“%(old)s”直接到“%(new)s”。")
            % {"channel": SelectionChannel(case.channel).label, "old": S(case.state).label, "new": S(target).label},
            code="off_the_road",
        )


def require_eligible(case: SelectionCase, day: datetime.date) -> None:
    """Raises ValidationError when the conditions are not met, or when missing evidence is not named in the note."""
    rule, answer = assess(case, day)
    if answer is None:
        return
    told = "；".join(f"{condition}：{words}" for condition, holds, words in answer.findings if holds is not True)
    if answer.outcome == Eligibility.NOT_ELIGIBLE:
        raise ValidationError(_("不符合“%(rule)s”的条件。%(told)s") % {"rule": rule, "told": told}, code="not_eligible")
    if answer.outcome == Eligibility.NEEDS_EVIDENCE and not case.note.strip():
        raise ValidationError(
            {"note": _("以下条件缺少资料，请先补录，或在“说明”中写明所凭证明材料。%(told)s") % {"told": told}},
            code="needs_evidence",
        )


def note_eligibility(case: SelectionCase, day: datetime.date) -> None:
    """Puts the conditions that apply and what was found into the case; the caller saves."""
    rule, answer = assess(case, day)
    case.category_rule = rule
    case.eligibility = {
        "on": day.isoformat(), "outcome": answer.outcome.value if answer else "",
        "findings": [list(one) for one in (answer.findings if answer else ())],
    }  # fmt: skip


@transaction.atomic
def keep_eligibility(*, case: SelectionCase, day: datetime.date, by) -> None:
    """The conditions and findings of the examination, kept with whoever confirmed them and never worked out again."""
    note_eligibility(case, day)
    case.confirmed_by = by
    case.save(update_fields=["category_rule", "confirmed_by", "eligibility"])


def require_notice(case: SelectionCase, day: datetime.date) -> None:
    """Raises ValidationError when the notice is another person's affair or has not begun."""
    if case.notice is not None and case.notice.began > day:
        raise ValidationError({"notice": _("公示还没有开始。")}, code="notice_not_begun")


def require_settled(case: SelectionCase) -> None:
    """Raises ValidationError while an objection is open or upheld."""
    if case.objections.exclude(state=Objection.State.UNFOUNDED).exists():
        raise ValidationError(_("还有没有办结或者影响任用的异议。"), code="objection_open")


def require_notice_over(case: SelectionCase, day: datetime.date) -> None:
    """Raises ValidationError while the notice runs, an objection is open or upheld, or no establishment is named."""
    require_establishment(case)
    notice = case.notice
    if notice is None or notice.last_day is None:
        raise ValidationError(_("还没有公示。"), code="no_notice")
    if day <= notice.last_day:
        raise ValidationError(
            _("公示到%(day)s为止，期满后才能批准。") % {"day": f"{notice.last_day:%Y-%m-%d}"}, code="notice_running"
        )
    require_settled(case)
    if case.approved_on and case.approved_on <= notice.last_day:
        raise ValidationError({"approved_on": _("批准日期应在公示期满之后。")}, code="approved_during_notice")
    if case.approved_on and case.approved_on > day:
        raise ValidationError({"approved_on": _("批准日期不能晚于今天。")}, code="approved_later")


def require_establishment(case: SelectionCase) -> None:
    """Raises ValidationError when whoever enters a unit from outside is given no place of its establishment."""
    problems = {}
    if case.channel == SelectionChannel.VILLAGE_TO_INSTITUTION:
        if case.establishment_kind != SelectionCase.EstablishmentKind.INSTITUTION:
            problems["establishment_kind"] = _("选聘应使用事业编制。")
        if not case.establishment_number:
            problems["establishment_number"] = _("请填写编制使用文号。")
    if case.channel == SelectionChannel.TRANSFER_IN and case.establishment_kind not in (
        "administrative",
        "institution_governed",
    ):
        problems["establishment_kind"] = _("调任应使用行政编制或者参公事业编制。")
    if problems:
        raise ValidationError(
            [f"{SelectionCase._meta.get_field(name).verbose_name}：{text}" for name, text in problems.items()]
        )


@transaction.atomic
def keep_places(*, case: SelectionCase, by) -> None:
    """The places the approved case needs; raises ValidationError when there is none free."""
    reserve_places(case=case, on=case.approved_on, by=by)


def require_appointment(case: SelectionCase, day: datetime.date) -> None:
    """Raises ValidationError for a day of appointment still to come."""
    if case.appointed_on and case.appointed_on > day:
        raise ValidationError({"appointed_on": _("任职（聘用）日期不能晚于今天。")}, code="appointed_later")


@transaction.atomic
def appoint(*, case: SelectionCase, by) -> Appointment:
    """The post entered as held from the day of appointment; kept places are used, the category becomes the person's.

    Raises ValidationError when the places were given away meanwhile.
    """
    reserve_places(case=case, on=case.appointed_on, by=by)
    use_places(case=case, on=case.appointed_on, by=by)
    leader = case.post_kind in LEADER_POSTS
    team = leader and case.unit.kind in (*TOWNSHIP_ORGANS, UnitKind.COUNTY_ORGAN)
    post = Appointment(
        person=case.person, unit=case.unit, unit_text=case.unit.name, title=case.post, is_leader_post=leader,
        began=PartialDate.from_date(case.appointed_on), is_team_member=team, is_primary=True,
        member_kind={PostKind.CHIEF: CHIEF, PostKind.DEPUTY: DEPUTY}.get(case.post_kind, ""),
        document_number=case.approval_number, selection_mode=_SELECTION_MODES.get(case.channel, "1"),
    )  # fmt: skip
    post.full_clean()
    post.save()
    case.appointment = post
    if case.probation_until is None and (months := _probation_months(case)):
        case.probation_until = add_months(PartialDate.from_date(case.appointed_on), months).first_day()
    case.save(update_fields=["appointment", "probation_until"])
    changes = {"unit": case.unit} if case.person.unit_id != case.unit_id else {}
    if code := _CODE_OF_ESTABLISHMENT.get(case.establishment_kind):
        changes["establishment"] = code
    if changes:
        change_person(person=case.person, changes=changes, by=by)
    if case.category:
        SourceTag.objects.get_or_create(
            person=case.person, category=case.category, subcategory=case.subcategory,
            defaults={"since": post.began, "evidence": str(case)[:300], "confirmed_by": case.confirmed_by,
                      "confirmed_on": case.appointed_on if case.confirmed_by_id else None},
        )  # fmt: skip
    record("appointment.added", by=by, target=post, detail={"person": case.person_id, "case": case.pk})
    return post


def require_confirmation(case: SelectionCase, day: datetime.date) -> None:
    """Raises ValidationError before the probation has ended."""
    if case.confirmed_on and case.confirmed_on > day:
        raise ValidationError({"confirmed_on": _("转正日期不能晚于今天。")}, code="confirmed_later")
    if case.probation_until and case.confirmed_on and case.confirmed_on < case.probation_until:
        raise ValidationError(
            {"confirmed_on": _("试用期到%(day)s为止。") % {"day": f"{case.probation_until:%Y-%m-%d}"}},
            code="on_probation",
        )


@transaction.atomic
def leave(*, case: SelectionCase, today: datetime.date, by) -> None:
    """Places given back and the post ended, for a case that was withdrawn or refused."""
    on = case.withdrawn_on or today
    release_places(case=case, on=on, by=by)
    post = case.appointment
    if post is not None and post.ended is None and case.appointed_on < on:
        post.ended = PartialDate.from_date(on)
        post.save(update_fields=["ended"])
        record("appointment.ended", by=by, target=post, detail={"case": case.pk})
    elif post is not None and post.ended is None:
        record("appointment.removed", by=by, target=post, detail={"case": case.pk})
        post.delete()


def complete_notice(notice: PublicNotice, *, by, today: datetime.date) -> None:
    """The notice with its last day and what is published, by the rule of the day it begins.

    Raises ValidationError once a case of it is approved, or when the days are fewer than the rule asks.
    """
    value, _setting = rule_value("public_notice", notice.began)
    if notice.working_days is None:
        notice.working_days = value["working_days"]
    if notice.working_days < value["working_days"]:
        raise ValidationError({"working_days": _("公示不得少于%(days)d个工作日。") % {"days": value["working_days"]}})
    if notice.pk and notice.cases.filter(approved_on__isnull=False).exists():
        before = PublicNotice.objects.get(pk=notice.pk)
        if (before.began, before.working_days) != (notice.began, notice.working_days):
            raise ValidationError({"began": _("公示中的人选已经批准，公示日期不能再改。")})
    try:
        last = last_working_day(notice.began, notice.working_days, first_counts=value["first_day_counts"])
    except ValueError as problem:
        raise ValidationError({"working_days": str(problem)}) from None
    notice.last_day, notice.last_day_certain = last.day, last.certain
    notice.published_fields = list(value["published"])


@transaction.atomic
def settle_objections(*, case: SelectionCase, by) -> None:
    """The case on hold while an objection is open or upheld, back in its notice when none is."""
    held = SelectionCase.objects.select_for_update(of=("self",)).get(pk=case.pk)
    barred = held.objections.exclude(state=Objection.State.UNFOUNDED).exists()
    if barred and held.state == S.PUBLIC_NOTICE:
        _move(held, S.OBJECTION_HOLD, "hold", by)
    elif not barred and held.state == S.OBJECTION_HOLD:
        _move(held, S.PUBLIC_NOTICE, "release", by)


def _move(case: SelectionCase, target: S, step: str, by) -> None:
    origin, case.state = case.state, target.value
    case.save(update_fields=["state"])
    StepTaken.objects.create(
        record_type=case._meta.label_lower, record_id=case.pk, step=step, origin=origin, target=target.value,
        taken_by=None, reason=_("公示异议"),
    )  # fmt: skip
    record("selectioncase.step_taken", by=by, target=case, detail={"step": step})


def _probation_months(case: SelectionCase) -> int:
    value, _setting = rule_value("selection_probation", case.appointed_on)
    if case.post_kind in LEADER_POSTS:
        return value["leader_months"]
    return value["institution_months"] if case.post_kind == PostKind.INSTITUTION else 0
