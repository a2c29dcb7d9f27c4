"""Results of earlier years and the awards that go with them, proposals and tasks of the last year, quarterly grades."""

import datetime
import random
from collections import defaultdict

from django.db.models import OuterRef, Subquery

from cadres.actions.honours.proposing import propose_awards, propose_consequences
from cadres.demo.months import choices_for
from cadres.models import Appraisal, AssessmentConsequence, Award, AwardCase, PeriodicAppraisal, Person
from cadres.queries.ranks.civil_servants import civil_servants
from portal.rules.dates import PartialDate

FIRST_YEAR, LAST_YEAR = 2019, 2025
EXCELLENT = "1"
_STILL_PROPOSED = 18
_STREAKS = 8
_BODY = "中共临溪县委 临溪县人民政府"


def load(*, by, today: datetime.date) -> None:
    """Everything of appraisal and awards; results and awards the files bring stay."""
    choices = choices_for("考核")
    people = list(civil_servants(Person.objects.all(), today).order_by("pk"))
    _earlier_years(people, choices)
    _days(people)
    _awards(people, choices)
    _still_proposed(people)
    _poor_year(people)
    _cases(people)
    propose_awards(year=LAST_YEAR, by=by, today=today)
    propose_consequences(year=LAST_YEAR, by=by, today=today)
    _executed(today)
    _quarters(people, choices)


def _earlier_years(people: list[Person], choices: random.Random) -> None:
    """Results from 2019, or from the year after work began, up to those on file; a few people three times 优秀."""
    there = set(Appraisal.objects.filter(person__in=people).values_list("person_id", "year"))
    rows, streaks = [], 0
    for person in people:
        if person.work_began is None:
            continue
        first = max(FIRST_YEAR, person.work_began.year + 2)
        streak = streaks < _STREAKS and first == FIRST_YEAR and choices.random() < 0.05
        streaks += streak
        for year in range(first, LAST_YEAR + 1):
            if (person.pk, year) in there:
                continue
            excellent = 2020 <= year <= 2022 if streak else choices.random() < 0.16 and year < LAST_YEAR
            rows.append(Appraisal(person=person, year=year, result=EXCELLENT if excellent else "2"))
    Appraisal.objects.bulk_create(rows)


def _days(people: list[Person]) -> None:
    """Every result decided in February of the next year, by the unit of the person."""
    mine = Appraisal.objects.filter(person__in=people)
    place = Subquery(Person.objects.filter(pk=OuterRef("person_id")).values("unit_id")[:1])
    for year in mine.order_by("year").values_list("year", flat=True).distinct():
        decided = datetime.date(year + 1, 2, 10 + year % 10)
        mine.filter(year=year).update(decided_on=decided, signed_on=decided + datetime.timedelta(days=6), unit_id=place)


def _awards(people: list[Person], choices: random.Random) -> None:
    """嘉奖 for every earlier 优秀, 三等功 for three in a row; awards on file get their year and basis."""
    results: dict[int, dict[int, str]] = defaultdict(dict)
    for person, year, result in Appraisal.objects.filter(person__in=people).values_list("person_id", "year", "result"):
        results[person][year] = result
    there = set()
    on_file = list(Award.objects.filter(person__in=people, code__in=["01114", "01115"], decided__isnull=False))
    for award in on_file:
        award.award_year = award.decided.year - 1
        three = all(results[award.person_id].get(award.award_year - back) == EXCELLENT for back in range(3))
        merit = Award.Basis.THREE_YEARS if three else Award.Basis.OTHER
        award.basis = merit if award.code == "01114" else Award.Basis.EXCELLENT_YEAR
        there.add((award.person_id, award.award_year))
    Award.objects.bulk_update(on_file, ["award_year", "basis"])
    made = []
    for person in people:
        last_merit = 0
        for year in sorted(year for year, result in results[person.pk].items() if result == EXCELLENT):
            if (person.pk, year) in there:
                continue
            three = (
                all(results[person.pk].get(year - back) == EXCELLENT for back in range(3)) and year - last_merit >= 3
            )
            last_merit = year if three else last_merit
            made.append(
                Award(
                    person=person, name="记三等功" if three else "嘉奖", code="01114" if three else "01115",
                    decided=PartialDate(year + 1, 3), decided_by=_BODY, body_level="107", body_kind="17", award_year=year,
                    basis=Award.Basis.THREE_YEARS if three else Award.Basis.EXCELLENT_YEAR,
                    document_number=f"临委〔{year + 1}〕18号",
                )
            )  # fmt: skip
    Award.objects.bulk_create(made)


def _still_proposed(people: list[Person]) -> None:
    """Some awards of the last year are not decided yet: neither the record nor its sentence is there."""
    waiting = list(
        Award.objects.filter(person__in=people, code="01115", award_year=LAST_YEAR)
        .select_related("person").order_by("pk")[:_STILL_PROPOSED]
    )  # fmt: skip
    changed = []
    for award in waiting:
        kept = [part for part in award.person.awards_text.rstrip("。").split("；") if not part.startswith("2026年3月")]
        award.person.awards_text = "；".join(kept) + "。" if kept else "无"
        changed.append(award.person)
    Person.objects.bulk_update(changed, ["awards_text"])
    Award.objects.filter(pk__in=[award.pk for award in waiting]).delete()


def _poor_year(people: list[Person]) -> None:
    """One 基本称职 and one 不称职 of the last year."""
    plain = Appraisal.objects.filter(person__in=people, year=LAST_YEAR, result="2").select_related("person")
    for one, (result, word) in zip(plain.order_by("-pk")[:2], (("3", "基本称职"), ("4", "不称职")), strict=False):
        one.result = result
        one.save(update_fields=["result"])
        said = f"{LAST_YEAR}年"
        one.person.appraisals_text = one.person.appraisals_text.replace(f"{said}称职", f"{said}{word}")
        one.person.save(update_fields=["appraisals_text"])


def _cases(people: list[Person]) -> None:
    """The awards of the last two years as cases with their certificates."""
    numbers: dict[int, int] = defaultdict(int)
    units = {person.pk: person.unit_id for person in people}
    rows = []
    for award in Award.objects.filter(
        person__in=people, award_year__gte=LAST_YEAR - 1, code__in=["01114", "01115"]
    ).order_by("award_year", "pk"):
        year = award.award_year
        numbers[year] += 1
        rows.append(
            AwardCase(
                person_id=award.person_id, unit_id=units[award.person_id], kind=award.code, basis=award.basis,
                award_year=year, basis_from=year - 2 if award.basis == Award.Basis.THREE_YEARS else year,
                notice_from=datetime.date(year + 1, 3, 2), notice_to=datetime.date(year + 1, 3, 9),
                decided_on=datetime.date(year + 1, 3, 20), decided_by=_BODY, body_level="107",
                document_number=f"临委〔{year + 1}〕18号", certificate_number=f"临奖{year}-{numbers[year]:03d}",
                certificate_on=datetime.date(year + 1, 4, 8), bonus=3000 if award.code == "01114" else 1500, award=award,
                state=AwardCase.State.CERTIFICATE_ISSUED,
            )
        )  # fmt: skip
    AwardCase.objects.bulk_create(rows)


def _executed(today: datetime.date) -> None:
    """Most tasks of the last year are done; one in eight still waits."""
    tasks = enumerate(AssessmentConsequence.objects.filter(year=LAST_YEAR).order_by("pk"))
    done = []
    for number, one in tasks:
        if number % 8:
            one.state, one.executed_on = one.State.EXECUTED, today - datetime.timedelta(days=10 + number % 60)
            done.append(one)
    AssessmentConsequence.objects.bulk_update(done, ["state", "executed_on"])


def _quarters(people: list[Person], choices: random.Random) -> None:
    """Grades of the last quarter of 2025 and the first of 2026; those of the second are not decided yet."""
    PeriodicAppraisal.objects.bulk_create(
        PeriodicAppraisal(
            person=person, unit_id=person.unit_id, year=year, number=number,
            grade=choices.choices("1234", weights=(35, 60, 4, 1))[0], confirmed_by="单位主要负责人", decided_on=decided,
        )
        for year, number, decided in ((2025, 4, datetime.date(2026, 1, 12)), (2026, 1, datetime.date(2026, 4, 10)))
        for person in people
        if person.unit_id
    )  # fmt: skip
