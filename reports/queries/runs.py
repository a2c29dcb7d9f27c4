"""Two frozen runs side by side, person by person."""

import json
from dataclasses import dataclass

from django.db import connection

from reports.definitions import indicator as indicator_of
from reports.fact_texts import LABELS, fact_text
from reports.models import Run


@dataclass(frozen=True)
class Change:
    """One person who stands differently; standings are yes, no, missing or "" for not in the run.

    `facts` holds (label, old, new) of the indicator's facts that differ.
    """

    person_id: int
    name: str
    before: str
    after: str
    facts: list[tuple[str, str, str]]


@dataclass(frozen=True)
class Comparison:
    """Who came in, who left, who stands on another side, and who stands alike though a fact has changed."""

    came: list[Change]
    left: list[Change]
    moved: list[Change]
    corrected: list[Change]


def compare(run_a: Run, run_b: Run, indicator: str) -> Comparison:
    """What changed from run_a to run_b under one indicator, each person once; raises FigureProblem.

    For figures counted in townships or posts it is who is in the population that is compared.
    """
    definition = indicator_of(indicator)
    facts = [fact for fact in LABELS if fact in definition.facts]
    standing = (
        "CASE WHEN %(counted)s = '' OR %(counted)s = ANY(numerators) THEN 'yes'"
        " WHEN %(counted)s = ANY(missing) THEN 'missing' ELSE 'no' END"
    )
    side = f"""(
            SELECT DISTINCT ON (person_id) person_id, person_name, {standing} AS standing,
                   (SELECT jsonb_object_agg(fact, facts->fact) FROM unnest(%(facts)s::text[]) AS fact) AS facts
            FROM reports_runmember WHERE run_id = %({{run}})s ORDER BY person_id, township_id
        )"""  # noqa: S608
    statement = f"""SELECT coalesce(b.person_id, a.person_id), coalesce(b.person_name, a.person_name),
               coalesce(a.standing, ''), coalesce(b.standing, ''), a.facts, b.facts
        FROM {side.format(run="a")} AS a
        FULL JOIN {side.format(run="b")} AS b ON b.person_id = a.person_id
        WHERE a.standing IS DISTINCT FROM b.standing OR a.facts IS DISTINCT FROM b.facts
        ORDER BY 2, 1"""  # noqa: S608
    counted = definition.id if definition.numerator else ""
    with connection.cursor() as cursor:
        cursor.execute(statement, {"a": run_a.pk, "b": run_b.pk, "counted": counted, "facts": facts})
        changes = [_change(*row) for row in cursor.fetchall()]
    return Comparison(
        came=[one for one in changes if not one.before],
        left=[one for one in changes if not one.after],
        moved=[one for one in changes if one.before and one.after and one.before != one.after],
        corrected=[one for one in changes if one.before == one.after],
    )


def _change(person_id, name, before, after, old, new) -> Change:
    old, new = _read(old), _read(new)
    facts = [
        (str(LABELS[fact]), fact_text(fact, old.get(fact)), fact_text(fact, new.get(fact)))
        for fact in LABELS
        if before and after and old.get(fact) != new.get(fact)
    ]
    return Change(person_id, name, before, after, facts)


def _read(value) -> dict:
    """A JSON object as it comes from a raw cursor, where Django leaves it as text."""
    return json.loads(value) if isinstance(value, str) else value or {}
