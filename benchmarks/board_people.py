"""A county of invented people written straight into the tables, for measuring figures over many of them."""

from django.db import connection, models

from cadres.models import Appointment, Education, Person, SourceTag, Spell, TownshipPeriod
from portal.models import Unit, UnitQuota, UnitSpan

PEOPLE_A_TOWNSHIP = 1000
# Of every thousand people, so many sit in a leadership team: 12 townships would have 114 among a thousand cadres.
TEAM_IN_A_THOUSAND = 114


def load(people: int, *, all_in_team: bool) -> None:
    """So many people, each with a post, studies, spells and stretches; the history triggers are off meanwhile.

    A township has a thousand people whatever the county's size, `all_in_team` puts every one of them in its
    team. Needs a superuser, because foreign keys are not checked one by one.
    """
    townships = max(people // PEOPLE_A_TOWNSHIP, 1)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        _units(cursor, townships)
        _people(cursor, people, townships, "true" if all_in_team else f"i / {townships} % 1000 < {TEAM_IN_A_THOUSAND}")
        cursor.execute("SET session_replication_role = origin")
        for model in (Person, Appointment, Education, TownshipPeriod, Spell, SourceTag, Unit, UnitSpan, UnitQuota):
            cursor.execute(f"VACUUM ANALYZE {model._meta.db_table}")


def _units(cursor, townships: int) -> None:
    insert(cursor, Unit, "generate_series(0, 0) AS i", {
        "id": "1", "code": "'C'", "name": "'县'", "kind": "'county'", "path": "'000001.'",
    })
    numbers = f"generate_series(2, {townships + 1}) AS i"
    path = "'000001.' || lpad(i::text, 6, '0') || '.'"
    insert(cursor, Unit, numbers, {
        "id": "i", "code": "'T' || i", "name": "'第' || i || '镇'", "kind": "'town'", "parent_id": "1",
        "township_id": "i", "path": path, "position": "i",
    })
    insert(cursor, UnitSpan, numbers, {
        "unit_id": "i", "name": "'镇'", "kind": "'town'", "parent_id": "1", "township_id": "i",
    })
    insert(cursor, UnitQuota, numbers, {"unit_id": "i", "chief_posts": "40", "deputy_posts": "80"})


def _people(cursor, people: int, townships: int, team: str) -> None:
    numbers = f"generate_series(1, {people}) AS i"
    rule = "(SELECT id FROM portal_rulesetting WHERE key = 'township_experience')"
    # A multiplicative hash spreads the facts, so that they do not march in step with each other.
    spread = "((i::bigint * 2654435761) % 1000003)"
    insert(cursor, Person, numbers, {
        "id": "i", "name": "'人' || i", "name_key": "'人' || i",
        "pinyin": f"'ren' || lpad({spread}::text, 7, '0')", "sex": f"CASE WHEN {spread} % 3 = 0 THEN '2' ELSE '1' END",
        "born": f"CASE WHEN {spread} % 97 = 0 THEN NULL ELSE (1966 + {spread} % 38) * 10000 + (1 + {spread} % 12) * 100 END",
        "ethnicity": f"CASE WHEN {spread} % 20 = 0 THEN '15' ELSE '01' END",
        "political_status": f"CASE {spread} % 30 WHEN 0 THEN '13' WHEN 1 THEN '05' WHEN 2 THEN '' ELSE '01' END",
        "status": "'1'",
    })
    insert(cursor, Appointment, numbers, {
        "person_id": "i", "unit_id": f"2 + i % {townships}", "unit_text": "'镇'", "title": "'副镇长'", "nature": "'post'",
        "is_team_member": team, "member_kind": "'3'", "began": "20210500",
        "ended": f"CASE WHEN {spread} % 50 = 0 THEN 20250100 END",
    })
    insert(cursor, Education, numbers, {
        "person_id": "i", "mode": "'1'", "outcome": "'1'", "ended": "20080700",
        "level": f"CASE {spread} % 5 WHEN 0 THEN '31' WHEN 1 THEN '11' WHEN 2 THEN '41' ELSE '21' END",
    })
    insert(cursor, Education, f"generate_series(1, {people}, 2) AS i", {
        "person_id": "i", "mode": "'2'", "outcome": "'1'", "level": "'2B'", "ended": "20150700",
    })
    insert(cursor, TownshipPeriod, numbers + f" WHERE {spread} % 10 < 8", {
        "person_id": "i", "began": f"20210700 + {spread} % 5 * 10000", "convention": "'MONTH_DIFF'",
        "rule_id": rule,
    })
    insert(cursor, TownshipPeriod, numbers + f" WHERE {spread} % 10 < 3", {
        "person_id": "i", "began": "20100115", "ended": f"20110110 + {spread} % 3 * 100", "convention": "'FULL_MONTHS'",
        "rule_id": rule,
    })
    for position in range(2):
        insert(cursor, Spell, numbers + f" WHERE {spread} % 200 <> 7", {
            "person_id": "i", "position": str(position), "line": "1", "began": f"20{position}00700", "kind": "'other'",
            "nature": "'post'", "state": "'certain'",
        })
    insert(cursor, SourceTag, numbers + f" WHERE {spread} % 10 < 9", {
        "person_id": "i", "since": "20210500",
        "category": "(ARRAY['five_side','institution_transfer','township_young','retained','exchanged'])"
                    f"[1 + {spread} % 5]",
    })


def insert(cursor, model: type[models.Model], rows: str, given: dict[str, str]) -> None:
    """INSERT … SELECT of expressions over i; columns not given get the emptiest value they accept."""
    empty = {
        models.CharField: "''", models.TextField: "''", models.BooleanField: "false", models.JSONField: "'{}'::jsonb",
        models.PositiveIntegerField: "0", models.PositiveSmallIntegerField: "0",
    }
    columns = dict(given)
    for field in model._meta.concrete_fields:
        if field.column in columns or field.null or field.primary_key:
            continue
        columns[field.column] = next(value for kind, value in empty.items() if isinstance(field, kind))
    names = ", ".join(columns)
    cursor.execute(f"INSERT INTO {model._meta.db_table} ({names}) SELECT {', '.join(columns.values())} FROM {rows}")
