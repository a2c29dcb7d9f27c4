"""Writing organization life: who came to a meeting, and which meetings were due and held."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Min
from django.utils.translation import gettext as _

from branches.models import (
    DemocraticLifeMeeting,
    LifeAttendance,
    LifeSlot,
    MemberAppraisalRound,
    OrganizationPost,
    OrgLifeMeeting,
    PartyOrganization,
)
from branches.rules.life_slots import BRANCHES, GROUP, TEAMS, Cycles, Standing, is_backfilled, slots_of
from portal.audit import record
from portal.models import RuleSetting

State = OrgLifeMeeting.State
_KEPT = ("last", "held_on", "recorded_on", "backfilled", "meeting_id")


@transaction.atomic
def take_attendance(*, meeting: OrgLifeMeeting, states: dict[int, tuple[str, str]], by) -> OrgLifeMeeting:
    """The meeting with exactly these members expected, each with (state, reason), and the numbers that follow.

    Raises ValidationError for an empty list.
    """
    if not states:
        raise ValidationError(_("请至少选择一名应到党员。"))
    held = OrgLifeMeeting.objects.select_for_update().get(pk=meeting.pk)
    held.attendance.all().delete()
    LifeAttendance.objects.bulk_create(
        LifeAttendance(meeting=held, member_id=member, state=state, reason=reason)
        for member, (state, reason) in states.items()
    )
    counts = defaultdict(int)
    for state, _reason in states.values():
        counts[state] += 1
    held.expected, held.present = len(states), counts["present"]
    held.on_leave, held.absent = counts["on_leave"], counts["absent"]
    held.save(update_fields=["expected", "present", "on_leave", "absent"])
    # Everybody was filled in as present; whoever came is as it was.
    burden = {
        "register": "org-life-meetings", "unit": held.organization.unit_id, "records": 0, "asked": len(states),
        "known": counts["present"],
    }  # fmt: skip
    record("orglifemeeting.attendance_taken", by=by, target=held, detail={"expected": held.expected, **burden})
    return held


@transaction.atomic
def settle_life_slots(
    *, organizations: Iterable[PartyOrganization] | None = None, through: datetime.date | None = None
) -> int:
    """The slots of the organizations (all when None) as meetings and rules have them now; returns how many changed.

    Slots run over whole years, from that of the first meeting on record to that of `through`, or of the last meeting.
    """
    span = OrgLifeMeeting.objects.aggregate(first=Min("held_on"), last=Max("held_on"))
    stored = LifeSlot.objects.aggregate(first=Min("first"), last=Max("last"))
    first = span["first"] or stored["first"] or through
    days = [day for day in (through, span["last"], stored["last"]) if day]
    if first is None or not days:
        return 0
    last = max(days)
    begins, ends = datetime.date(first.year, 1, 1), datetime.date(last.year, 12, 31)
    rows = PartyOrganization.objects.filter(category__in=[*BRANCHES, *TEAMS, GROUP], counts_in_statistics=True)
    if organizations is not None:
        rows = rows.filter(pk__in=[one.pk for one in organizations])
    rows = list(rows)
    return _keep([one.pk for one in rows], _wanted(rows, begins, ends), whole=organizations is None)


def _wanted(rows: list[PartyOrganization], begins: datetime.date, ends: datetime.date) -> dict[tuple, LifeSlot]:
    numbers = [one.pk for one in rows]
    posts, meetings = _posts(numbers), _records(numbers)
    cycles = [Cycles(setting.in_force_from, setting.value) for setting in RuleSetting.objects.filter(key="life_cycles")]
    late = list(RuleSetting.objects.filter(key="life_late_record").order_by("in_force_from"))
    wanted = {}
    for one in rows:
        standing = Standing(
            one.category, one.began and one.began.last_day(), one.ended and one.ended.first_day(), tuple(posts[one.pk])
        )
        for kind, first, last in slots_of(standing, cycles, begins, ends):
            slot = LifeSlot(organization=one, kind=kind, first=first, last=last)
            found = [held for held in meetings[one.pk, kind] if first <= held[0] <= last]
            if found:
                _day, slot.recorded_on, slot.held_on, slot.meeting_id = min(found, key=lambda held: (held[1], held[0]))
                grace = next((one.value["days"] for one in reversed(late) if one.in_force_from <= last), 0)
                slot.backfilled = is_backfilled(slot.recorded_on, last, int(grace))
            wanted[one.pk, kind, first] = slot
    return wanted


def _posts(numbers: list[int]) -> dict[int, list]:
    found = defaultdict(list)
    for one in OrganizationPost.objects.filter(organization__in=numbers):
        found[one.organization_id].append((one.began and one.began.last_day(), one.ended and one.ended.first_day()))
    return found


def _records(numbers: list[int]) -> dict[tuple[int, str], list[tuple]]:
    """(day that places it, day of record, day held, meeting) of every record that can fill a slot."""
    found = defaultdict(list)
    held = OrgLifeMeeting.objects.filter(organization__in=numbers, state__in=(State.RECORDED, State.REVIEWED))
    for one in held.only("organization_id", "kind", "held_on", "recorded_on"):
        found[one.organization_id, one.kind].append((one.held_on, one.recorded_on, one.held_on, one.pk))
    for one in DemocraticLifeMeeting.objects.filter(organization__in=numbers, held_on__isnull=False):
        placed = min(one.held_on, datetime.date(one.year, 12, 31))
        placed = max(placed, datetime.date(one.year, 1, 1))
        found[one.organization_id, "democratic_life_meeting"].append((placed, one.held_on, one.held_on, None))
    for one in MemberAppraisalRound.objects.filter(organization__in=numbers):
        placed = max(min(one.held_on, datetime.date(one.year, 12, 31)), datetime.date(one.year, 1, 1))
        found[one.organization_id, "member_appraisal"].append((placed, one.held_on, one.held_on, None))
    return found


def _keep(numbers: list[int], wanted: dict[tuple, LifeSlot], *, whole: bool) -> int:
    """Writes what differs and nothing else."""
    rows = LifeSlot.objects.select_for_update()
    stored = list(rows if whole else rows.filter(organization__in=numbers))
    gone, changed = [], []
    for slot in stored:
        new = wanted.pop((slot.organization_id, slot.kind, slot.first), None)
        if new is None:
            gone.append(slot.pk)
        elif any(getattr(slot, name) != getattr(new, name) for name in _KEPT):
            for name in _KEPT:
                setattr(slot, name, getattr(new, name))
            changed.append(slot)
    LifeSlot.objects.filter(pk__in=gone).delete()
    LifeSlot.objects.bulk_update(changed, ["last", "held_on", "recorded_on", "backfilled", "meeting"], batch_size=2000)
    LifeSlot.objects.bulk_create(wanted.values(), batch_size=2000)
    return len(gone) + len(changed) + len(wanted)
