"""Lines of a list of people, on the page and in the workbook."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from cadres.models import Person
from cadres.queries.people_list import posts_on
from cadres.rules.age import full_years
from portal.queries.codes import code_name

EXPORT_HEADS = [
    "序号", "姓名", "性别", "民族", "出生年月", "年龄", "政治面貌", "参加工作", "单位", "职务", "职级", "身份证号",
]  # fmt: skip


@dataclass(frozen=True)
class PersonLine:
    """One person of a list, on a day."""

    person: Person
    age: int | None
    sex: str
    political_status: str
    rank: str
    posts: str
    held: bool


def people_lines(people: list[Person], day: datetime.date) -> list[PersonLine]:
    """The people with names of codes and the posts of the day; `held` is False when no post of the day is on file."""
    posts = posts_on([person.pk for person in people], day)
    return [
        PersonLine(
            person=person,
            age=full_years(person.born, day),
            sex=code_name("GB2261", person.sex) if person.sex else "",
            political_status=code_name("GB4762", person.political_status) if person.political_status else "",
            rank=code_name("ZB148", person.rank) if person.rank else "",
            posts="、".join(f"{post.unit_text}{post.title}" for post in posts[person.pk]) or person.post_text,
            held=bool(posts[person.pk]),
        )
        for person in people
    ]


def export_lines(people: list[Person], day: datetime.date) -> Iterator[list[str]]:
    """The same people as lines of `EXPORT_HEADS`."""
    for number, line in enumerate(people_lines(people, day), 1):
        person = line.person
        yield [
            str(number), person.name, line.sex, code_name("GB3304", person.ethnicity) if person.ethnicity else "",
            str(person.born or ""), "" if line.age is None else str(line.age), line.political_status,
            str(person.work_began or ""), person.unit.name if person.unit else "", line.posts, line.rank, person.id_masked,
        ]  # fmt: skip
