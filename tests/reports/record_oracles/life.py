"""Organization life counted slowly: LIFE-01 to LIFE-06, MEM-02, MEM-03. What was due is worked out anew, not read."""

import calendar
from datetime import date, timedelta

from branches.actions.life import settle_life_slots
from branches.models import (
    DemocraticLifeMeeting,
    MemberAppraisal,
    MemberAppraisalRound,
    MemberCourse,
    Membership,
    MemberTraining,
    OrganizationPost,
    OrgLifeMeeting,
    PartyMember,
    PartyOrganization,
)
from portal.rules.dates import PartialDate, parse_partial_date
from tests.reports.records import person, unit

MONTHS = {
    "member_assembly": 3, "branch_committee": 1, "group_meeting": 1, "party_lecture": 3, "theme_day": 1,
    "org_life_meeting": 12, "member_appraisal": 12, "democratic_life_meeting": 12,
}  # fmt: skip
THREE = ("member_assembly", "branch_committee", "group_meeting", "party_lecture")
_ROWS = {}


def rows_of(model, *relations):
    """Every record of the table, read once for the records made last."""
    if model not in _ROWS:
        _ROWS[model] = list(model.objects.select_related(*relations))
    return _ROWS[model]


def inside(question, place):
    return place.path.startswith(question.unit.path)


def within(question, period, day):
    if day is None:
        return False
    if period == "last_year":
        return day.year == question.as_of.year - 1
    if day > question.as_of or day.year != question.as_of.year:
        return False
    if period == "month":
        return day.month == question.as_of.month
    return period == "year" or (day.month - 1) // 3 == (question.as_of.month - 1) // 3


def in_being(began, ended, day):
    """Vague beginnings count from their last possible day, vague ends from their first."""
    return (began is None or began.last_day() <= day) and (ended is None or ended.first_day() > day)


def periods(months):
    for year in (2025, 2026):
        for month in range(1, 13, months):
            last = month + months - 1
            yield date(year, month, 1), date(year, last, calendar.monthrange(year, last)[1])


def must(organization, kind, first, last):
    if not organization.counts_in_statistics:
        return False
    if not (
        in_being(organization.began, organization.ended, first)
        and in_being(organization.began, organization.ended, last)
    ):
        return False
    if kind == "group_meeting":
        return organization.category == "GRP"
    if kind == "democratic_life_meeting":
        return organization.category in ("COM", "WC")
    if organization.category not in ("BR", "JBR", "TBR"):
        return False
    if kind != "branch_committee":
        return True
    posts = [one for one in rows_of(OrganizationPost) if one.organization_id == organization.pk]
    return all(sum(in_being(one.began, one.ended, day) for one in posts) >= 3 for day in (first, last))


def days_of_record(organization, kind, first, last):
    if kind == "democratic_life_meeting":
        found = [one for one in rows_of(DemocraticLifeMeeting) if one.held_on]
        return [one.held_on for one in found if one.organization_id == organization.pk and one.year == first.year]
    if kind == "member_appraisal":
        found = rows_of(MemberAppraisalRound)
        return [one.held_on for one in found if one.organization_id == organization.pk and one.year == first.year]
    return [
        one.recorded_on for one in rows_of(OrgLifeMeeting)
        if one.organization_id == organization.pk and one.kind == kind and one.state in ("recorded", "reviewed")
        and first <= one.held_on <= last
    ]  # fmt: skip


def due(question, kinds, period):
    """(last day, first day of record or None) of every slot of the kinds that fell due in the period."""
    for organization in rows_of(PartyOrganization, "unit"):
        if not inside(question, organization.unit):
            continue
        for kind in kinds:
            for first, last in periods(MONTHS[kind]):
                if within(question, period, last) and must(organization, kind, first, last):
                    yield last, min(days_of_record(organization, kind, first, last), default=None)


def filled(kinds, period):
    def oracle(question):
        found = list(due(question, kinds, period))
        return sum(1 for _last, day in found if day is not None and day <= question.as_of), len(found), 0

    return oracle


def backfilled(question):
    found = due(question, THREE, "year")
    late = [day for last, day in found if day is not None and day <= question.as_of and day - last > timedelta(days=10)]
    return len(late), None, 0


def graded(grade):
    def oracle(question):
        rows = [
            one for one in rows_of(MemberAppraisal, "round__organization__unit", "member")
            if one.grade and one.round.held_on <= question.as_of and one.round.year == question.as_of.year - 1
            and inside(question, one.round.organization.unit)
        ]  # fmt: skip
        with_grade = {one.member.person_id for one in rows if one.grade == grade}
        return len(with_grade), len({one.member.person_id for one in rows}), 0

    return oracle


def attendance(question):
    rows = [
        one for one in rows_of(OrgLifeMeeting, "organization__unit")
        if one.state in ("recorded", "reviewed") and one.recorded_on <= question.as_of
        and within(question, "year", one.held_on) and inside(question, one.organization.unit)
    ]  # fmt: skip
    known = [one for one in rows if one.expected is not None and one.present is not None]
    return (
        sum(one.present for one in known), sum(one.expected for one in rows if one.expected is not None),
        len(rows) - len(known),
    )  # fmt: skip


def members(question):
    number = question.as_of.year * 10000 + question.as_of.month * 100 + question.as_of.day
    return [
        one for one in rows_of(Membership, "organization__unit", "member")
        if (one.began is None or one.began.as_int() <= number) and (one.ended is None or one.ended.as_int() > number)
        and one.organization.counts_in_statistics and inside(question, one.organization.unit)
    ]  # fmt: skip


def hours_enough(needed, *, leaders):
    def oracle(question):
        number = question.as_of.year * 10000 + question.as_of.month * 100 + question.as_of.day
        counted = asked = 0
        for one in members(question):
            leads = any(
                post.person_id == one.member.person_id and post.organization_id == one.organization_id
                and (post.began is None or post.began.as_int() <= number)
                and (post.ended is None or post.ended.as_int() > number)
                for post in rows_of(OrganizationPost)
            )  # fmt: skip
            if leaders and not leads:
                continue
            asked += 1
            hours = sum(
                training.hours for training in rows_of(MemberTraining, "course", "member__organization__unit")
                if training.member_id == one.member_id and within(question, "year", training.course.began_on)
            )  # fmt: skip
            counted += hours >= needed
        return counted, asked, 0

    return oracle


def of_channel(channel, what):
    def oracle(question):
        if what == "sessions":
            courses = rows_of(MemberCourse, "organization__unit")
            return (
                sum(
                    1
                    for one in courses
                    if one.channel == channel
                    and within(question, "year", one.began_on)
                    and inside(question, one.organization.unit)
                ),
                None,
                0,
            )
        rows = [
            one
            for one in rows_of(MemberTraining, "course", "member__organization__unit")
            if one.course.channel == channel
            and within(question, "year", one.course.began_on)
            and inside(question, one.member.organization.unit)
        ]
        return (len(rows) if what == "times" else sum(one.hours for one in rows)), None, 0

    return oracle  # fmt: skip


ORACLES = {
    "LIFE-01.month": filled(THREE, "month"),
    "LIFE-01.quarter": filled(THREE, "quarter"),
    "LIFE-01.year": filled(THREE, "year"),
    "LIFE-01.backfilled": backfilled,
    "LIFE-02": filled(("theme_day",), "month"),
    "LIFE-03.year": filled(("democratic_life_meeting",), "year"),
    "LIFE-03.last_year": filled(("democratic_life_meeting",), "last_year"),
    "LIFE-04.year": filled(("org_life_meeting",), "year"),
    "LIFE-04.last_year": filled(("org_life_meeting",), "last_year"),
    "LIFE-05.excellent": graded("1"),
    "LIFE-05.qualified": graded("2"),
    "LIFE-05.basic": graded("3"),
    "LIFE-05.unqualified": graded("4"),
    "LIFE-06": attendance,
    "MEM-02.members": hours_enough(32, leaders=False),
    "MEM-02.leaders": hours_enough(56, leaders=True),
    **{
        f"MEM-03.{channel}_{what}": of_channel(channel, what)
        for channel in ("intensive", "online", "visit")
        for what in ("sessions", "times", "hours")
    },
}


def make_records(random):
    """Organizations founded and dissolved around the days that matter, with meetings kept, late, missing and planned."""
    _ROWS.clear()
    county = unit("C", kind="county")
    for number in range(2):
        town = unit(f"T{number}", parent=county)
        town.township = town
        town.save()
        committee = PartyOrganization.objects.create(name="党委", category="COM", sector="township", unit=town)
        _yearly(random, committee, sure=number == 0)
        steady = PartyOrganization.objects.create(
            name="老支部", category="BR", sector="village", unit=town, parent=committee
        )
        _meetings(random, steady, ["party_lecture", "theme_day", "org_life_meeting"], sure=True)
        for began, ended in (
            (None, None),
            ("2025.04.01", None),
            ("2025.04.02", None),
            ("2026.01", "2026.06.30"),
            ("2026.01.01", "2026.07.01"),
        ):
            branch = PartyOrganization.objects.create(
                name="支部", category=random.choice(["BR", "BR", "JBR", "FUN"]), sector="village", unit=town, parent=committee,
                began=parse_partial_date(began) if began else None, ended=parse_partial_date(ended) if ended else None,
                counts_in_statistics=random.random() < 0.9,
            )  # fmt: skip
            _branch(random, branch)
            group = PartyOrganization.objects.create(
                name="小组", category="GRP", sector="village", unit=town, parent=branch, began=branch.began
            )
            _meetings(random, group, ["group_meeting"])
    settle_life_slots(through=date(2026, 12, 31))


def _branch(random, branch):
    people = [person(name=f"党员{number}") for number in range(4)]
    everybody = [
        PartyMember.objects.create(
            person=one, organization=branch, joined=PartialDate(2010, 7, 1), full_since=PartialDate(2011, 7, 1)
        )
        for one in people
    ]
    for one in everybody:
        Membership.objects.get_or_create(
            member=one,
            organization=branch,
            began=parse_partial_date(random.choice(["2010.07.01", "2026.06.30", "2026.07.01"])),
        )
    for number, one in enumerate(people[:3]):
        OrganizationPost.objects.create(
            organization=branch, person=one, post="secretary" if number == 0 else "member",
            began=parse_partial_date(random.choice(["2020.01.01", "2025.05.01", "2025.05.02"])),
            ended=parse_partial_date("2026.05.31") if random.random() < 0.2 else None,
        )  # fmt: skip
    _meetings(random, branch, ["member_assembly", "branch_committee", "party_lecture", "theme_day", "org_life_meeting"])
    held = MemberAppraisalRound.objects.create(
        organization=branch, year=2025, held_on=random.choice([date(2025, 12, 31), date(2026, 1, 2)])
    )
    for one in everybody:
        MemberAppraisal.objects.create(round=held, member=one, grade=random.choice(["", "1", "2", "3", "4"]))
    for _ in range(3):
        course = MemberCourse.objects.create(
            organization=branch, channel=random.choice(["intensive", "online", "visit"]), title="轮训", hours=20,
            began_on=random.choice([date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1), date(2025, 3, 1)]),
        )  # fmt: skip
        for one in everybody:
            if random.random() < 0.8:
                MemberTraining.objects.create(course=course, member=one, hours=random.choice([16, 20, 32, 56]))


def _yearly(random, committee, *, sure):
    for year in (2024, 2025):
        if sure or random.random() < 0.8:
            held = (
                date(year, 12, 1)
                if sure
                else random.choice([None, date(year, 12, 31), date(year + 1, 1, 1), date(year, 12, 1)])
            )
            DemocraticLifeMeeting.objects.create(organization=committee, year=year, theme="主题", held_on=held)


def _meetings(random, organization, kinds, *, sure=False):
    for kind in kinds:
        for first, last in periods(MONTHS[kind]):
            if first > date(2026, 7, 1) or (not sure and random.random() < 0.25):
                continue
            held = first if sure else random.choice([first, last, first + timedelta(days=9)])
            state = "recorded" if sure else random.choice(["recorded", "reviewed", "recorded", "held", "planned"])
            late = 0 if sure else random.choice([0, 1, (last - held).days + 10, (last - held).days + 11])
            expected = random.choice([None, 20, 30])
            OrgLifeMeeting.objects.create(
                organization=organization, kind=kind, held_on=held, topic="学习", state=state,
                recorded_on=held + timedelta(days=late) if state in ("recorded", "reviewed") else None,
                expected=expected, present=None if expected is None else random.choice([None, 15, 20]),
            )  # fmt: skip
