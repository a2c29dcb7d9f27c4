"""Who must be talked to and who has been; never what was said."""

import datetime

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cadres.models import Person
from cadres.queries.talk_coverage import events_without_talk, people_to_talk_to, talk_duty
from cadres.queries.talk_coverage_list import coverage_list, coverage_totals, units_waiting
from cadres.rules.talks import PERIODS, TalkeeRole
from portal.access import requires
from portal.models import Unit
from portal.rules.roles import Permission
from portal.views.days import as_of_day

MOST_EVENTS = 50
_ROLES = dict(TalkeeRole.pairs())


@requires(Permission.VIEW_RECORDS)
@require_safe
def coverage(request):
    """Everybody in scope who must be talked to in the period of the day, whom nobody has talked to first."""
    day = as_of_day(request)
    duty = talk_duty(day)
    first, last = duty.span(day)
    people = people_to_talk_to(duty, day)
    if not request.user.sees_everything():
        people = people.filter(unit__in=Unit.objects.visible_to(request.user))
    listing = coverage_list(request.user)
    page = listing.page(people.select_related("unit"), request.GET)
    try:
        chosen = listing.filtered(people, request.GET, without="state")
    except ValueError:
        chosen = people.none()
    events = events_without_talk(
        duty, first, day + datetime.timedelta(days=31), Person.objects.visible_to(request.user)
    )
    context = {
        "title": _("谈话覆盖"), "page": page, "as_of": day, "duty": duty, "first": first, "last": last,
        "period": dict(PERIODS)[duty.period], "totals": coverage_totals(chosen), "units": units_waiting(chosen),
        "lines": [(one, _ROLES.get(one.role, ""), duty.talkers.get(one.role, "")) for one in page],
        "events": [(event, event.until < day) for event in events[:MOST_EVENTS]],
        "more_events": max(0, len(events) - MOST_EVENTS),
    }  # fmt: skip
    return render(request, "cadres/talk_coverage.html", context)
