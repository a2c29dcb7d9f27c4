"""What the statistics tables ask beyond `party_records`: work, ways in and out, posts, lost contact, gradings, candidates."""

import datetime

from branches.models import (
    AdmissionCase,
    AdmissionStep,
    MemberAppraisal,
    MemberAppraisalRound,
    Membership,
    MembershipChange,
    OrganizationPost,
    PartyMember,
    PartyOrganization,
    WeakOrganizationCase,
)
from portal.rules.dates import PartialDate
from tests.reports import party_records

DAY = datetime.date
JOINED = [
    PartialDate(1937, 7, 6), PartialDate(1937, 7, 7), PartialDate(1945, 9), PartialDate(1949, 9, 30), PartialDate(1949, 10, 1),
    PartialDate(1966), PartialDate(1966, 4, 30), PartialDate(1966, 5), PartialDate(1976, 11), PartialDate(1978, 12, 31),
    PartialDate(1979), PartialDate(2002, 10, 31), PartialDate(2002, 11), PartialDate(2012, 10), PartialDate(2012, 11, 1),
    PartialDate(2025, 6, 30), PartialDate(2025, 7, 1), PartialDate(2024, 2, 29), PartialDate(2025, 6),
]  # fmt: skip
WORK = [
    "党政机关工作人员", "农牧渔民", "农民", "外出务工经商人员", "企业管理人员", "企业管理人员（公有制）", "农民工", "0111", "0253",
    "4", "学生", "", "说不清", "民办非企业单位管理人员", "退休", "非公有制单位在岗职工",
]  # fmt: skip
LOST = [None, None, PartialDate(2026), PartialDate(2025, 12, 30), PartialDate(2025, 12, 31), PartialDate(2025, 6, 30),
        PartialDate(2020, 7), PartialDate(2020, 6, 30), PartialDate(2015, 6), PartialDate(2026, 7, 1)]  # fmt: skip
COMING = [("111", ""), ("", "001"), ("1112", ""), ("112", ""), ("131", ""), ("", "002"), ("", "100"), ("", "152"), None]
GOING = [("251", ""), ("232", ""), ("", "003"), ("221", ""), ("222", ""), ("213", ""), ("", "005"), ("261", ""), ("", "004"),
         ("", "241"), ("", "173"), None]  # fmt: skip


def make_records(random):
    """The county of `party_records`, made wider."""
    party_records.make_records(random)
    organizations = list(PartyOrganization.objects.order_by("id"))
    members = list(PartyMember.objects.order_by("id"))
    for number, member in enumerate(members):
        _member(random, member, number)
    for number in range(20):
        OrganizationPost.objects.create(
            organization=organizations[number], person=random.choice(members[number::20]).person, began=None,
            post=random.choice(["secretary", "deputy", "member", "group_leader", "first_secretary"]),
            also_head=random.random() < 0.5, ended=random.choice([None, PartialDate(2026, 6, 30)]),
        )  # fmt: skip
    for membership in Membership.objects.select_related("organization").order_by("id")[:30]:
        OrganizationPost.objects.create(
            organization=membership.organization, person=membership.member.person, post=random.choice(["publicity", "deputy"])
        )
    for organization in organizations[::3]:
        _graded(random, organization, random.sample(members, 6))
    for case in WeakOrganizationCase.objects.order_by("id"):
        case.reason = random.choice(WeakOrganizationCase.Reason.values)
        case.save()
    for case in AdmissionCase.objects.order_by("id"):
        _candidate(random, case)


def _member(random, member, number):
    first, *others = member.memberships.order_by("began")
    member.joined = JOINED[number % len(JOINED)]
    member.occupation = WORK[number % len(WORK)]
    member.full_since = random.choice(
        [None, PartialDate(2025, 6, 30), PartialDate(2021, 7, 15), PartialDate(2020), PartialDate(2005, 6), PartialDate(2016)]
    )
    if member.full_since is not None and member.full_since < member.joined:
        member.full_since = None
    member.state = "full" if member.full_since else "probationary"
    member.lost_since = random.choice(LOST)
    member.lost_circumstance = random.choice(["", *PartyMember.LostCircumstance.values])
    member.save()
    began = random.choice([first.began, member.joined, PartialDate(2026, 1, 1), PartialDate(2026, 2, 3), None])
    if began is None or began < first.ended:
        first.began = began
        first.save()
    if first.began is not None and first.began.day:
        _changed(random, member, first.began, COMING)
    if others:
        if random.random() < 0.8:
            MembershipChange.objects.create(
                member=member, on=first.ended.first_day(), relation="173", organization=others[0].organization
            )
    elif random.random() < 0.5:
        _changed(random, member, first.ended, GOING)
    if others and others[0].ended is not None:
        _changed(random, member, others[0].ended, GOING)
    if random.random() < 0.1:
        MembershipChange.objects.create(member=member, on=DAY(2019, 5, 6), way="261")
    if random.random() < 0.3:
        AdmissionCase.objects.create(
            person=member.person, organization=member.organization, applied_on=DAY(2023, 1, 1), state="full",
            probation_extended=random.choice([0, 6]),
        )  # fmt: skip


def _changed(random, member, day, kinds):
    kind = random.choice(kinds)
    if kind is not None:
        MembershipChange.objects.create(member=member, on=day.first_day(), way=kind[0], relation=kind[1])


def _graded(random, organization, members):
    for year in (2025, 2026):
        held = MemberAppraisalRound.objects.create(
            organization=organization, year=year, held_on=random.choice([DAY(year, 12, 31), DAY(2026, 6, 30), DAY(year, 3, 1)])
        )
        for member in members:
            MemberAppraisal.objects.create(round=held, member=member, grade=random.choice(["", "1", "2", "2", "3", "4"]))


def _candidate(random, case):
    case.applied_on = random.choice([DAY(2026, 6, 30), DAY(2026, 7, 1), DAY(2022, 1, 1)])
    case.stopped_on = random.choice([None, None, None, DAY(2026, 6, 30), DAY(2026, 7, 1)])
    case.save()
    if random.random() < 0.7:
        case.steps.all().delete()
    for step in (3, 7, 15):
        if random.random() < 0.6:
            AdmissionStep.objects.create(
                case=case, number=step, done_on=random.choice([DAY(2026, 6, 29), DAY(2026, 6, 30), DAY(2026, 7, 1)])
            )
