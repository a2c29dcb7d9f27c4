"""The list of people as its page declares it: filters as of a day, facets, orders, and the posts held that day."""

import datetime
from collections import defaultdict

from django.db.models import IntegerField, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from cadres.models import Appointment
from cadres.queries.people import search
from cadres.queries.person_criteria import Criterion, criteria, in_unit, met, words_of
from cadres.rules.conditions import read_conditions, sentence
from portal.lists import Filter, Listing, Sort

LONGEST_CONDITIONS = 4_000
WHERE = "where"
"""Name in the address of the conditions put together with 且 and 或."""

_FIRST = ("sex", "political_status", "status")
_FOLDED = (
    "age", "age_band", "team", "rank", "post_level", "education", "ethnicity", "management", "category", "unit_kind",
    "appraisal", "township_months", "training_hours",
)  # fmt: skip


def people_list(user, as_of: datetime.date) -> Listing:
    """Filters and orders of the page of people; ages, teams and months are those of the day."""
    known = criteria(user, as_of)
    filters = [*who_and_where(user)]
    for name in (*_FIRST, *_FOLDED):
        filters += _filters(known[name], aside=name in _FOLDED)
    return Listing(
        filters=(*filters, _put_together(known)),
        sorts=(
            Sort("name", _("姓名"), ("pinyin",)),
            Sort("born", _("出生年月"), (Coalesce("born", Value(0), output_field=IntegerField()),)),
            Sort("unit", _("单位"), ("unit__path", "pinyin"), lacking=Q(unit__isnull=True)),
        ),
    )


def who_and_where(user) -> tuple[Filter, Filter]:
    """The two filters every list of people begins with: by name, and by unit with everything below it."""
    return (
        Filter(
            "q", _("姓名"), lambda rows, text: search(rows, text, user), "search",
            placeholder=_("姓名、拼音或首字母，按 / 直达"),
        ),
        Filter(
            "unit", _("单位及下属"), lambda rows, text: rows.filter(in_unit(text, user)), placeholder=_("名称或编码")
        ),
    )  # fmt: skip


def conditions_in(text: str, known: dict[str, Criterion]) -> dict:
    """The conditions of an address; raises ConditionProblem (a ValueError)."""
    return read_conditions(text, {name: one.kind for name, one in known.items()})


def conditions_said(part: dict, known: dict[str, Criterion]) -> str:
    """The conditions as a sentence."""
    return sentence(part, lambda one: words_of(one, known))


def _put_together(known: dict[str, Criterion]) -> Filter:
    def apply(rows: QuerySet, text: str) -> QuerySet:
        return rows.filter(met(conditions_in(text, known), known))

    def words(text: str) -> str:
        try:
            return conditions_said(conditions_in(text, known), known)
        except ValueError:
            return _("无法识别")

    return Filter(WHERE, _("组合条件"), apply, "kept", longest=LONGEST_CONDITIONS, words=words, aside=True)


def _filters(one: Criterion, *, aside: bool) -> list[Filter]:
    """The filter of a criterion; a number has two, from and to."""
    if one.kind == "number":
        return [
            Filter(f"{one.name}_from", _("%(label)s自") % {"label": one.label}, _bound(one, "least"), aside=aside),
            Filter(f"{one.name}_to", _("%(label)s至") % {"label": one.label}, _bound(one, "most"), aside=aside),
        ]

    def apply(rows: QuerySet, text: str) -> QuerySet:
        return rows.filter(one.condition("is", [text]))

    return [Filter(one.name, one.label, apply, "choice", one.choices, facet=one.value or "", aside=aside)]


def _bound(one: Criterion, how: str):
    def apply(rows: QuerySet, text: str) -> QuerySet:
        if not (text.isascii() and text.isdecimal()) or len(text) > 6:
            raise ValueError(text)
        return rows.filter(one.condition(how, [text]))

    return apply


def posts_on(people: list[int], day: datetime.date) -> dict[int, list[Appointment]]:
    """Posts the people hold on the day, the main one first, in one query."""
    held: dict[int, list[Appointment]] = defaultdict(list)
    for post in Appointment.objects.as_of(day).filter(person__in=people).order_by("-is_primary", "post_order", "began"):
        held[post.person_id].append(post)
    return held
