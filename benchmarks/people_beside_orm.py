"""The list of people beside the way Django's own manual shows: Paginator, OFFSET, one GROUP BY for each filter."""

import datetime
import json
import time
from collections.abc import Callable
from dataclasses import replace

from django.core.paginator import Paginator
from django.core.signing import Signer
from django.db.models import Count, Exists, OuterRef, Q
from django.http import QueryDict

from cadres.models import Appointment, Education, Person
from cadres.queries.people_list import people_list
from portal.rules.dates import PartialDate

DAY = datetime.date(2026, 6, 30)
_BORN_1985, _BORN_1995 = PartialDate(1985), PartialDate(1995)

_AGED = {"all": [{"what": "age", "how": "least", "value": "32"}, {"what": "age", "how": "most", "value": "40"}]}
NESTED = json.dumps(
    {"all": [
        {"what": "sex", "how": "is", "value": "2"},
        {"any": [
            {"what": "education", "how": "is", "value": ["11", "21"]},
            {"all": [{"what": "team", "how": "is", "value": "1"}, *_AGED["all"]]},
        ]},
    ]}
)  # fmt: skip
"""Women who have a full-time degree, or who are in a team and 32 to 40 years old."""


def beside_orm(user, people: int, times: int) -> dict[str, tuple[float, float]]:
    """Milliseconds (of the portal's list, of the plain way) of the fastest of several runs, in turns."""
    listing = people_list(user, DAY)
    bare = replace(listing, filters=tuple(replace(one, facet="") for one in listing.filters))
    columns = [one.facet for one in listing.filters if isinstance(one.facet, str) and one.facet]
    facets = replace(
        listing, filters=tuple(replace(one, facet=one.facet if one.facet in columns else "") for one in listing.filters)
    )
    late = people // 60
    return {
        name: _in_turns(times, _ours(rows, query, user), plain)
        for name, rows, query, plain in (
            ("first page", bare, {}, lambda: _plain(Q(), 1)),
            ("second page", bare, {"after": _token(bare, user, {}, 1)}, lambda: _plain(Q(), 2)),
            ("late page", bare, {"after": _late(user, late)}, lambda: _plain(Q(), late)),
            ("one filter", bare, {"sex": "2"}, lambda: _plain(Q(sex="2"), 1)),
            ("nested conditions", bare, {"where": NESTED}, lambda: _plain(_nested(), 1)),
            ("nested, second page", bare, {"where": NESTED, "after": _token(bare, user, {"where": NESTED}, 1)},
             lambda: _plain(_nested(), 2)),
            ("initials", bare, {"q": "zwm"}, lambda: _plain(Q(initials__istartswith="zwm"), 1)),
            ("by unit", bare, {"sort": "unit"}, lambda: _plain(Q(), 1, order=("unit__path", "pinyin", "pk"))),
            ("page with counts", facets, {"sex": "2"}, lambda: _plain_counted(Q(sex="2"), columns)),
        )
    }  # fmt: skip


def _rows(user):
    return Person.objects.visible_to(user).select_related("unit")


def _ours(listing, query: dict, user) -> Callable[[], list]:
    asked = QueryDict(mutable=True)
    asked.update(query)
    return lambda: list(listing.page(_rows(user), asked))


def _token(listing, user, query: dict, pages: int) -> str:
    asked = QueryDict(mutable=True)
    asked.update(query)
    for _page in range(pages):
        asked["after"] = listing.page(_rows(user), asked).after
    return asked["after"]


def _late(user, page: int) -> str:
    """The token before the page, as the page before would have given it."""
    row = _rows(user).order_by("pinyin", "pk")[50 * (page - 1) - 1]
    return Signer(salt="list.cadres.person.name.0").sign_object([row.pinyin, row.pk])


def _nested() -> Q:
    degree = Education.objects.filter(person=OuterRef("pk"), mode="1", outcome="1", level__in=["11", "21"])
    posts = Appointment.objects.as_of(DAY).filter(is_team_member=True, member_kind__in=["1", "3"], person=OuterRef("pk"))
    aged = Q(born__gt=_BORN_1985, born__lt=_BORN_1995)
    return Q(sex="2") & (Exists(degree) | (Exists(posts) & aged))


def _plain(condition: Q, page: int, order: tuple = ("pinyin", "pk")) -> list:
    """One page as `ListView` with `paginate_by` gives it."""
    paginator = Paginator(Person.objects.filter(condition).select_related("unit").order_by(*order), 50)
    return list(paginator.page(min(page, paginator.num_pages)))


def _plain_counted(condition: Q, columns: list[str]) -> list:
    """The page, and beside each filter how many have each value, as one `annotate(Count)` each."""
    for column in columns:
        list(Person.objects.filter(condition).order_by().values(column).annotate(people=Count("pk")))
    return _plain(condition, 1)


def _in_turns(times: int, *ways: Callable) -> tuple[float, ...]:
    best = [float("inf")] * len(ways)
    for _time in range(times):
        for at, way in enumerate(ways):
            began = time.perf_counter()
            way()
            best[at] = min(best[at], (time.perf_counter() - began) * 1000)
    return tuple(best)
