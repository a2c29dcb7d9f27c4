"""Chains month by month, members who lead and 双培双带 person by person."""

import calendar
import datetime

from branches.models import (
    ChainIssue,
    ChainMeeting,
    ChainMembership,
    DualCultivation,
    IndustryProject,
    LeadingMember,
    PartyOrganization,
)
from tests.reports.records import person
from tests.reports.village_county import (
    any_day,
    count,
    in_force,
    later,
    make_county,
    of_question,
    share,
    since,
    span,
    total,
)


def chains(question):
    return [
        one
        for one in of_question(PartyOrganization, question)
        if one.category == "CHN" and in_force(one, question.as_of)
    ]


def members(kind):
    def oracle(question):
        here = {chain.pk for chain in chains(question)}
        found = [one for one in ChainMembership.objects.all() if one.organization_id in here and one.kind == kind]
        return count([one for one in found if in_force(one, question.as_of)])

    return oracle


def meetings(question):
    held = {(one.organization_id, one.held_on) for one in ChainMeeting.objects.all()}
    met = due = 0
    for chain in chains(question):
        for month in range(1, 13):
            year = question.as_of.year
            days = [datetime.date(year, month, day + 1) for day in range(calendar.monthrange(year, month)[1])]
            if days[-1] > question.as_of or not all(in_force(chain, day) for day in days):
                continue
            due += 1
            met += any((chain.pk, day) in held for day in days)
    return met, due, 0


def issues(question):
    counts = since(question)
    return [one for one in of_question(ChainIssue, question, "organization") if counts(one.raised_on)]


def is_closed(issue, question):
    return issue.closed_on is not None and issue.closed_on <= question.as_of


def runners(question):
    found = set()
    for leader in of_question(LeadingMember, question):
        if in_force(leader, question.as_of) and leader.project and in_force(leader.project, question.as_of):
            found.add(leader.person_id)
    return count(found)


def cultivated(direction, day):
    def oracle(question):
        counts = since(question)
        found = [one for one in of_question(DualCultivation, question) if one.direction == direction]
        return count({one.person_id for one in found if counts(getattr(one, day))})

    return oracle


ORACLES = {
    "IND-07.organizations": lambda question: count(chains(question)),
    "IND-07.villages": members("village"),
    "IND-07.cooperatives": members("cooperative"),
    "IND-07.enterprises": members("enterprise"),
    "IND-07.households": members("household"),
    "IND-08.closed": lambda question: share(is_closed(one, question) for one in issues(question)),
    "IND-08.land": lambda question: total(
        one.land for one in issues(question) if one.kind == "land" and is_closed(one, question)
    ),
    "IND-08.sessions": lambda question: total(one.sessions for one in issues(question) if one.kind == "technique"),
    "IND-09": meetings,
    "IND-10": runners,
    "IND-12": cultivated("member_to_leader", "achieved_on"),
    "IND-13": cultivated("leader_to_member", "probationary_on"),
}


def make_records(random):
    """Chains founded and dissolved around months' ends, meetings on first and last days, people twice."""
    villages = make_county(random)
    made = [
        PartyOrganization.objects.create(
            name="产业链", category=random.choice(["CHN", "CHN", "CHN", "BR"]), sector="village",
            unit=random.choice(villages), **span(random),
        )
        for _number in range(14)
    ]  # fmt: skip
    for chain in made:
        for _number in range(random.randint(0, 4)):
            kind = random.choice(["village", "cooperative", "enterprise", "household"])
            ChainMembership.objects.create(organization=chain, kind=kind, name="成员", **span(random))
        for month in range(1, 8):
            for _number in range(random.randint(0, 2)):
                day = random.choice([1, 15, calendar.monthrange(2026, month)[1]])
                ChainMeeting.objects.create(
                    organization=chain, held_on=datetime.date(random.choice([2025, 2026, 2026]), month, min(day, 28) if month == 2 else day),
                    topic="会议",
                )  # fmt: skip
        for _number in range(random.randint(0, 4)):
            day = any_day(random)
            ChainIssue.objects.create(
                organization=chain, kind=random.choice(["land", "technique", "sales"]), raised_on=day, matter="事项",
                closed_on=later(random, day), land=random.choice([None, 50]), sessions=random.choice([None, 2]),
            )  # fmt: skip
    people = [person(f"党员{number}") for number in range(8)]
    projects = [
        IndustryProject.objects.create(unit=villages[0], name="项目", kind="other", **span(random)) for _n in range(5)
    ]
    for _number in range(24):
        LeadingMember.objects.create(
            unit=random.choice(villages), person=random.choice(people), project=random.choice([None, *projects]),
            **span(random),
        )  # fmt: skip
        direction = random.choice(["member_to_leader", "leader_to_member"])
        probationary = {"probationary_on": random.choice([None, any_day(random)])}
        DualCultivation.objects.create(
            unit=random.choice(villages), person=random.choice(people), direction=direction,
            listed_on=datetime.date(2021, 1, 1), achieved_on=random.choice([None, any_day(random)]),
            **(probationary if direction == "leader_to_member" else {}),
        )  # fmt: skip
