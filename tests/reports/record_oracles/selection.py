"""Selecting cadres counted a second time, case by case in plain Python."""

import datetime
from decimal import Decimal

from cadres.models import (
    Education,
    Person,
    SelectionCase,
    SlateMember,
    StructureRequirement,
    TurnoverRound,
    TurnoverUnit,
)
from portal.models import Unit, UnitSpan
from portal.rules.dates import PartialDate
from tests.reports.records import span_of, unit

SINCE = datetime.date(2021, 7, 1)
LEADERS, LEVELS = ("chief", "deputy"), ("0141", "0142")
CHANNELS = (
    "open_selection", "competition", "transfer_in", "three_side", "five_side", "village_to_institution", "appointed",
    "elected",
)  # fmt: skip
_FEW = ("three_side", "five_side", "village_to_institution")
SUBCATEGORIES = (
    "township_institution_staff", "village_secretary", "selected_graduate", "first_secretary", "village_team_member",
    "graduate_village_officer",
)  # fmt: skip


def in_scope(case, question):
    return case.unit.path.startswith(question.unit.path)


def standing(case, question):
    return case.withdrawn_on is None or case.withdrawn_on > question.as_of


def all_cases():
    """Every case with its unit at hand."""
    return list(SelectionCase.objects.select_related("unit"))


def kinds_by_unit():
    """Unit → its spans, read once for a figure."""
    found = {}
    for span in UnitSpan.objects.all():
        found.setdefault(span.unit_id, []).append(span)
    return found


def kind_on(spans, day):
    """What a unit was on the day, by its spans."""
    for span in spans:
        began = span.began is None or span.began.first_day() <= day
        if began and (span.ended is None or span.ended.first_day() > day):
            return span.kind
    return None


def leader_counts(case, question, spans):
    """Whether CAD-06 counts the case, wherever it is."""
    if case.channel not in ("three_side", "five_side") or case.post_kind not in LEADERS or case.level not in LEVELS:
        return False
    if case.appointed_on is None or not question.since <= case.appointed_on <= question.as_of:
        return False
    kinds = ["town", "township"] + (["street"] if question.rules["team_includes_streets"] else [])
    return standing(case, question) and kind_on(spans.get(case.unit_id, []), case.appointed_on) in kinds


def sides(question):
    """Person → the channels by which they were counted."""
    found, spans = {}, kinds_by_unit()
    for case in all_cases():
        if leader_counts(case, question, spans):
            found.setdefault(case.person_id, set()).add(case.channel)
    return found


def side_word(channels):
    if channels == {"three_side", "five_side"}:
        return "both"
    return {"three_side": "three_only", "five_side": "five_only"}[next(iter(channels))] if channels else "none"


def leaders(question, *, side=None, subcategory=None):
    all_sides, people, spans = sides(question), set(), kinds_by_unit()
    for case in all_cases():
        if not in_scope(case, question) or not leader_counts(case, question, spans):
            continue
        if side and side_word(all_sides.get(case.person_id, set())) != side:
            continue
        if subcategory and case.subcategory != subcategory:
            continue
        people.add(case.person_id)
    return len(people), None, 0


def approved(question):
    for case in all_cases():
        if in_scope(case, question) and case.approved_on and question.since <= case.approved_on <= question.as_of:
            yield case


def village(question, *, nature=None, left=False):
    people = set()
    for case in approved(question):
        if case.channel != "village_to_institution" or standing(case, question) == left:
            continue
        if nature is None or case.source_nature == nature:
            people.add(case.person_id)
    return len(people), None, 0


def transfers(question, *, entries=("14", "15"), overlap=False):
    counted, people = sides(question), set()
    for case in approved(question):
        if case.entry_mode not in entries or not standing(case, question):
            continue
        doubled = case.person_id in counted
        if overlap and doubled:
            people.add(case.person_id)
        if not overlap and not (doubled and question.rules["exclude_overlap"]):
            people.add(case.person_id)
    return len(people), None, 0


def steps_of(case, question):
    """(word, day) of the step of a career that a case is, or None."""
    if not standing(case, question):
        return None
    if case.channel == "village_to_institution":
        day, word = case.approved_on, "village_to_institution"
    elif case.post_kind in LEADERS:
        day = case.appointed_on
        if case.source_nature in ("township_institution", "institution"):
            word = "institution_to_leader"
        elif case.source_nature in ("village", "community"):
            word = "village_to_leader"
        else:
            return None
    else:
        return None
    return (word, day) if day is not None and day <= question.as_of else None


def careers(question, *, words=("village_to_institution", "institution_to_leader"), both=False):
    ever, people = {}, set()
    for case in all_cases():
        if step := steps_of(case, question):
            ever.setdefault(case.person_id, set()).add(step[0])
    for case in all_cases():
        step = steps_of(case, question)
        if step is None or not in_scope(case, question) or step[0] not in words or step[1] < question.since:
            continue
        if not both or {"village_to_institution", "institution_to_leader"} <= ever[case.person_id]:
            people.add(case.person_id)
    return len(people), None, 0


def channels(question, *, channel=None):
    used, people = set(), set()
    for case in all_cases():
        if not in_scope(case, question) or case.appointed_on is None or not standing(case, question):
            continue
        if not question.since <= case.appointed_on <= question.as_of:
            continue
        used.add(case.channel)
        if case.channel == channel:
            people.add(case.person_id)
    return (len(used) if channel is None else len(people)), None, 0


def has(asked, member):
    """Whether a member has what a requirement counts: sex, posts and births only, as `make_records` asks."""
    if asked.trait == "anyone":
        return True
    if asked.trait == "woman":
        return {"2": True, "1": False, "": None}[member.person.sex]
    if asked.trait == "secretary":
        return member.post == "党委书记"
    if asked.trait == "fulltime_bachelor":
        rows = [one for one in Education.objects.filter(person=member.person) if one.mode == "1"]
        if not rows:
            return None
        return any(one.level == "21" and one.ended and one.ended.first_day() <= asked.round.as_of for one in rows)
    born = member.person.born
    if born is None:
        return None
    months = (asked.round.as_of.year - born.year) * 12 + asked.round.as_of.month - born.month
    return months // 12 < asked.most_age + 1


def inside(asked, member):
    if asked.group == "members":
        return True
    if member.post not in ("党委书记", "镇长"):
        return False
    if asked.group == "heads":
        return True
    born = member.person.born
    if born is None:
        return None
    months = (asked.round.as_of.year - born.year) * 12 + asked.round.as_of.month - born.month
    return months // 12 < asked.most_age + 1


def holds(asked, counted, group):
    left, right = Decimal(counted), asked.threshold
    if asked.measure == "share":
        if group == 0:
            return asked.comparator == "most"
        left, right = Decimal(counted * 100), asked.threshold * group
    return {"least": left >= right, "most": left <= right, "exactly": left == right}[asked.comparator]


def met(asked, members):
    """True, False, or None where what is not on file would change the answer: every filling-in is tried."""
    answers, open_facts = set(), []
    for member in members:
        open_facts.append((inside(asked, member), has(asked, member)))
    ways = [[]]
    for group, trait in open_facts:
        groups = [True, False] if group is None else [group]
        traits = [True, False] if trait is None else [trait]
        ways = [[*way, (g, t)] for way in ways for g in groups for t in traits]
        ways = [list(one) for one in {tuple(sorted(way)) for way in ways}]
    for way in ways:
        group = sum(g for g, _t in way)
        answers.add(holds(asked, sum(g and t for g, t in way), group))
    return answers.pop() if len(answers) == 1 else None


def requirements(question):
    rounds = [one for one in TurnoverRound.objects.all() if one.as_of <= question.as_of]
    if not rounds:
        return 0, 0, 0
    latest = max(rounds, key=lambda one: (one.as_of, one.pk))
    good = total = unknown = 0
    for asked in StructureRequirement.objects.all():
        if asked.round_id != latest.pk or not asked.unit.path.startswith(question.unit.path):
            continue
        total += 1
        townships = [
            one for one in TurnoverUnit.objects.filter(round=latest)
            if one.state in ("elected", "approved", "completed") and one.unit.path.startswith(asked.unit.path)
        ]  # fmt: skip
        slates = [list(SlateMember.objects.filter(turnover_unit=one)) for one in townships]
        if asked.scope == "whole":
            answers = [met(asked, [member for slate in slates for member in slate])] if slates else []
        else:
            answers = [met(asked, slate) for slate in slates]
        if False in answers:
            continue
        if answers and None not in answers:
            good += 1
        else:
            unknown += 1
    return good, total, unknown


ORACLES = {
    "CAD-06": leaders,
    **{f"CAD-06.{side}": lambda q, side=side: leaders(q, side=side) for side in ("three_only", "five_only", "both")},
    **{f"CAD-06.{sub}": lambda q, sub=sub: leaders(q, subcategory=sub) for sub in SUBCATEGORIES},
    "CAD-07": village,
    "CAD-07.village": lambda q: village(q, nature="village"),
    "CAD-07.community": lambda q: village(q, nature="community"),
    "CAD-07.withdrawn": lambda q: village(q, left=True),
    "CAD-08": transfers,
    "CAD-08.institution": lambda q: transfers(q, entries=("14",)),
    "CAD-08.enterprise": lambda q: transfers(q, entries=("15",)),
    "CAD-08.overlap": lambda q: transfers(q, overlap=True),
    "CAD-09": careers,
    "CAD-09.village_to_institution": lambda q: careers(q, words=("village_to_institution",)),
    "CAD-09.institution_to_leader": lambda q: careers(q, words=("institution_to_leader",)),
    "CAD-09.both": lambda q: careers(q, both=True),
    "CAD-09.village_to_leader": lambda q: careers(q, words=("village_to_leader",)),
    "CAD-12": requirements,
    "CAD-13": channels,
    **{f"CAD-13.{one}": lambda q, one=one: channels(q, channel=one) for one in CHANNELS},
}


def make_records(random):
    """A county with two townships, a street that was a town, and cases around the days asked about."""
    top = unit("L01", kind="county")
    towns = [unit(f"L01.10{number}", parent=top) for number in (1, 2)]
    street = Unit.objects.create(code="L01.121", name="街道", kind="street", parent=top, path="", position=3)
    street.path = f"{top.path}{street.pk:06d}."
    street.township = street
    street.save()
    span_of(street, kind="town", township=street, ended="20251231")
    span_of(street, kind="street", township=street, began="20251231")
    for town in towns:
        town.township = town
        town.save()
    days = [datetime.date(2025, 12, 30) + datetime.timedelta(days=step) for step in range(4)]
    days += [datetime.date(2026, 6, 28) + datetime.timedelta(days=step) for step in range(5)]
    days += [SINCE - datetime.timedelta(days=1), SINCE, datetime.date(2024, 5, 20)]
    people = [Person.objects.create(name=f"人{number}", name_key=f"人{number}", pinyin=f"r{number}",
                                    sex=random.choice(["1", "2", "2", ""]), born=random.choice(births(random)))
              for number in range(40)]  # fmt: skip
    for number in range(120):
        case(random, people, random.choice([*towns, street, top]), CHANNELS[number % len(CHANNELS)], days)
    for number in range(90):  # more of those few conditions leave over, of few people, so that some come twice
        case(
            random,
            people[:14],
            random.choice([*towns, street]),
            _FEW[number % 3],
            days,
            leader=True,
        )
    slates(random, top, towns, people)


def births(random):
    return [
        None,
        PartialDate(1990, random.choice([5, 6, 7])),
        PartialDate(1990, 7),
        PartialDate(1980, 1),
        PartialDate(1995, 7),
    ]


def case(random, people, place, channel, days, leader=False):
    """One case, approved, appointed and left on days drawn in their order."""
    first, second, third = sorted(random.choices(days, k=3))
    state = random.choice(["approved", "appointed", "appointed", "appointed", "public_notice"])
    made = SelectionCase(
        person=random.choice(people), channel=channel, unit=place, post="副镇长", level=random.choice(["0141", "0142"] if leader else ["0141", "0142", "0142", "0150"]),
        post_kind="deputy" if leader else random.choice(["deputy", "chief", "rank"]), subcategory=random.choice(SUBCATEGORIES),
        category=channel if channel in ("three_side", "five_side") else "",
        source_nature=random.choice(["village", "community", "township_institution", "institution", "organ", ""]),
        entry_mode=random.choice(["14", "15", "37", ""]), state="discussed",
    )  # fmt: skip
    if state != "public_notice":
        made.approved_on, made.state = first, "approved"
    if state == "appointed":
        made.appointed_on, made.state = second, "appointed"
    if made.approved_on and random.random() < 0.2:
        made.withdrawn_on, made.state = third, "withdrawn"
    made.save()


def slates(random, top, towns, people):
    """A round with slates whose members' facts are partly unknown, and requirements of every kind."""
    turnover = TurnoverRound.objects.create(name="换届", as_of=datetime.date(2025, 12, 31))
    TurnoverRound.objects.create(name="以后的换届", as_of=datetime.date(2031, 6, 30))
    free = random.sample(people, 12)
    for number, town in enumerate(towns):
        state = "elected" if number == 0 else random.choice(["completed", "plan"])
        held = TurnoverUnit.objects.create(round=turnover, unit=town, state=state)
        posts = ["党委书记", "镇长", "副镇长", "副镇长", "党委副书记"]
        for post, person in zip(posts, free[number * 5 : number * 5 + 5], strict=True):
            SlateMember.objects.create(turnover_unit=held, person=person, post=post)
            if random.random() < 0.7:
                Education.objects.create(person=person, mode="1", level=random.choice(["21", "31"]), outcome="1",
                                         ended=PartialDate(2012, 7))  # fmt: skip
    number = 0
    for scope in ("each", "whole"):
        for group, trait, measure in (
            ("members", "woman", "number"), ("members", "age", "share"), ("heads", "secretary", "share"),
            ("young_heads", "secretary", "number"), ("members", "fulltime_bachelor", "share"), ("heads", "anyone", "number"),
        ):  # fmt: skip
            for comparator in ("least", "most"):
                number += 1
                StructureRequirement.objects.create(
                    round=turnover, name=f"要求{number}", unit=random.choice([top, top, *towns]), scope=scope, group=group,
                    trait=trait, measure=measure, comparator=comparator, most_age=35,
                    threshold=random.choice([1, 2]) if measure == "number" else random.choice([20, 40, 60]),
                    source_document="样例",
                )  # fmt: skip
