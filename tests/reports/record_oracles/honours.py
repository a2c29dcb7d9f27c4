"""Figures of appraisal and awards the slow way."""

import datetime
from functools import cache

from cadres.models import Appraisal, AssessmentConsequence, Award, PeriodicAppraisal
from tests.reports.rank_people import decided, inside, is_civil, make_records

__all__ = ["ORACLES", "make_records"]
DAY = datetime.date


@cache
def rows(model, path):
    """All records of the county the path lies in; no two counties share a path."""
    return list(model.objects.select_related("person__unit", "unit" if hasattr(model, "unit") else "person"))


def of_last_year(question):
    return [
        one
        for one in rows(Appraisal, question.unit.path)
        if is_civil(one.person) and inside(one.person.unit, question) and one.participated
        and one.year == question.as_of.year - 1 and decided(one) <= question.as_of
    ]  # fmt: skip


def asm_01(question):
    graded = [one for one in of_last_year(question) if one.result in ("1", "2", "3", "4", "2B", "3B", "4B")]
    return len([one for one in graded if one.result == "1"]), len(graded), 0


def asm_02(*codes):
    return lambda question: (
        len([one for one in of_last_year(question) if one.result in codes]), len(of_last_year(question)), 0,
    )  # fmt: skip


def asm_03(grade, quarter=False):
    def count(question):
        grades = []
        for one in rows(PeriodicAppraisal, question.unit.path):
            month = one.number if one.period == "month" else one.number * 3 - 2
            if one.year != question.as_of.year or month > question.as_of.month or not inside(one.unit, question):
                continue
            if quarter and (month - 1) // 3 != (question.as_of.month - 1) // 3:
                continue
            if is_civil(one.person) and (one.decided_on is None or one.decided_on <= question.as_of):
                grades.append(one.grade)
        return grades.count(grade), len(grades), 0

    return count


def asm_04(question):
    due = [
        one
        for one in rows(AssessmentConsequence, question.unit.path)
        if DAY(question.as_of.year, 1, 1) <= one.due_on <= question.as_of and one.state != "waived"
        and inside(one.person.unit, question)
    ]  # fmt: skip
    return len([one for one in due if one.executed_on and one.executed_on <= question.as_of]), len(due), 0


def given(question, code):
    found = []
    for one in rows(Award, question.unit.path):
        if one.code != code or not is_civil(one.person) or not inside(one.person.unit, question):
            continue
        if one.revoked and one.revoked.first_day() <= question.as_of:
            continue
        if one.decided is None and (one.award_year is None or one.award_year >= question.as_of.year):
            continue
        if one.decided and one.decided.first_day() > question.as_of:
            continue
        days = [DAY(one.award_year, 12, 31)] if one.award_year else []
        days += [one.decided.first_day()] if one.decided else []
        if question.since <= min(days) <= question.as_of:
            found.append(one)
    return found


def merits(question):
    rows = [one for one in given(question, "01114") if one.basis != "other"]
    return [one for one in rows if one.basis == "three_years"], len([one for one in rows if one.basis == ""])


ORACLES = {
    "ASM-01": asm_01,
    "ASM-02.excellent": asm_02("1"),
    "ASM-02.competent": asm_02("2"),
    "ASM-02.basic": asm_02("3"),
    "ASM-02.failed": asm_02("4"),
    "ASM-02.no_grade": asm_02("5", "5A", "5B", "5C"),
    "ASM-03.good": asm_03("1"),
    "ASM-03.rather_good": asm_03("2"),
    "ASM-03.fair": asm_03("3"),
    "ASM-03.poor": asm_03("4"),
    "ASM-03.good_quarter": asm_03("1", quarter=True),
    "ASM-04": asm_04,
    "AWD-01.times": lambda question: (len(given(question, "01115")), None, 0),
    "AWD-01.people": lambda question: (len({one.person_id for one in given(question, "01115")}), None, 0),
    "AWD-01.last_year": lambda question: (
        len([one for one in given(question, "01115") if one.award_year == question.as_of.year - 1]), None, 0,
    ),
    "AWD-02.times": lambda question: (len(merits(question)[0]), None, merits(question)[1]),
    "AWD-02.people": lambda question: (len({one.person_id for one in merits(question)[0]}), None, merits(question)[1]),
}  # fmt: skip
