"""More about the invented people of a benchmark: ranks, yearly results, unit, category; what lists and ranks ask about."""

from benchmarks.board_people import insert
from cadres.models import Appraisal, Person, RankSpan

LAST_YEAR = 2025
YEARS_ON_FILE = 5
_SPREAD = "((i::bigint * 2654435761) % 1000003)"


def add_cadre_facts(cursor, people: int, *, servants_in_ten: int = 10) -> None:
    """Everybody with a rank of some years, five yearly results (one in six 优秀) and a home unit; so many in ten serve.

    A county of 100,000 people on file has some 10,000 civil servants.

    Needs a superuser, because foreign keys are not checked one by one; the history triggers are off meanwhile.
    """
    numbers = f"generate_series(1, {people}) AS i"
    cursor.execute("SET session_replication_role = replica")
    cursor.execute(
        f"UPDATE cadres_person AS p SET category = CASE WHEN p.id % 10 < {int(servants_in_ten)} THEN '1' ELSE '7' END, establishment = '1', management = '04',"
        " rank = (ARRAY['1B', '1A', '19', '18', '17'])[1 + p.id % 5],"
        " post_level = CASE p.id % 7 WHEN 0 THEN '0142' WHEN 1 THEN '0141' ELSE '' END, work_began = 20080701,"
        " unit_id = 2 + p.id % (SELECT count(*) FROM portal_unit WHERE kind = 'town')"
    )
    insert(cursor, RankSpan, numbers, {
        "person_id": "i", "sequence": "'rank'", "began": f"20160615 + {_SPREAD} % 9 * 10000",
        "code": "(ARRAY['1B', '1A', '19', '18', '17'])[1 + i % 5]",
    })
    for year in range(LAST_YEAR - YEARS_ON_FILE + 1, LAST_YEAR + 1):
        insert(cursor, Appraisal, numbers, {
            "person_id": "i", "year": str(year), "participated": "true", "unit_id": "2",
            "result": f"CASE WHEN ({_SPREAD} + {year} * 7) % 6 = 0 THEN '1' ELSE '2' END",
        })
    cursor.execute("SET session_replication_role = origin")
    for model in (Person, RankSpan, Appraisal):
        cursor.execute(f"VACUUM FULL ANALYZE {model._meta.db_table}")
