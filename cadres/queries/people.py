"""Finding people: one set of filters for pages, API and admin."""

import datetime
import hashlib

from django.db.models import Exists, OuterRef, Q, QuerySet

from cadres.models import Appointment, Person
from cadres.rules.id_number import is_18, normalise_id_number
from cadres.rules.names import normalise_name
from portal.crypto import blind_index
from portal.models import Unit
from portal.rules.roles import Permission

LIST_COLUMNS = (
    "id", "name", "id_masked", "sex", "born", "ethnicity", "political_status", "post_text", "post_level", "rank",
    "status", "category", "unit__code", "unit__name",
)  # fmt: skip
# Filters that compare one column with one code, by their name in addresses.
CODE_FILTERS = {
    "sex": "GB2261", "political_status": "GB4762", "ethnicity": "GB3304", "status": "ZB126", "category": "ZB125",
    "post_level": "ZB09", "rank": "ZB148",
}  # fmt: skip
# Sorts behind every text that begins like what it is put after.
_AFTER_ALL = chr(0x10FFFF)


def search(people: QuerySet, text: str, user) -> QuerySet:
    """People whose name, pinyin or initials hold every word; an ID number finds its owner exactly.

    Only accounts that may see full numbers can search by one: the answer would give the masked digits away.
    % and _ stand for themselves.
    """
    number = normalise_id_number(text)
    if is_18(number):
        return people.filter(id_index=blind_index(number)) if user.can(Permission.VIEW_FULL_ID) else people.none()
    for word in text.split()[:5]:
        plain = word.lower().replace("'", "")
        if plain.isascii():
            # A range, because only a range of pinyin is found by its index; every arm of an OR must be found by one.
            found = Q(initials__startswith=plain)
            found |= Q(pinyin__gte=plain, pinyin__lt=plain + _AFTER_ALL, pinyin__startswith=plain)
            if len(word) > 2 or not word.isalpha():  # names hold trigrams, and letters hardly ever
                found |= Q(name_key__contains=normalise_name(word))
            people = people.filter(found)
        else:
            people = people.filter(name_key__contains=normalise_name(word))
    return people


def under_unit(people: QuerySet, unit: Unit) -> QuerySet:
    """People whose home unit is the unit or lies below it."""
    return people.filter(unit__in=Unit.objects.under(unit))


def team_members(people: QuerySet, on: datetime.date) -> QuerySet:
    """People who hold a post as chief or deputy of a leadership team on the day."""
    posts = Appointment.objects.as_of(on).filter(is_team_member=True, member_kind__in=["1", "3"], nature="post")
    return people.filter(Exists(posts.filter(person=OuterRef("pk"))))


def narrowed(people: QuerySet, given: dict, user) -> QuerySet:
    """People under every filter given: q, unit (a Unit), team_on (a day), born_from, born_to, and the code filters."""
    if given.get("q"):
        people = search(people, given["q"], user)
    if given.get("unit"):
        people = under_unit(people, given["unit"])
    if given.get("team_on"):
        people = team_members(people, given["team_on"])
    if given.get("born_from"):
        people = people.filter(born__gte=given["born_from"])
    if given.get("born_to"):
        people = people.filter(born__lte=given["born_to"])
    return people.filter(**{name: given[name] for name in CODE_FILTERS if given.get(name)})


def version_of(person: Person) -> str:
    """A short digest of everything the person's own row holds; changes whenever the row does."""
    values = [(field.attname, _plain(getattr(person, field.attname))) for field in Person._meta.concrete_fields]
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


def _plain(value):
    if isinstance(value, memoryview):
        return bytes(value)
    return sorted(value.items()) if isinstance(value, dict) else str(value)
