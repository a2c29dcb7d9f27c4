"""Training figures the slow way."""

import datetime
from decimal import Decimal

from cadres.models import (
    CooperationAgreement,
    Enrolment,
    PartnerUnit,
    Person,
    RankSpan,
    TrainingClass,
    TrainingSession,
)
from portal.rules.dates import PartialDate
from tests.reports.record_people import county, edge

MUST = {"1", "2", "3", "5", "6", "61", "62", "63", "B1", "B2", "B3", "B4"}


def _inside(unit, question):
    return unit is not None and unit.path.startswith(question.unit.path)


def _in_time(day, question):
    return day is not None and question.since <= day <= question.as_of


def _lectures(question):
    return [
        one for one in TrainingSession.objects.select_related("training_class__unit")
        if _inside(one.training_class.unit, question) and _in_time(one.held_on, question)
        and one.training_class.direction == "bring_in" and one.signed_in
    ]  # fmt: skip


def sessions(question):
    return len(_lectures(question)), None, 0


def session_times(question):
    return sum(one.signed_in for one in _lectures(question)), None, 0


def session_hours(question):
    hours = [one.hours for one in _lectures(question)]
    return sum((one for one in hours if one is not None), Decimal(0)), None, hours.count(None)


def _partner(held):
    return held.agreement.partner.kind if held.agreement else None


def _batches(question, college):
    found = set()
    for held in TrainingClass.objects.select_related("unit", "first_term", "agreement__partner"):
        if held.state != "finished" or held.direction != "go_out" or not _in_time(held.ended, question):
            continue
        if not _inside(held.unit, question) or (college and _partner(held) != "college"):
            continue
        first = held.first_term
        if first is not None and (held.batch_no is None or first.batch_no is None or held.batch_no == first.batch_no):
            found.add(first.pk)
        else:
            found.add(held.pk)
    return found


def _places(question, states, college=False):
    found = []
    for one in Enrolment.objects.select_related("person__unit", "training_class__agreement__partner"):
        held = one.training_class
        if held.state != "finished" or held.direction != "go_out" or one.state not in states:
            continue
        if college and _partner(held) != "college":
            continue
        if _inside(one.person.unit, question) and _in_time(held.ended, question):
            found.append(one.person_id)
    return found


def _active(question):
    found = 0
    for one in CooperationAgreement.objects.select_related("partner__unit"):
        ended = one.expires is not None and one.expires < question.as_of
        stopped = one.terminated is not None and one.terminated <= question.as_of
        if one.signed <= question.as_of and not ended and not stopped and _inside(one.partner.unit, question):
            found += 1
    return found, None, 0


def _in_force(spans, sequence, number):
    for span in spans:
        begun = span.began is None or span.began.as_int() <= number
        if span.sequence == sequence and begun and (span.ended is None or span.ended.as_int() > number):
            yield span.code


def _upper(who, day, spans):
    number = day.year * 10000 + day.month * 100 + day.day
    for sequence, own in (("level", who.post_level), ("rank", who.rank)):
        codes = list(_in_force(spans, sequence, number))
        if not any(span.sequence == sequence for span in spans):
            codes = [own]
        for code in codes:
            if sequence == "level" and code in ("0131", "0132"):
                return True
            if sequence == "rank" and code in ("11", "12", "13", "14", "15", "16"):
                return True
    return False


def _hours(question, day):
    met, all_of_them, unknown = 0, 0, 0
    taken = {}
    for one in Enrolment.objects.select_related("training_class"):
        taken.setdefault(one.person_id, []).append(one)
    spans = list(RankSpan.objects.all())
    for who in Person.objects.select_related("unit"):
        if who.status != "1" or not (who.category in MUST or who.management == "04") or not _inside(who.unit, question):
            continue
        all_of_them += 1
        upper = _upper(who, day, [span for span in spans if span.person_id == who.pk])
        first = datetime.date(day.year - 4 if upper else day.year, 1, 1)
        total, open_hours = Decimal(0), 0
        for one in taken.get(who.pk, []):
            held = one.training_class
            if one.state != "completed" or held.state != "finished" or not first <= held.ended <= day:
                continue
            hours = one.hours if one.hours is not None else held.hours
            if hours is None:
                open_hours += 1
            else:
                total += hours
        if total >= (550 if upper else 90):
            met += 1
        elif open_hours:
            unknown += 1
    return met, all_of_them, unknown


def _evaluation(question):
    scores = [
        held.evaluation for held in TrainingClass.objects.select_related("unit")
        if held.state == "finished" and _in_time(held.ended, question) and _inside(held.unit, question)
        and held.evaluation is not None
    ]  # fmt: skip
    return sum(scores, Decimal(0)), len(scores), 0


_TOOK_PART, _DONE = ("attended", "completed"), ("completed",)
ORACLES = {
    "TRN-01.sessions": sessions,
    "TRN-01.times": session_times,
    "TRN-01.hours": session_hours,
    "TRN-02.classes": lambda question: (len(_batches(question, False)), None, 0),
    "TRN-02.times": lambda question: (len(_places(question, _TOOK_PART)), None, 0),
    "TRN-02.people": lambda question: (len(set(_places(question, _TOOK_PART))), None, 0),
    "TRN-05": _active,
    "TRN-07": lambda question: (len(_batches(question, True)), None, 0),
    "TRN-08.times": lambda question: (len(_places(question, _DONE, True)), None, 0),
    "TRN-08.people": lambda question: (len(set(_places(question, _DONE, True))), None, 0),
    "TRN-09.year": lambda question: _hours(question, question.as_of),
    "TRN-09.last_year": lambda question: _hours(question, datetime.date(question.as_of.year - 1, 12, 31)),
    "TRN-10": _evaluation,
}


def make_records(random):
    """Classes that end on and around the days asked about, their rosters, lectures, partners and agreements."""
    units, people = county(random)
    agreements = _agreements(random, units)
    held = [_class(random, number, units, agreements) for number in range(30)]
    for one in held[8:14]:  # enough of what the sentence of the report is about
        one.agreement, one.direction, one.state = agreements[0], "go_out", "finished"
        one.save()
    for first, later in zip(held[:8:2], held[1:8:2], strict=True):
        later.first_term, later.batch_no = first, random.choice([None, first.batch_no, 7])
        later.save()
    for one in held:
        _lectures_of(random, one)
        for who in random.sample(people, random.randint(4, 9)):
            Enrolment.objects.create(
                training_class=one, person=who, state=random.choice(["enrolled", "attended", *["completed"] * 4, "withdrawn"]),
                hours=random.choice([None, None, None, Decimal("10.5"), Decimal("90"), Decimal("300")]),
            )  # fmt: skip
    for who in people[::2]:
        _rank(random, who)


def _agreements(random, units):
    made = []
    for number, kind in enumerate(["college", "college", "counterpart_support", "party_school"]):
        partner = PartnerUnit.objects.create(unit=random.choice(units), name=f"合作{number}", kind=kind)
        for part in range(2):
            signed = edge(random)
            made.append(
                CooperationAgreement.objects.create(
                    partner=partner, name=f"协议{part}", signed=signed,
                    expires=random.choice([None, edge(random, after=signed)]),
                    terminated=random.choice([None, None, edge(random, after=signed)]),
                )
            )  # fmt: skip
    return made


def _class(random, number, units, agreements):
    ended = edge(random)
    return TrainingClass.objects.create(
        unit=random.choice(units), name=f"班{number}", direction=random.choice(["bring_in", "go_out", "go_out", "local"]),
        began=ended - datetime.timedelta(days=random.choice([0, 1, 5])), ended=ended,
        state=random.choice(["finished", "finished", "finished", "running", "planned", "cancelled"]),
        agreement=random.choice([None, *agreements]), batch_no=random.choice([None, 1, 2]),
        hours=random.choice([None, Decimal(40), Decimal(90), Decimal("89.5"), Decimal(550)]),
        evaluation=random.choice([None, Decimal("91.5")]),
    )  # fmt: skip


def _lectures_of(random, held):
    for number in range(random.randint(0, 2)):
        TrainingSession.objects.create(
            training_class=held, held_on=random.choice([held.began, held.ended]), theme=f"讲{number}",
            hours=random.choice([None, Decimal("3.5"), Decimal(4)]), signed_in=random.choice([None, 0, 30, 86]),
        )  # fmt: skip


def _rank(random, who):
    began, ended = sorted([edge(random), edge(random)])
    sequence, codes = random.choice([("level", ["0132", "0141"]), ("rank", ["16", "17"])])
    ended = ended if ended > began and random.random() < 0.5 else None
    RankSpan.objects.create(
        person=who, sequence=sequence, code=random.choice(codes), began=PartialDate.from_date(began),
        ended=ended and PartialDate.from_date(ended),
    )  # fmt: skip
