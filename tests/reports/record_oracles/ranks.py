"""Figures of ranks the slow way."""

import datetime
from functools import cache

from cadres.models import (
    InitialRankConversion,
    Person,
    RankPromotionCase,
)
from portal.models import Unit, UnitQuota
from tests.reports.rank_people import DISCIPLINE, LADDER, decided, inside, is_civil, make_records

__all__ = ["ORACLES", "make_records"]
DAY = datetime.date
YEARS = {"11": 4, "12": 4, "13": 3}
FROM_LEADER = {"0141": "17", "0142": "19"}


@cache
def everybody(path):
    """All people of the units under the path with what is asked of them; no two counties share a path."""
    people = Person.objects.select_related("unit").filter(unit__path__startswith=path)
    return list(people.prefetch_related("ranks", "appraisals", "awards", "promotion_bars"))


def servants(question):
    return [one for one in everybody(question.unit.path) if is_civil(one) and one.status == "1"]


def held(person, sequence, day):
    """(code, first day) of the rank or level held on the day."""
    spans = [one for one in person.ranks.all() if one.sequence == sequence]
    for one in spans:
        began = one.began.first_day() if one.began else None
        if (began is None or began <= day) and (one.ended is None or one.ended.first_day() > day):
            return one.code, began
    code, since = (
        (person.rank, person.rank_since) if sequence == "rank" else (person.post_level, person.post_level_since)
    )
    if spans or not code or (since and since.first_day() > day):
        return None
    return code, since.first_day() if since else None


def later(day, months):
    total = day.year * 12 + day.month - 1 + months
    year, month = total // 12, total % 12 + 1
    for number in range(day.day, 0, -1):
        try:
            return DAY(year, month, number)
        except ValueError:
            continue


def reached(person, day):
    """True, False or None (not known): whether the years for the next rank are reached."""
    rank, level = held(person, "rank", day), held(person, "level", day)
    if rank and rank[0] == "11":
        return False
    target = LADDER[LADDER.index(rank[0]) - 1] if rank else FROM_LEADER.get(level[0]) if level else None
    if target is None:
        return False if rank or on_probation(person, level, day) else None
    starts = [rank[1]] if rank else []
    if level and FROM_LEADER.get(level[0]) == target:
        starts.append(level[1])
    answers = [by_start(person, start, target, day) for start in starts]
    dated = [one for one in answers if one[0] is not None]
    return min(dated, key=lambda one: one[0])[1] if dated else None


def by_start(person, start, target, day):
    if start is None:
        return None, None
    full, shorter, missing = YEARS.get(target, 2) * 12, 0, 0
    there = {one.year: one for one in person.appraisals.all()}
    over = False
    for year in range(start.year, day.year + 1):
        one = there.get(year)
        if one is None:
            missing += year < day.year and DAY(year + 1, 3, 1) <= day
        elif start < decided(one) <= day:
            over = over or DAY(year, 1, 1) >= later(start, full)  # served in full before the year began
            if not over and one.result == "1":
                shorter += 6
            elif not over and one.result not in ("2", "2B"):
                full += 12
    months = full - shorter
    formula = later(start, max(0, months))
    if later(start, max(0, months - 6 * missing)) > day:
        return formula, False
    if later(start, max(0, months + 12 * missing)) > day:
        return formula, None
    return formula, True


def on_probation(person, level, day):
    return (level is not None and level[0] == "0198") or (
        person.recruited is not None and person.recruited.first_day() <= day < later(person.recruited.first_day(), 12)
    )


def barred(person, day):
    level = held(person, "level", day)
    for act in person.awards.all():
        months = DISCIPLINE.get(act.code)
        over = act.revoked is not None and act.revoked.first_day() <= day
        if months and act.decided and not over:
            began = act.decided.first_day()
            if began <= day < later(began, months):
                return True
    for bar in person.promotion_bars.all():
        if (bar.began is None or bar.began.first_day() <= day) and (bar.ended is None or bar.ended.first_day() > day):
            return True
    last = [one for one in person.appraisals.all() if one.year == day.year - 1 and one.result in ("3", "4", "3B", "4B")]
    if any(decided(one) <= day for one in last):
        return True
    return on_probation(person, level, day) or retired(person, day)


def retired(person, day):
    """Sixty for men and fifty-five for women, and a month more for every four from 2025 on."""
    if person.born is None or person.born.month is None or person.sex not in ("1", "2"):
        return False
    due = later(person.born.first_day().replace(day=1), 12 * (60 if person.sex == "1" else 55))
    late = (due.year - 2025) * 12 + due.month - 1
    return later(due, min(36, late // 4 + 1) if late >= 0 else 0) <= day


def rnk_01(question):
    should = {
        one.person_id
        for one in InitialRankConversion.objects.select_related("unit")
        if one.should_convert and inside(one.unit, question)
    }
    done = {
        one.person_id
        for one in InitialRankConversion.objects.select_related("unit")
        if one.person_id in should
        and one.state in ("approved", "filed", "completed")
        and one.approved_on <= question.as_of
    }
    return len(done), len(should), 0


def promotions(question):
    found = []
    for one in RankPromotionCase.objects.select_related("unit"):
        if one.kind != "promotion" or one.approved_on is None or not inside(one.unit, question):
            continue
        if one.state not in ("approved", "filed", "paid", "rolled_back"):
            continue
        if one.state == "rolled_back" and (one.rolled_back_on is None or one.rolled_back_on <= question.as_of):
            continue
        if one.regime == "2015" and question.since.year >= 2019:
            continue
        if question.since <= one.approved_on <= question.as_of:
            found.append(one.person_id)
    return found


def tier(ranks, percents, top=False):
    """Holders against places of a tier, unit by unit; `percents` one after the other down to the tier."""

    def count(question):
        used = places = missing = 0
        for unit in Unit.objects.all():
            if (unit.parent_id is None) != top or not inside(unit, question):
                continue
            on_file = [
                one
                for one in UnitQuota.objects.filter(unit=unit, administrative__isnull=False)
                if (one.began is None or one.began.first_day() <= question.as_of)
                and (one.ended is None or one.ended.first_day() > question.as_of)
            ]
            people = [
                one
                for one in everybody(unit.path)
                if one.unit_id == unit.pk and ranked_on_establishment(one, question.as_of)
            ]
            here = len([one for one in people if held(one, "rank", question.as_of)[0] in ranks])
            base = on_file[0].administrative if on_file else None
            if base is None:
                missing += bool(people)
                continue
            for percent in percents:
                base = base * percent // 100
            used, places = used + here, places + base
        return used, places, missing

    return count


def ranked_on_establishment(person, day):
    return is_civil(person) and person.status == "1" and person.establishment == "1" and held(person, "rank", day)


def rnk_04(answer):
    def count(question):
        people = servants(question)
        answers = [answer(one, question.as_of) for one in people]
        return answers.count(True), len(people), answers.count(None)

    return count


def clear(person, day):
    found = reached(person, day)
    return found and not barred(person, day) if found is not None else None


def rnk_05(code):
    def count(question):
        people = servants(question)
        ranks = [held(one, "rank", question.as_of) for one in people]
        return len([one for one in ranks if (one[0] if one else "00") == code]), len(people), 0

    return count


ORACLES = {
    "RNK-01": rnk_01,
    "RNK-02.times": lambda question: (len(promotions(question)), None, 0),
    "RNK-02.people": lambda question: (len(set(promotions(question))), None, 0),
    "RNK-03.researcher_2": tier(["14"], [2]),
    "RNK-03.researcher_34": tier(["15", "16"], [10]),
    "RNK-03.researcher_3": tier(["15"], [10, 40]),
    "RNK-03.chief_clerk_14": tier(["17", "18", "19", "1A"], [60]),
    "RNK-03.chief_clerk_12": tier(["17", "18"], [60, 50]),
    "RNK-03.team_inspector_2": tier(["12"], [10], top=True),
    "RNK-03.team_researcher_12": tier(["13", "14"], [20], top=True),
    "RNK-04.reached": rnk_04(reached),
    "RNK-04.clear": rnk_04(clear),
    **{
        f"RNK-05.{name}": rnk_05(code)
        for name, code in zip(
            ["inspector_1", "inspector_2", "researcher_1", "researcher_2", "researcher_3", "researcher_4",
             "chief_clerk_1", "chief_clerk_2", "chief_clerk_3", "chief_clerk_4", "clerk_1", "clerk_2", "none"],
            [*LADDER, "00"], strict=True,
        )
    },
}  # fmt: skip
