"""Figures of talks the slow way."""

import datetime
from collections import defaultdict

from cadres.models import Appointment, Person, Secondment, TalkIssue, TalkRecord
from portal.rules.dates import PartialDate
from tests.reports.record_people import county, edge

OCCASIONS = ("routine", "life_meeting", "post_change", "award", "hardship", "mood", "discipline", "feedback", "other")


def _inside(who, question):
    return who.unit is not None and who.unit.path.startswith(question.unit.path)


def _must(posts, times_away, day):
    number = PartialDate.from_date(day).as_int()
    for post in posts:
        if post.nature != "post":
            continue
        begun = post.began is None or post.began.as_int() <= number
        if not begun or (post.ended is not None and post.ended.as_int() <= number):
            continue
        if post.is_leader_post or (post.is_team_member and post.member_kind in ("1", "3")):
            return True
    for away in times_away:
        if away.started is not None and away.started <= day and (away.ended is None or away.ended >= day):
            return True
    return False


def _by_person(model):
    found = defaultdict(list)
    for one in model.objects.all():
        found[one.person_id].append(one)
    return found


def _coverage(question):
    day = question.as_of
    due = talked = 0
    posts, times_away, talks = (_by_person(model) for model in (Appointment, Secondment, TalkRecord))
    for who in Person.objects.select_related("unit"):
        if who.status != "1" or not _inside(who, question) or not _must(posts[who.pk], times_away[who.pk], day):
            continue
        due += 1
        for talk in talks[who.pk]:
            if talk.mode != "group" and datetime.date(day.year, 1, 1) <= talk.held_on <= day:
                talked += 1
                break
    return talked, due, 0


def _talks(occasions):
    def count(question):
        first = datetime.date(question.as_of.year, 1, 1)
        return (
            sum(
                _inside(talk.person, question) and first <= talk.held_on <= question.as_of and talk.occasion in occasions
                for talk in TalkRecord.objects.select_related("person__unit")
            ),
            None,
            0,
        )

    return count


def _solved(question):
    raised = solved = 0
    for one in TalkIssue.objects.select_related("person__unit"):
        if _inside(one.person, question) and datetime.date(question.as_of.year, 1, 1) <= one.raised <= question.as_of:
            raised += 1
            solved += one.solved_on is not None and one.solved_on <= question.as_of
    return solved, raised, 0


# The rule asks once a year of everybody, so that enough talks are at least one; other numbers are tested with the rule.
ORACLES = {
    "TLK-01.covered": _coverage,
    "TLK-01.enough": _coverage,
    "TLK-02.total": _talks(OCCASIONS),
    **{f"TLK-02.{occasion}": _talks((occasion,)) for occasion in OCCASIONS},
    "TLK-03": _solved,
}


def make_records(random):
    """Talks on and around the days asked about, with and without a duty; difficulties solved and open."""
    _units, people = county(random)
    placed = [who for who in people if who.unit is not None]
    for who, occasion in zip(placed, OCCASIONS, strict=False):  # no occasion is left without a talk
        TalkRecord.objects.create(
            person=who, talker_text="某领导", occasion=occasion, held_on=datetime.date(2026, 1, 15)
        )
    for number, who in enumerate(people):
        if random.random() < 0.2:
            started = edge(random)
            ended = random.choice([None, edge(random, after=started)])
            Secondment.objects.create(
                person=who, direction="up", state="finished" if ended else "running", host_text="某部门",
                started=started, ended=ended,
            )  # fmt: skip
        for held_on in sorted({edge(random) for _ in range(random.randint(0, 3))}):
            TalkRecord.objects.create(
                person=who, talker_text="某领导", occasion=OCCASIONS[number % 9], held_on=held_on,
                mode=random.choice(["face", "face", "group"]),
            )  # fmt: skip
        for raised in sorted({edge(random) for _ in range(random.randint(0, 2))}):
            TalkIssue.objects.create(
                person=who, category="housing", raised=raised, solved_on=random.choice([None, edge(random, after=raised)])
            )
