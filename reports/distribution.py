"""How a population is spread: ages by sex, full-time education, township months; counted in one statement."""

from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from reports.facts import columns, joins
from reports.populations import ask, members, person_condition, persons

FIRST_BAND, LAST_BAND, WIDTH = 20, 60, 5
MONTH_STEP, MONTH_TOP = 12, 120
_FACTS = frozenset({"sex", "born", "age", "fulltime_rank", "township_months", "spell_dated"})


@dataclass(frozen=True)
class Distribution:
    """Bars of three charts; each list holds every band in order, empty ones included, the unknown last.

    `ages`: (label, men, women, sex unknown). `education` and `months`: (label, people).
    """

    ages: list[tuple[str, int, int, int]]
    education: list[tuple[str, int]]
    months: list[tuple[str, int]]


def distribution(*, population, as_of, unit, township=None, known_at=None, round=None) -> Distribution:
    """The spread of the population, each person once; of one township when given. Raises FigureProblem."""
    question = ask(population=population, as_of=as_of, unit=unit, known_at=known_at, round=round)
    here = "every.township_id = %(township)s" if township else "true"
    statement = f"""WITH members AS MATERIALIZED (
            SELECT DISTINCT person_id FROM ({members(question)}) AS every WHERE {here}
        )
        SELECT sex, age_band, rank_band, month_band, count(*)
        FROM (
            SELECT sex, coalesce(least(greatest(age / {WIDTH} * {WIDTH}, {FIRST_BAND}), {LAST_BAND}), -1) AS age_band,
                   coalesce(fulltime_rank, -1) AS rank_band,
                   CASE WHEN spell_dated
                        THEN least(coalesce(township_months, 0) / {MONTH_STEP} * {MONTH_STEP}, {MONTH_TOP})
                        ELSE -1 END AS month_band
            FROM (
                SELECT {columns(_FACTS, known_at=known_at)}
                FROM members JOIN {persons(question)} AS p ON p.id = members.person_id
                {joins(_FACTS, known_at=known_at, lateral=False)}
                WHERE {person_condition(question)}
            ) AS flat
        ) AS bands
        GROUP BY GROUPING SETS ((sex, age_band), (rank_band), (month_band))"""  # noqa: S608
    ages, ranks, months = {}, {}, {}
    with connection.cursor() as cursor:
        cursor.execute(statement, question.parameters | {"township": township and township.pk})
        for sex, age_band, rank, month_band, people in cursor.fetchall():
            if age_band is not None:
                ages.setdefault(age_band, {})[sex] = people
            elif rank is not None:
                ranks[rank] = people
            else:
                months[month_band] = people
    return Distribution(
        [
            (_age_label(band), *(ages.get(band, {}).get(sex, 0) for sex in ("1", "2", "")))
            for band in [*range(FIRST_BAND, LAST_BAND + 1, WIDTH), -1]
        ],
        [
            (label, ranks.get(rank, 0))
            for rank, label in ((2, _("研究生")), (1, _("大学")), (0, _("大学以下")), (-1, _("缺数据")))
        ],
        [(_month_label(band), months.get(band, 0)) for band in [*range(0, MONTH_TOP + 1, MONTH_STEP), -1]],
    )


def _age_label(band: int) -> str:
    if band < 0:
        return _("缺数据")
    if band == FIRST_BAND:
        return _("%(age)s岁及以下") % {"age": band + WIDTH - 1}
    if band == LAST_BAND:
        return _("%(age)s岁及以上") % {"age": band}
    return _("%(first)s—%(last)s岁") % {"first": band, "last": band + WIDTH - 1}


def _month_label(band: int) -> str:
    if band < 0:
        return _("缺数据")
    years = band // MONTH_STEP
    if band == MONTH_TOP:
        return _("%(years)s年及以上") % {"years": years}
    return _("不满1年") if not years else _("%(first)s—%(last)s年") % {"first": years, "last": years + 1}
