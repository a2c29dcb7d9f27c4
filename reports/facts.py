"""Facts of a person on a day, each written once, worked out for many persons at once or for one at a time.

A source is a set of aggregate expressions over one table. In set form it is grouped by person and joined to
a whole population (to count); in lateral form it is asked for one person after another, so that the first
page of a list reads the records of that page only. Both forms are made from the same text.
"""

from dataclasses import dataclass

from django.db import models

from cadres.models import Education, SourceTag, Spell, TownshipPeriod
from cadres.rules.source_category import SourceCategory
from reports.graduation import educations
from reports.history import relation

# Before everyone else's records are asked: facts that stand in the person's own row, alias p.
PERSON_FACTS = {
    "sex": "p.sex",
    "ethnicity": "p.ethnicity",
    "political_status": "p.political_status",
    "born": "p.born",
    # The first and the last day a birth date of year or month precision can mean.
    "born_first": (
        "CASE WHEN p.born %% 10000 = 0 THEN p.born + 101 WHEN p.born %% 100 = 0 THEN p.born + 1 ELSE p.born END"
    ),
    "born_last": (
        "CASE WHEN p.born %% 10000 = 0 THEN p.born + 1231 WHEN p.born %% 100 = 0 THEN p.born + 31 ELSE p.born END"
    ),
}


def _years(month: str) -> str:
    # A hundred years are added and taken off again because SQL division rounds towards nought.
    return f"(%(as_of_month)s - p.born / 10000 * 12 - {month} + 1200) / 12 - 100"


# Full years by month, unknown when a birth year alone leaves two answers (cadres.rules.age.full_years).
PERSON_FACTS["age"] = (
    f"CASE WHEN p.born %% 10000 <> 0 THEN {_years('p.born / 100 %% 100')}"
    f" WHEN {_years('1')} = {_years('12')} THEN {_years('1')} END"
)

# In the order of precedence: the first one a person has is the exclusive primary category.
CATEGORIES = tuple(str(category) for category in SourceCategory)

_LEVEL = (
    "CASE WHEN x.level = ANY(%(graduate_levels)s) THEN 2 WHEN x.level = ANY(%(bachelor_levels)s) THEN 1"
    " WHEN x.level = '' THEN NULL ELSE 0 END"
)
# A level names completed education, so no outcome means graduated (cadres.rules.education).
_COMPLETED = "x.mode = '1' AND x.outcome IN ('1', '') AND x.ended <= %(as_of)s"
_OPEN = (
    "x.outcome IN ('1', '') AND (x.ended IS NULL OR x.ended <= %(as_of)s)"
    " AND (x.ended IS NULL OR x.level = '' OR x.mode = '')"
)

# The months of one stretch, as cadres.rules.township states them; B begins it, X ends it on the day.
_X = "CASE WHEN x.ended IS NULL OR x.ended > %(as_of)s THEN %(as_of)s ELSE x.ended END"
_MONTH_DIFF = (
    f"((({_X}) / 10000 - x.began / 10000) * 12 + greatest(({_X}) / 100 %% 100, 1) - greatest(x.began / 100 %% 100, 1))"
)
_DAYS_IN_MONTH = (
    f"CASE greatest(({_X}) / 100 %% 100, 1) WHEN 2 THEN CASE WHEN ({_X}) / 10000 %% 4 = 0"
    f" AND (({_X}) / 10000 %% 100 <> 0 OR ({_X}) / 10000 %% 400 = 0) THEN 29 ELSE 28 END"
    " WHEN 4 THEN 30 WHEN 6 THEN 30 WHEN 9 THEN 30 WHEN 11 THEN 30 ELSE 31 END"
)
_NOT_FULL = (
    f"greatest(({_X}) %% 100, 1) < greatest(x.began %% 100, 1) AND greatest(({_X}) %% 100, 1) < {_DAYS_IN_MONTH}"
)
_MONTHS = (
    "CASE x.convention"
    f" WHEN 'INCLUSIVE_MONTHS' THEN {_MONTH_DIFF} + 1"
    f" WHEN 'FULL_MONTHS' THEN greatest({_MONTH_DIFF} - CASE WHEN {_NOT_FULL} THEN 1 ELSE 0 END, 0)"
    f" ELSE {_MONTH_DIFF} END"
)
_PRECEDENCE = "CASE x.category " + " ".join(
    f"WHEN '{category}' THEN {number}" for number, category in enumerate(CATEGORIES, 1)
) + f" ELSE {len(CATEGORIES)} END"


@dataclass(frozen=True)
class Source:
    """One table's facts: aggregate expressions over rows aliased x, true to `where`."""

    name: str
    model: type[models.Model]
    facts: dict[str, str]
    where: str = "true"


SOURCES = (
    Source(
        "education", Education,
        {
            # 2 graduate, 1 college, 0 below: the highest full-time education completed by the day.
            "fulltime_rank": f"max({_LEVEL}) FILTER (WHERE {_COMPLETED})",
            # What a record without mode, level or graduation day could still turn out to be (reports.graduation).
            "fulltime_possible": f"max(coalesce({_LEVEL}, 2)) FILTER (WHERE {_OPEN})",
            "fulltime_recorded": "bool_or(true) FILTER (WHERE x.mode = '1')",
        },
        "x.mode IN ('1', '')",
    ),
    Source(
        "township", TownshipPeriod, {"township_months": f"sum({_MONTHS})::integer"},
        # The stretches are kept for every version of the rule; those of the version in force on the day count.
        "x.rule_id = %(township_rule)s AND x.began <= %(as_of)s"
        " AND (x.counts_from IS NULL OR x.counts_from <= %(as_of)s)",
    ),
    Source(
        "tags", SourceTag, {"source_rank": f"min({_PRECEDENCE})"},
        "(x.since IS NULL OR x.since <= %(as_of)s)",
    ),
)
SPELL_DATED = "spell_dated"


def columns(facts, *, known_at=None) -> str:
    """The select list of a flat row with these facts, each under its own name."""
    parts = []
    for fact in sorted(facts):
        if fact in PERSON_FACTS:
            parts.append(f"{PERSON_FACTS[fact]} AS {fact}")
        elif fact == SPELL_DATED:
            parts.append(f"{_spell_dated(known_at)} AS {fact}")
        else:
            parts.append(f"{_source_of(fact).name}.{fact}")
    return ", ".join(parts)


def _spell_dated(known_at) -> str:
    """Whether any spell has a date; not looked up for whoever has months enough, so few people are asked."""
    spells = relation(Spell, known_at)
    if known_at is None:
        found = f"EXISTS (SELECT 1 FROM {spells} AS x WHERE x.person_id = p.id AND x.began IS NOT NULL)"  # noqa: S608
    else:
        found = f"p.id IN (SELECT x.person_id FROM {spells} AS x WHERE x.began IS NOT NULL)"  # noqa: S608
    return f"CASE WHEN township.township_months >= %(months_required)s THEN true ELSE {found} END"


def joins(facts, *, known_at=None, lateral: bool) -> str:
    """The joins that bring the facts in, beside `p` (the person) and, in set form, the relation `members`."""
    parts = []
    for source in SOURCES:
        wanted = sorted(set(facts) & set(source.facts))
        if not wanted:
            continue
        chosen = ", ".join(f"{source.facts[fact]} AS {fact}" for fact in wanted)
        table = educations(known_at) if source.model is Education else relation(source.model, known_at)
        if lateral:
            parts.append(
                f"LEFT JOIN LATERAL (SELECT {chosen} FROM {table} AS x"  # noqa: S608
                f" WHERE {source.where} AND x.person_id = p.id) AS {source.name} ON true"
            )
        else:
            parts.append(
                f"LEFT JOIN (SELECT x.person_id, {chosen} FROM {table} AS x"  # noqa: S608
                f" WHERE {source.where} AND x.person_id IN (SELECT person_id FROM members)"
                f" GROUP BY x.person_id) AS {source.name} ON {source.name}.person_id = p.id"
            )
    return "\n".join(parts)


def _source_of(fact: str) -> Source:
    return next(source for source in SOURCES if fact in source.facts)
