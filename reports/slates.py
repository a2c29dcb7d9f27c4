"""What is known of the people of a slate on the round's day: the facts that completion keeps and pages show."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from cadres.models import Person, SourceTag
from cadres.rules.source_category import SourceCategory, SourceSubcategory
from portal.rules.dates import PartialDate, as_int
from reports.facts import CATEGORIES, columns, joins
from reports.history import relation
from reports.rule_values import RuleValues

_FACTS = frozenset(
    {"sex", "ethnicity", "political_status", "born", "age", "fulltime_rank", "township_months", "source_rank"}
)
FULLTIME = {2: "研究生", 1: "大学", 0: "大学以下"}


@dataclass(frozen=True)
class PersonFacts:
    """One person on a day; None and empty for what is not on file."""

    person: int
    sex: str
    ethnicity: str
    political_status: str
    born: PartialDate | None
    age: int | None
    fulltime_rank: int | None
    township_months: int | None
    category: str
    categories: str


def slate_facts(people: Iterable[int], rules: RuleValues) -> dict[int, PersonFacts]:
    """Person → facts on the rules' day, by the same texts the board counts with."""
    people = sorted(set(people))
    if not people:
        return {}
    statement = f"""WITH members AS MATERIALIZED (SELECT unnest(%(people)s::bigint[]) AS person_id)
        SELECT p.id, {columns(_FACTS)} FROM members
        JOIN {relation(Person)} AS p ON p.id = members.person_id {joins(_FACTS, lateral=False)}"""  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, rules.parameters() | {"people": people})
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    tags = _tags(people, as_int(rules.as_of))
    return {
        row["id"]: PersonFacts(
            row["id"], row["sex"], row["ethnicity"], row["political_status"],
            PartialDate.from_int(row["born"]) if row["born"] else None, row["age"], row["fulltime_rank"],
            row["township_months"], CATEGORIES[row["source_rank"] - 1] if row["source_rank"] else "",
            "、".join(tags.get(row["id"], [])),
        )
        for row in rows
    }  # fmt: skip


def _tags(people: list[int], day: int) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for tag in SourceTag.objects.filter(person__in=people).order_by("pk"):
        if tag.since is None or tag.since.as_int() <= day:
            words = SourceCategory(tag.category).label if tag.category in CATEGORIES else tag.category
            if tag.subcategory in list(SourceSubcategory):
                words += f"（{SourceSubcategory(tag.subcategory).label}）"
            found.setdefault(tag.person_id, []).append(words)
    return found
