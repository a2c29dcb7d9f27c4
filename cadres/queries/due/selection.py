"""What falls due in selecting cadres: notices that end, objections not settled, probations that end, places kept long."""

import datetime

from cadres.models import Objection, PostReservation, PublicNotice, SelectionCase
from cadres.queries.due import Due
from cadres.rules.selection import SelectionState
from portal.models import Unit
from portal.queries.rules import rule_value


def due(first: datetime.date, last: datetime.date, user) -> list[Due]:
    """Reminders of the user's scope, in the order of their days."""
    units = Unit.objects.visible_to(user)
    days, _setting = rule_value("place_kept_days", last)
    too_long = datetime.timedelta(days=days)
    notices = PublicNotice.objects.filter(
        last_day__range=(first, last), unit__in=units, cases__state=SelectionState.PUBLIC_NOTICE
    ).distinct()
    found = [
        Due(one.last_day, "notice_ends", f"“{one.title}”期满", one.unit_id, None, one, "公示期满后才能批准任用")
        for one in notices
    ]
    objections = Objection.objects.filter(
        state__in=(Objection.State.RECEIVED, Objection.State.INVESTIGATING), case__unit__in=units,
        case__notice__last_day__range=(first, last),
    ).select_related("case__person", "case__notice")  # fmt: skip
    found += [
        Due(
            one.case.notice.last_day, "objection_open", f"对{one.case.person.name}的反映还没有办结", one.case.unit_id,
            one.case.person_id, one, "公示期满前应核查清楚",
        )
        for one in objections
    ]  # fmt: skip
    cases = SelectionCase.objects.filter(
        state=SelectionState.APPOINTED, probation_until__range=(first, last), unit__in=units
    ).select_related("person")  # fmt: skip
    found += [
        Due(
            one.probation_until, "probation_ends", f"{one.person.name}（{one.post}）试用期满", one.unit_id, one.person_id,
            one, "试用期满考核合格的正式任职（公务员法第四十八条）",
        )
        for one in cases
    ]  # fmt: skip
    kept = PostReservation.objects.filter(
        state=PostReservation.State.HELD, unit__in=units,
        reserved_on__range=(first - too_long, last - too_long),
    ).select_related("case__person", "unit")  # fmt: skip
    found += [
        Due(
            one.reserved_on + too_long, "place_kept_long",
            f"{one.unit.name}为{one.case.person.name}保留的{one.get_kind_display()}已满{days}天", one.unit_id,
            one.case.person_id, one, "批准后长期没有任职的，应办理或者释放名额",
        )
        for one in kept
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.day, one.kind, one.record.pk))
