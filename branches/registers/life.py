"""Registers of organization life: meetings, democratic life meetings, appraisals of members, training of members."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.actions.life import settle_life_slots
from branches.models import (
    DemocraticLifeMeeting,
    MemberAppraisal,
    MemberAppraisalRound,
    MemberCourse,
    MemberTraining,
    OrgLifeMeeting,
)
from branches.queries.life import full_members_on, members_on
from branches.registers.fitting import holds_members
from branches.registers.ledger import all_of, in_order, ledger
from portal.lists import Day, Sort
from portal.queries.rules import rule_value
from portal.registers.declaration import Caution
from portal.rules.flow import Flow, Step
from portal.rules.roles import Permission

GROUP = gettext_lazy("组织生活")
State, Team = OrgLifeMeeting.State, DemocraticLifeMeeting.State


def settle_slots(record, *, by) -> None:
    """What was due of the organization, judged anew."""
    settle_life_slots(organizations=[record.organization])


def check_meeting(meeting, *, by, today) -> None:
    """Only a planned meeting lies ahead; one entered with its record is recorded, today unless a day is given."""
    if meeting.pk is None and meeting.minutes and not meeting.recorded_on and meeting.held_on <= today:
        meeting.recorded_on = today
    if meeting.pk is None and meeting.recorded_on:
        meeting.state = State.RECORDED
    elif meeting.pk is None and meeting.held_on < today and meeting.state == State.PLANNED:
        meeting.state = State.HELD
    if meeting.held_on > today and meeting.state not in (State.PLANNED, State.MISSED):
        raise ValidationError({"held_on": _("会议还没有到召开日期。")})
    if meeting.recorded_on and meeting.recorded_on > today:
        raise ValidationError({"recorded_on": _("记录日期不能晚于今天。")})
    numbers = (meeting.present, meeting.on_leave, meeting.absent)
    if meeting.expected is not None and None not in numbers and sum(numbers) != meeting.expected:
        raise ValidationError({"expected": _("应到人数应等于实到、请假、缺席人数之和。")})


def as_last_meeting(user, today, values) -> dict:
    """Place, chair and recorder of the organization's last meeting of the kind, and its members as those expected."""
    organization = values.get("organization")
    if organization is None:
        return {"held_on": today}
    last = OrgLifeMeeting.objects.filter(organization=organization).order_by("-held_on").first()
    known = {name: getattr(last, name) for name in ("place", "chair", "recorder")} if last else {}
    return {"held_on": today, "expected": members_on(organization, today).count() or None, **known}


def two_thirds_came(meeting, *, by, today) -> None:
    """Two thirds of the team at least (县以上党和国家机关党员领导干部民主生活会若干规定)."""
    if 3 * (meeting.present or 0) < 2 * (meeting.expected or 0):
        raise ValidationError({"present": _("到会人数不足应到人数的三分之二，不能召开。")})


def times_of_team_meetings(meetings, *, today) -> dict[int, Caution]:
    """Plans reported later before a meeting, and reports later after it, than the office's rule says."""
    times = rule_value("democratic_meeting_times", today)[0]
    found = {}
    for at, one in enumerate(meetings):
        if one.held_on is None:
            continue
        planned, reported = one.plan_reported_on, one.reported_on or today
        if planned is None:
            found[at] = Caution("plan_reported_on", _("没有会议方案的报告日期"), _("方案应在会前报上级党组织，请补填"))
        elif (one.held_on - planned).days < int(times["plan_days"]):
            found[at] = Caution(
                "plan_reported_on",
                _("会议方案会前%(days)d天才报，规定提前%(least)d天") % {
                    "days": (one.held_on - planned).days, "least": times["plan_days"]},
                _("日期填错的请更正，否则请在情况报告中说明"),
            )
        elif (reported - one.held_on).days > int(times["report_days"]):
            found[at] = Caution(
                "reported_on",
                _("会后%(days)d天%(still)s报告情况，规定%(most)d天内") % {
                    "days": (reported - one.held_on).days, "most": times["report_days"],
                    "still": "" if one.reported_on else _("仍未")},
                _("请核对报告日期") if one.reported_on else _("请尽快报告"),
            )
    return found  # fmt: skip


def check_appraisal(appraisal, *, by, today) -> None:
    """A probationary member has no grade, and no more are excellent than the office allows."""
    held_on = appraisal.round.held_on
    full = full_members_on(appraisal.round.organization, held_on)
    if appraisal.grade and not full.filter(member=appraisal.member).exists():
        raise ValidationError({"grade": _("预备党员参加评议但不评定等次；不是本支部正式党员的也不能评定。")})
    if appraisal.grade != MemberAppraisal.Grade.EXCELLENT:
        return
    rule, setting = rule_value("member_appraisal_cap", held_on)
    others = appraisal.round.appraisals.filter(grade="1").exclude(pk=appraisal.pk).count()
    if (others + 1) * int(rule["one_in"]) > full.count():
        raise ValidationError(
            {"grade": _("优秀等次不能超过正式党员的%(part)s分之一（依据：%(source)s）。")
             % {"part": rule["one_in"], "source": setting.source}}
        )  # fmt: skip


def hours_of_course(user, today, values) -> dict:
    """The hours of the course."""
    course = values.get("course")
    return {"hours": course.hours} if course else {}


def pages_of_meeting(meeting, user) -> list[tuple[str, str]]:
    """The attendance, for whoever may enter it, and the organization's calendar."""
    calendar = reverse("branches:life-organization", args=[meeting.organization_id])
    found = [(_("组织生活日历"), calendar)]
    if user.can(Permission.EDIT_ORGANIZATIONS) and meeting.state in (State.HELD, State.RECORDED):
        found.insert(0, (_("登记到会情况"), reverse("branches:attendance", args=[meeting.pk])))
    return found


MEETINGS = ledger(
    "org-life-meetings", OrgLifeMeeting, GROUP,
    gettext_lazy("登记“三会一课”、主题党日和组织生活会：先计划，开后记录，由乡镇审核；到会情况可从党员名单一次勾选。"),
    place="organization__unit",
    fields=(
        "organization", ("kind", "held_on", "place"), "topic", ("chair", "recorder"), "agenda",
        ("expected", "present", "on_leave", "absent"), "minutes", "decisions", ("recorded_on", "attachment"),
    ),
    later=("agenda", "expected", "present", "on_leave", "absent", "decisions", "recorded_on", "attachment"),
    columns=("topic", "organization", "kind", "held_on", "state", "expected", "present", "recorded_on"),
    filters=("kind", "state", "organization__unit"), search=("topic", "organization__name"),
    sorts=(
        Sort("held_on", gettext_lazy("召开日期"), ("held_on",), descending=True),
        Sort("organization", gettext_lazy("党组织"), ("organization__name",)),
    ),
    owners=("organization",), fits=holds_members, key=("organization", "kind", "held_on"),
    sheet=(
        "organization", "kind", "held_on", "place", "topic", "chair", "recorder", "expected", "present", "on_leave",
        "absent", "recorded_on",
    ),
    flow=Flow(
        (
            Step("hold", gettext_lazy("召开"), (State.PLANNED,), State.HELD, ("held_on",)),
            Step(
                "record", gettext_lazy("记录"), (State.HELD,), State.RECORDED,
                ("chair", "recorder", "expected", "present", "recorded_on"),
            ),
            Step(
                "review", gettext_lazy("审核"), (State.RECORDED,), State.REVIEWED, right=Permission.APPROVE_RECORDS,
                second_person=True,
            ),
            Step("return", gettext_lazy("退回补正"), (State.RECORDED, State.REVIEWED), State.HELD, reason=True),
            Step("miss", gettext_lazy("未召开"), (State.PLANNED,), State.MISSED, reason=True),
        )
    ),
    check=check_meeting, settle=settle_slots, derived={"branches.lifeslot.meeting": {}}, prefill=as_last_meeting, pages=pages_of_meeting,
)  # fmt: skip

TEAM_MEETINGS = ledger(
    "democratic-life-meetings", DemocraticLifeMeeting, GROUP,
    gettext_lazy("登记党委、党工委领导班子年度民主生活会的方案、征求意见、谈心谈话、召开、报告和整改。"),
    place="organization__unit",
    fields=(
        ("organization", "year"), "theme", ("plan_reported_on", "solicited_on", "opinions"), ("talked_on", "held_on"),
        ("expected", "present", "criticisms"), ("supervisor", "reported_on"), ("rectifications", "rectified_on"),
    ),
    columns=("organization", "year", "theme", "state", "held_on", "expected", "present", "rectified_on"),
    filters=("year", "state", "organization__unit"), search=("theme", "organization__name"),
    sorts=(Sort("year", gettext_lazy("年度"), ("year",), descending=True),), owners=("organization",), fits=holds_members,
    key=("organization", "year"),
    sheet=("organization", "year", "theme", "solicited_on", "opinions", "talked_on", "held_on", "expected", "present",
           "criticisms", "supervisor", "reported_on", "rectifications", "rectified_on"),
    flow=Flow(
        (
            Step("solicit", gettext_lazy("征求意见"), (Team.PLANNED,), Team.SOLICITED, ("solicited_on", "opinions")),
            Step("talk", gettext_lazy("谈心谈话"), (Team.SOLICITED,), Team.TALKED, ("talked_on",)),
            Step(
                "hold", gettext_lazy("召开"), (Team.TALKED,), Team.HELD, ("held_on", "expected", "present", "criticisms"),
                requires=two_thirds_came,
            ),
            Step("report", gettext_lazy("报告"), (Team.HELD,), Team.REPORTED, ("reported_on", "rectifications")),
            Step("rectify", gettext_lazy("整改完成"), (Team.REPORTED,), Team.RECTIFIED, ("rectified_on",)),
        )
    ),
    check=in_order("plan_reported_on", "solicited_on", "talked_on", "held_on", "reported_on", "rectified_on"),
    cautions=times_of_team_meetings, settle=settle_slots, prefill=lambda user, today, values: {"year": today.year},
)  # fmt: skip

ROUNDS = ledger(
    "member-appraisal-rounds", MemberAppraisalRound, GROUP, gettext_lazy("登记各党支部每年的民主评议党员。"),
    place="organization__unit", fields=(("organization", "year", "held_on"), ("expected", "present")),
    columns=("organization", "year", "held_on", "expected", "present"), filters=("year", "organization__unit"),
    search=("organization__name",), sorts=(Sort("year", gettext_lazy("年度"), ("year",), descending=True),),
    owners=("organization",), fits=holds_members, key=("organization", "year"),
    sheet=("organization", "year", "held_on", "expected", "present"),
    check=in_order("held_on"), settle=settle_slots,
    prefill=lambda user, today, values: {"year": today.year, "held_on": today},
)  # fmt: skip

APPRAISALS = ledger(
    "member-appraisals", MemberAppraisal, GROUP,
    gettext_lazy("登记每名党员的评议等次；预备党员参加评议、不评定等次，优秀等次不超过规定比例。"),
    place="round__organization__unit", fields=("round", "member", ("self_grade", "grade"), "note"),
    columns=("member__person__name", "round", "self_grade", "grade"), filters=("grade", "round__year"),
    search=("member__person__name", "round__organization__name"),
    sorts=(Sort("member", gettext_lazy("党员"), ("member__person__pinyin",)),), owners=("round",),
    check=check_appraisal,
)  # fmt: skip

COURSES = ledger(
    "member-courses", MemberCourse, GROUP, gettext_lazy("登记集中轮训、在线学习、实地考察等党员培训，一期一条。"),
    place="organization__unit",
    fields=("organization", ("channel", "hours"), "title", ("began_on", "ended_on"), "place"),
    columns=("title", "organization", "channel", "began_on", "hours"), filters=("channel", "organization__unit"),
    search=("title", "organization__name"),
    sorts=(Sort("began_on", gettext_lazy("开始日期"), ("began_on",), descending=True),), owners=("organization",), fits=holds_members,
    key=("organization", "title", "began_on"),
    sheet=("organization", "channel", "title", "began_on", "ended_on", "place", "hours"),
    check=all_of(in_order("began_on", "ended_on")),
)  # fmt: skip

TRAININGS = ledger(
    "member-trainings", MemberTraining, GROUP, gettext_lazy("登记每名党员参加培训的学时，计入年度学时。"),
    place="member__organization__unit", fields=("course", "member", "hours"),
    columns=("member__person__name", "member__organization__name", "course", "course__began_on", "hours"),
    filters=(
        "course__channel", Day("since", gettext_lazy("开始日期自"), "course__began_on__gte"),
        Day("until", gettext_lazy("至"), "course__began_on__lte"),
    ),
    search=("member__person__name", "member__person__pinyin", "member__organization__name", "course__title"),
    sorts=(Sort("member", gettext_lazy("党员"), ("member__person__pinyin",)),), owners=("course", "member"),
    sheet=("course", "member", "hours"), key=("course", "member"), prefill=hours_of_course,
)  # fmt: skip

REGISTERS = (MEETINGS, TEAM_MEETINGS, ROUNDS, APPRAISALS, COURSES, TRAININGS)
