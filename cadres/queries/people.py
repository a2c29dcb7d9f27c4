"""Finding people: one set of filters for pages, API and admin."""

import datetime
import hashlib

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from cadres.models import Appointment, Person
from cadres.rules.id_number import is_18, normalise_id_number
from cadres.rules.names import normalise_name
from portal.crypto import blind_index
from portal.lists import Choice, Filter, Listing, Sort
from portal.models import Unit
from portal.queries.codes import code_names
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
            people = people.filter(
                Q(initials__startswith=plain) | Q(pinyin__startswith=plain) | Q(name__icontains=word)
            )
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


def people_listing(user) -> Listing:
    """The list of people as a page declares it: the same filters, with facets and orders."""

    def choices(table):
        return lambda: list(code_names().get(table, {}).items())

    def by_unit(rows, value):
        unit = Unit.objects.visible_to(user).filter(code=value).first()
        return under_unit(rows, unit) if unit else rows.none()

    return Listing(
        filters=(
            Filter(
                "q", _("姓名"), lambda rows, value: search(rows, value, user), "search",
                placeholder=_("姓名、拼音、首字母"),
            ),
            Filter("unit", _("单位"), by_unit, "text"),
            Choice("sex", _("性别"), "sex", choices("GB2261"), facet=True),
            Choice("political_status", _("政治面貌"), "political_status", choices("GB4762"), facet=True),
            Choice("status", _("管理状态"), "status", choices("ZB126")),
            Choice("rank", _("职级"), "rank", choices("ZB148")),
            Filter(
                "team_on", _("班子成员(基准日)"),
                lambda rows, value: team_members(rows, datetime.date.fromisoformat(value)), "day",
            ),
        ),
        sorts=(Sort("name", _("姓名"), ("pinyin",)), Sort("born", _("出生年月"), (Coalesce("born", 0),))),
    )  # fmt: skip


def version_of(person: Person) -> str:
    """A short digest of everything the person's own row holds; changes whenever the row does."""
    values = [(field.attname, _plain(getattr(person, field.attname))) for field in Person._meta.concrete_fields]
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


def _plain(value):
    if isinstance(value, memoryview):
        return bytes(value)
    return sorted(value.items()) if isinstance(value, dict) else str(value)
