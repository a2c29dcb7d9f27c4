"""Organization life of the demo county, 2025 to the middle of 2026, with a few meetings missed and a few recorded late."""

import datetime
from random import Random

from branches.actions.life import settle_life_slots
from branches.models import (
    DemocraticLifeMeeting,
    MemberAppraisal,
    MemberAppraisalRound,
    MemberCourse,
    MemberTraining,
    OrganizationPost,
    OrgLifeMeeting,
    PartyMember,
    PartyOrganization,
)
from branches.rules.life_slots import BRANCHES, TEAMS, Cycles, Standing, slots_of
from cadres.demo.months import choices_for
from portal.models import RuleSetting

DAYS = datetime.timedelta
FIRST = datetime.date(2025, 1, 1)
_TOPICS = {
    "member_assembly": ("讨论发展党员", "通报支部工作", "学习党章党规"),
    "branch_committee": ("研究支部工作计划", "研究党费收缴", "分析党员思想状况"),
    "party_lecture": ("书记讲党课", "学习乡村振兴政策", "重温入党誓词"),
    "theme_day": ("志愿服务清洁家园", "走访慰问老党员", "田间学技术", "参观红色遗址"),
    "org_life_meeting": ("年度组织生活会",),
}
_COURSES = (
    ("intensive", "党员集中轮训班", 24), ("intensive", "党支部书记培训班", 32), ("online", "党员网络学习", 12),
    ("visit", "先进村实地考察", 8),
)  # fmt: skip


def load(*, by, today: datetime.date) -> None:
    """Meetings of every branch, yearly meetings of the teams, last year's appraisal, and training of members."""
    if OrgLifeMeeting.objects.exists() or not PartyMember.objects.exists():
        return
    random = choices_for("organization life")
    branches = list(PartyOrganization.objects.filter(category__in=BRANCHES, counts_in_statistics=True).order_by("pk"))
    members: dict[int, list[PartyMember]] = {}
    for one in PartyMember.objects.order_by("pk"):
        members.setdefault(one.organization_id, []).append(one)
    _meetings(random, branches, members, today)
    _teams(random)
    _appraisals(random, branches, members)
    _training(random, branches, members, today)
    settle_life_slots(through=today)


def _meetings(random: Random, branches, members, today: datetime.date) -> None:
    posts: dict[int, list] = {}
    for one in OrganizationPost.objects.all():
        posts.setdefault(one.organization_id, []).append(
            (one.began and one.began.last_day(), one.ended and one.ended.first_day())
        )
    cycles = [Cycles(one.in_force_from, one.value) for one in RuleSetting.objects.filter(key="life_cycles")]
    through = datetime.date(today.year, 12, 31)
    rows = []
    for branch in branches:
        standing = Standing(
            branch.category,
            branch.began and branch.began.last_day(),
            branch.ended and branch.ended.first_day(),
            tuple(posts.get(branch.pk, ())),
        )
        count = len(members.get(branch.pk, ()))
        for kind, first, last in slots_of(standing, cycles, FIRST, through):
            if kind in _TOPICS and first <= today:
                rows += _meeting(random, branch, kind, first, min(last, today), count, today)
    OrgLifeMeeting.objects.bulk_create(rows, batch_size=3000)


def _meeting(random: Random, branch, kind: str, first, last, count: int, today) -> list[OrgLifeMeeting]:
    chance = random.random()
    if chance < 0.03 or (kind == "org_life_meeting" and first.year == today.year):
        return []
    held = first + DAYS(random.randint(0, max(0, (last - first).days)))
    recorded = held + DAYS(random.randint(25, 60) if chance > 0.96 else random.randint(0, 4))
    expected = max(3, count if kind != "branch_committee" else min(5, count))
    away = random.choice((0, 0, 1, 1, 2)) if expected > 5 else 0
    state = "recorded" if recorded > today - DAYS(30) else "reviewed"
    if recorded > today:
        state, recorded = "held", None
    return [
        OrgLifeMeeting(
            organization=branch, kind=kind, state=state, held_on=held, recorded_on=recorded, place="党群服务中心",
            topic=random.choice(_TOPICS[kind]), expected=expected, present=expected - away, on_leave=away, absent=0,
        )
    ]  # fmt: skip


def _teams(random: Random) -> None:
    DemocraticLifeMeeting.objects.bulk_create(
        DemocraticLifeMeeting(
            organization=team, year=2025, theme="学习贯彻党的创新理论，以严的作风推动落实", state="rectified",
            solicited_on=datetime.date(2025, 12, 5), opinions=random.randint(12, 40), talked_on=datetime.date(2025, 12, 15),
            held_on=datetime.date(2025, 12, 22) + DAYS(random.randint(0, 9)), expected=9, present=random.choice((8, 9, 9)),
            criticisms=random.randint(15, 30), reported_on=datetime.date(2026, 1, 12), rectifications=random.randint(5, 12),
            rectified_on=datetime.date(2026, 5, 30),
        )
        for team in PartyOrganization.objects.filter(category__in=TEAMS, counts_in_statistics=True).order_by("pk")
        if random.random() > 0.05
    )  # fmt: skip


def _appraisals(random: Random, branches, members) -> None:
    rounds = MemberAppraisalRound.objects.bulk_create(
        MemberAppraisalRound(
            organization=branch, year=2025, held_on=datetime.date(2025, 12, 20) + DAYS(random.randint(0, 20)),
            expected=len(members[branch.pk]), present=len(members[branch.pk]),
        )
        for branch in branches if members.get(branch.pk) and random.random() > 0.03
    )  # fmt: skip
    MemberAppraisal.objects.bulk_create(
        (
            MemberAppraisal(round=one, member=member, grade=grade)
            for one in rounds
            for member, grade in _grades(random, members[one.organization_id])
        ),
        batch_size=5000,
    )


def _grades(random: Random, members: list[PartyMember]):
    full = [one for one in members if one.full_since is not None and one.full_since.year < 2025]
    excellent = len(full) // 3
    chosen = {one.pk for one in random.sample(full, excellent)}
    for one in members:
        if one not in full:
            yield one, ""
        else:
            yield one, "1" if one.pk in chosen else random.choice(("2",) * 30 + ("3",))


def _training(random: Random, branches, members, today: datetime.date) -> None:
    courses, trainings = [], []
    hosts = list(PartyOrganization.objects.filter(category__in=TEAMS, counts_in_statistics=True).order_by("pk"))
    for host in hosts:
        for channel, title, hours in _COURSES:
            for first, last in (
                (datetime.date(2025, 3, 1), datetime.date(2025, 11, 20)),
                (datetime.date(2026, 2, 20), today - DAYS(10)),
            ):
                began = first + DAYS(random.randint(0, (last - first).days))
                courses.append(
                    MemberCourse(
                        organization=host,
                        channel=channel,
                        title=title,
                        began_on=began,
                        ended_on=began + DAYS(2),
                        hours=hours,
                    )
                )
    made: dict[int, list[MemberCourse]] = {}
    for course in MemberCourse.objects.bulk_create(courses):
        made.setdefault(course.organization_id, []).append(course)
    leaders = set(OrganizationPost.objects.values_list("person_id", flat=True))
    for branch in branches:
        for course in made.get(branch.parent_id, ()):
            for member in members.get(branch.pk, ()):
                wanted = member.person_id in leaders if "书记" in course.title else random.random() < 0.9
                if wanted:
                    trainings.append(MemberTraining(course=course, member=member, hours=course.hours))
    MemberTraining.objects.bulk_create(trainings, batch_size=5000)
