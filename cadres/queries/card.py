"""Everything on file of one person, as of a day and as far as the reader may see it."""

import datetime
from dataclasses import dataclass

from django.db.models import Model

from cadres.models import AppointmentForm, Person, Resume
from cadres.queries.people import version_of
from cadres.rules.age import full_years
from portal.models.timebound import as_int
from portal.queries.coded import shown
from portal.rules.roles import Permission

# Columns of a person's row that are shown nowhere as they stand: sealed, derived, or shown by other means.
_NOT_SHOWN = {"id", "source_row", "name_key", "pinyin", "initials", "id_cipher", "id_index", "extra"}
# Facts of a person by kind: the name used in addresses, the relation on the person.
RELATIONS = {
    "appointment": "appointments",
    "rank": "ranks",
    "education": "educations",
    "qualification": "qualifications",
    "award": "awards",
    "appraisal": "appraisals",
    "family": "family",
    "source_tag": "source_tags",
}
_ORDERS = {"appointment": ("post_order", "began", "id"), "family": ("position", "id"), "appraisal": ("-year",)}


@dataclass(frozen=True)
class Item:
    """One column of a record: its name, Chinese label, value, and the value as people read it."""

    name: str
    label: str
    value: object
    text: str


@dataclass(frozen=True)
class Card:
    """One person on a day. `facts` holds records by kind, None for a kind the reader may not see.

    `posts` are the appointments in force on the day, primary first. `age` is None when the birth date is too
    vague to tell. `version` is what a change must name.
    """

    person: Person
    as_of: datetime.date
    version: str
    age: int | None
    items: list[Item]
    posts: list
    facts: dict[str, list | None]
    resume: Resume | None
    form: AppointmentForm | None

    def __getattr__(self, name: str):
        kinds = {relation: kind for kind, relation in RELATIONS.items()}
        if name in kinds:
            return self.facts[kinds[name]]
        raise AttributeError(name)


def person_card(person: Person, as_of: datetime.date, user) -> Card:
    """The card of a person the user may see; family only with its own right, ID numbers always masked.

    A fixed number of queries, whatever is on file.
    """
    facts = {kind: _records(person, kind, user) for kind in RELATIONS}
    day = as_int(as_of)
    posts = [one for one in facts["appointment"] if _holds(one, day)]
    return Card(
        person=person,
        as_of=as_of,
        version=version_of(person),
        age=full_years(person.born, as_of) if person.born else None,
        items=record_items(person),
        posts=sorted(posts, key=lambda one: (not one.is_primary, one.post_order or 0)),
        facts=facts,
        resume=Resume.objects.filter(person=person).first(),
        form=AppointmentForm.objects.filter(person=person).first(),
    )


def record_items(record: Model) -> list[Item]:
    """The columns of a record that may be shown, in the order of the table."""
    return [
        Item(field.name, str(field.verbose_name), _value(record, field), shown(record, field))
        for field in record._meta.concrete_fields
        if field.name not in _NOT_SHOWN and field.name != "person"
    ]


def _records(person: Person, kind: str, user) -> list | None:
    if kind == "family" and not user.can(Permission.VIEW_FAMILY):
        return None
    rows = getattr(person, RELATIONS[kind]).order_by(*_ORDERS.get(kind, ("id",)))
    relations = [field.name for field in rows.model._meta.concrete_fields if field.is_relation]
    return list(rows.select_related(*(name for name in relations if name not in ("person", "source_row"))))


def _holds(post, day: int) -> bool:
    began = post.began.as_int() if post.began else 0
    return began <= day and (post.ended is None or post.ended.as_int() > day)


def _value(record: Model, field):
    if field.is_relation:
        related = getattr(record, field.name)
        return getattr(related, "code", None) or (related and related.pk)
    return getattr(record, field.name)
