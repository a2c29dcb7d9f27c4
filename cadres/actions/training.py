"""Signing a roster in and closing it: many places in a class changed in one go."""

import datetime
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cadres.models import Enrolment, TrainingClass, TrainingSession
from cadres.rules.training import leave_allowed
from portal.audit import record
from portal.queries.rules import rule_value

_STATE = Enrolment.State
# From which states a tick leads to the state asked for, and where an open box leads back to.
_UP = {_STATE.ATTENDED: (_STATE.ENROLLED,), _STATE.COMPLETED: (_STATE.ENROLLED, _STATE.ATTENDED)}
_DOWN = {_STATE.ATTENDED: _STATE.ENROLLED, _STATE.COMPLETED: _STATE.ATTENDED}


def check_enrolment(place: Enrolment, *, by, today: datetime.date) -> None:
    """Raises ValidationError by column unless the class was held, the leave allowed and the hours possible."""
    held, problems = place.training_class, {}
    done = place.state in (_STATE.ATTENDED, _STATE.COMPLETED)
    if done and held.state == TrainingClass.State.CANCELLED:
        problems["state"] = _("班次已取消。")
    elif done and held.began > today:
        problems["state"] = _("班次还没有开班。")
    elif place.state == _STATE.COMPLETED and held.state != TrainingClass.State.FINISHED:
        problems["state"] = _("班次还没有结束，不能登记为已结业；请先把班次登记为已结束。")
    if held.hours is not None:
        share, _setting = rule_value("training_leave", held.ended or held.began)
        limit = (int(share["numerator"]), int(share["denominator"]))
        if place.state == _STATE.COMPLETED and not leave_allowed(held.hours, place.leave_hours, limit):
            problems["leave_hours"] = _("请假超过总学时的%(share)s，不能结业。") % {"share": f"{limit[0]}/{limit[1]}"}
        if place.hours is not None and place.hours > held.hours:
            problems["hours"] = _("获得学时不能多于班次的%(hours)s学时。") % {"hours": held.hours}
    if problems:
        raise ValidationError(problems)


@transaction.atomic
def mark_roster(
    *, training_class: TrainingClass, places: Collection[int], ticked: Collection[int], state: str, by,
    today: datetime.date, session: TrainingSession | None = None,
) -> int:  # fmt: skip
    """Those ticked among `places` have attended (or completed), the others not; returns how many places changed.

    `places` are the numbers of the enrolments shown: nobody else is touched, nor who withdrew. With a lecture its
    number of sign-ins becomes the number of ticks. Raises ValidationError, naming whoever cannot complete, and then
    changes nothing.
    """
    wanted, changed, problems = _STATE(state), 0, []
    rows = Enrolment.objects.select_for_update(of=("self",)).filter(training_class=training_class, pk__in=places)
    for place in rows.select_related("person", "training_class").order_by("pk"):
        before = place.state
        if place.pk in ticked and before in _UP[wanted]:
            place.state = wanted
        elif place.pk not in ticked and before == wanted:
            place.state = _DOWN[wanted]
        if place.state == before:
            continue
        try:
            check_enrolment(place, by=by, today=today)
        except ValidationError as refused:
            problems.append(f"{place.person.name}：{''.join(refused.messages)}")
            continue
        place.save(update_fields=["state"])
        changed += 1
    if session is not None:
        problems += _sign_in(session, training_class, len(set(ticked) & set(places)), today)
    if problems:
        raise ValidationError(problems)
    record(
        "trainingclass.roster_marked", by=by, target=training_class,
        detail={"state": wanted.value, "changed": changed, "ticked": len(ticked), "session": session and session.pk},
    )  # fmt: skip
    return changed


def _sign_in(session: TrainingSession, training_class: TrainingClass, ticks: int, today: datetime.date) -> list[str]:
    if session.training_class_id != training_class.pk:
        return [_("所选场次不属于这个班次。")]
    if session.held_on > today:
        return [_("授课日期还没有到，不能登记签到。")]
    session.signed_in = ticks
    session.save(update_fields=["signed_in"])
    return []
