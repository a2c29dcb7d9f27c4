"""Who came to a meeting, taken from the members in one go: everyone is there until a clerk says otherwise."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from branches.actions.life import take_attendance
from branches.models import LifeAttendance, OrgLifeMeeting
from branches.queries.life import expected_at
from portal.access import requires
from portal.models import Unit
from portal.rules.roles import Permission

NOT_EXPECTED = "out"
CHOICES = (*LifeAttendance.State.choices, (NOT_EXPECTED, gettext_lazy("不应到")))


@requires(Permission.EDIT_ORGANIZATIONS)
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request, pk):
    """The members expected at the meeting with what each did; everyone present at first."""
    units = Unit.objects.visible_to(request.user)
    meeting = get_object_or_404(
        OrgLifeMeeting.objects.filter(organization__unit__in=units).select_related("organization"), pk=pk
    )
    members = list(expected_at(meeting))
    known = {one.member_id: one for one in meeting.attendance.all()}
    problem = ""
    if request.method == "POST":
        states = _states(request.POST, members)
        try:
            take_attendance(meeting=meeting, states=states, by=request.user)
        except ValidationError as refused:
            problem = " ".join(refused.messages)
        else:
            messages.success(request, _("已保存到会情况：应到%(count)d人。") % {"count": len(states)})
            return redirect("portal:register-record", "org-life-meetings", meeting.pk)
    lines = [_line(one, known, request.POST) for one in members]
    context = {
        "title": _("到会情况"), "meeting": meeting, "lines": lines, "choices": CHOICES, "problem": problem,
    }  # fmt: skip
    return render(request, "branches/attendance.html", context, status=422 if problem else 200)


def _states(sent, members) -> dict[int, tuple[str, str]]:
    allowed = dict(LifeAttendance.State.choices)
    chosen = {one.member_id: sent.get(f"member-{one.member_id}", "") for one in members}
    return {
        member: (state, sent.get(f"reason-{member}", "").strip()[:100])
        for member, state in chosen.items()
        if state in allowed
    }


def _line(membership, known: dict, sent) -> dict:
    number = membership.member_id
    stored = known.get(number)
    state = stored.state if stored else (NOT_EXPECTED if known else "present")
    return {
        "number": number, "name": membership.member.person.name,
        "state": sent.get(f"member-{number}", state),
        "reason": sent.get(f"reason-{number}", stored.reason if stored else ""),
    }  # fmt: skip
