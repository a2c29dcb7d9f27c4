"""List pages: filters, sort and keyset paging out of the address, from a small declaration.

    PEOPLE = Listing(
        filters=(Search("q", _("姓名"), fields=("name", "pinyin")), Choice("sex", _("性别"), "sex", SEXES, facet=True)),
        sorts=(Sort("name", _("姓名"), ("pinyin",)), Sort("born", _("出生年月"), (Coalesce("born", 0),))),
    )
    page = PEOPLE.page(Person.objects.visible_to(user), request.GET)

A page costs one query of `limit + 1` rows whatever its number; nothing is counted unless asked for.
Sort expressions must never be NULL (wrap in Coalesce), but for the first one of a sort that tells who lacks it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import EmptyResultSet, ValidationError
from django.core.signing import BadSignature, Signer
from django.db import connection
from django.db.models import F, OrderBy, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

LIMIT, LARGEST_LIMIT = 50, 200
COUNT_CAP = 1000
PAGING_WORDS = ("after", "before", "count")


@dataclass(frozen=True)
class Filter:
    """One filter: its name in the address, its label, and what it does to the queryset.

    `facet` is a column or an expression whose values are counted; `words` says a value of the address in words;
    filters that stand `aside` are folded away until asked for.
    """

    name: str
    label: str
    apply: Callable[[QuerySet, str], QuerySet]
    kind: str = "text"
    choices: Callable[[], list[tuple[str, str]]] | None = None
    facet: Any = ""
    placeholder: str = ""
    longest: int = 100
    words: Callable[[str], str] | None = None
    aside: bool = False


def Choice(name, label, lookup, choices, *, facet=False) -> Filter:
    """A filter over a fixed list (pairs, or a function giving them); facet shows how many each would leave."""
    pairs = choices if callable(choices) else lambda: choices
    counted = lookup if facet else ""
    return Filter(name, label, lambda rows, value: rows.filter(**{lookup: value}), "choice", pairs, counted)


def Search(name, label, *, fields, placeholder="") -> Filter:
    """A text box; every word must occur in one of the fields, % and _ taken literally."""

    def apply(rows, value):
        for word in value.split()[:5]:
            condition = Q()
            for one in fields:
                condition |= Q(**{f"{one}__icontains": word})
            rows = rows.filter(condition)
        return rows

    return Filter(name, label, apply, "search", placeholder=placeholder)


def Day(name, label, lookup) -> Filter:
    """A date box compared by the lookup (`at__date__gte`); raises ValueError on what is no date."""
    return Filter(name, label, lambda rows, value: rows.filter(**{lookup: date.fromisoformat(value)}), "day")


def Month(name, label, lookup) -> Filter:
    """A box for a month, compared with its first day; raises ValueError on what is no month."""
    return Filter(name, label, lambda rows, value: rows.filter(**{lookup: date.fromisoformat(f"{value}-01")}), "month")


@dataclass(frozen=True)
class Sort:
    """One order: expressions that are never NULL, all in the same direction; the primary key ends every order.

    Rows that meet `lacking` have no first key and stand before all others. They are asked for apart, so that the others
    can be read in the order of an index of another table: an order of an expression over it sorts the whole list.
    """

    name: str
    label: str
    by: tuple = ()
    descending: bool = False
    lacking: Q | None = None


@dataclass(frozen=True)
class Listing:
    """Declaration of a list page; the first sort is the one without a word in the address."""

    filters: tuple[Filter, ...] = ()
    sorts: tuple[Sort, ...] = (Sort("id", "", ()),)
    limit: int = LIMIT

    def filtered(self, rows: QuerySet, query: QueryDict, *, without: str = "") -> QuerySet:
        """The queryset under all filters of the address but one; what cannot be read raises ValueError."""
        for one in self.filters:
            value = query.get(one.name, "").strip().replace("\0", "")[: one.longest]
            if value and one.name != without:
                rows = one.apply(rows, value)
        return rows

    def _order(self, query: QueryDict) -> tuple[Sort, bool]:
        """The sort of the address, and whether it runs downwards."""
        name = query.get("sort", "")
        sort = next((one for one in self.sorts if one.name == name.lstrip("-")), self.sorts[0])
        return sort, sort.descending != name.startswith("-")

    def ordered(self, rows: QuerySet, query: QueryDict) -> QuerySet:
        """All rows in the order of the address, for an export of what is on screen."""
        sort, descending = self._order(query)
        expressions = [F(one) if isinstance(one, str) else one for one in sort.by] + [F("pk")]
        empty = {"nulls_last" if descending else "nulls_first": True}
        return rows.order_by(*(OrderBy(one, descending=descending, **empty) for one in expressions))

    def page(self, rows: QuerySet, query: QueryDict) -> "ListPage":
        """The page of the address. Unknown sorts, tokens and values fall back to the plain list with a notice."""
        problems = []
        try:
            chosen = self.filtered(rows, query)
        except (ValueError, ValidationError):
            chosen, problems = rows.none(), [_("筛选条件无法识别，请改正或去掉。")]
        sort, descending = self._order(query)
        limit = _limit(query.get("limit"), self.limit)
        window = _Window(chosen, sort, descending, query, limit)
        page = ListPage(self, query, window.rows, sort, descending, problems=problems)
        page.after, page.before = window.after, window.before
        counts = {} if problems else _counts(self, rows, chosen, query)
        page.filters = [_shown(one, query, counts.get(one.name)) for one in self.filters]
        if query.get("count"):
            page.count = chosen.order_by()[: COUNT_CAP + 1].count()
        return page


def _limit(text, normal) -> int:
    return min(LARGEST_LIMIT, max(1, int(text))) if text and text.isdecimal() and len(text) < 6 else normal


class _Window:
    """The rows after or before a token, and the tokens of the pages beside them."""

    def __init__(self, rows: QuerySet, sort: Sort, descending: bool, query: QueryDict, limit: int):
        self._signer = Signer(salt=f"list.{rows.model._meta.label_lower}.{sort.name}.{int(descending)}")
        expressions = [F(one) if isinstance(one, str) else one for one in sort.by]
        self._keys = [f"sort_key_{position}" for position in range(len(expressions))] + ["pk"]
        rows = rows.annotate(**dict(zip(self._keys, expressions, strict=False)))
        token, backwards = self._token(query.get("after")), False
        if token is None:
            token, backwards = self._token(query.get("before")), True
        if token is None:
            backwards = False
        found = self._found(rows, sort, token, descending != backwards, limit + 1)
        more, found = len(found) > limit, found[:limit]
        if backwards:
            found.reverse()
        self.rows = found
        self.after = self._seal(found[-1]) if found and (more or backwards) else ""
        self.before = self._seal(found[0]) if found and (more if backwards else token is not None) else ""

    def _found(self, rows: QuerySet, sort: Sort, token: list | None, downwards: bool, most: int) -> list:
        """The rows from the token on; of a sort that tells who lacks its first key, those who do and the others apart."""
        parts = [(rows, 0)]
        if sort.lacking is not None:
            parts = [(rows.filter(sort.lacking), 1), (rows.filter(**{f"{self._keys[0]}__isnull": False}), 0)]
        reached, at = token is None, int(token is not None and token[0] is None)
        sign, found = "-" if downwards else "", []
        for part, skipped in reversed(parts) if downwards else parts:
            if not reached and skipped == at:
                part, reached = part.filter(self._beyond(token[skipped:], self._keys[skipped:], downwards)), True
            elif not reached:
                continue
            found += part.order_by(*(sign + key for key in self._keys[skipped:]))[: most - len(found)]
            if len(found) == most:
                break
        return found

    @staticmethod
    def _beyond(token: list, keys: list[str], descending: bool) -> Q:
        """Row comparison written out, led by a bound on the first key that an index can use."""
        word = "lt" if descending else "gt"
        condition = Q(**{f"{keys[-1]}__{word}": token[-1]})
        for key, value in list(zip(keys, token, strict=True))[-2::-1]:
            condition = Q(**{f"{key}__{word}": value}) | (Q(**{key: value}) & condition)
        return Q(**{f"{keys[0]}__{word}e": token[0]}) & condition

    def _token(self, text: str | None) -> list | None:
        try:
            values = self._signer.unsign_object(text) if text else None
        except (BadSignature, ValueError):
            return None
        return values if isinstance(values, list) and len(values) == len(self._keys) else None

    def _seal(self, row: Any) -> str:
        return self._signer.sign_object([_plain(getattr(row, key)) for key in self._keys])


def _plain(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value.as_int() if hasattr(value, "as_int") else value


@dataclass
class ListPage:
    """What a list template shows: rows, filters with their state, chips, sort heads and the pages beside."""

    listing: Listing
    query: QueryDict
    rows: list
    sort: Sort
    descending: bool
    problems: list[str] = field(default_factory=list)
    after: str = ""
    before: str = ""
    count: int | None = None
    filters: list[dict] = field(default_factory=list)

    def __iter__(self):
        return iter(self.rows)

    def __bool__(self):
        return bool(self.rows)

    @property
    def count_text(self) -> str:
        """The count, or "1000+" beyond the cap."""
        return f"{COUNT_CAP}+" if self.count > COUNT_CAP else str(self.count)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Words of the address that are no filter and belong to the filter form as hidden inputs."""
        own = {one.name for one in self.listing.filters} | set(PAGING_WORDS)
        return [(name, value) for name in self.query for value in self.query.getlist(name) if name not in own]

    @property
    def chips(self) -> list[dict]:
        """One chip for each filter in force, with the address without it."""
        return [
            {"label": f"{one['label']}：{one['value_label']}", "href": self.href(**{one["name"]: None})}
            for one in self.filters
            if one["value"]
        ]

    @property
    def has_aside(self) -> bool:
        return any(one["aside"] and one["kind"] != "kept" for one in self.filters)

    @property
    def aside_chosen(self) -> bool:
        """Whether a folded filter is in force."""
        return any(one["aside"] and one["kind"] != "kept" and one["value"] for one in self.filters)

    @property
    def clear_href(self) -> str:
        return self.href(**{one.name: None for one in self.listing.filters})

    @property
    def count_href(self) -> str:
        return self.href(count="1")

    @property
    def after_href(self) -> str:
        return self.href(after=self.after) if self.after else ""

    @property
    def before_href(self) -> str:
        return self.href(before=self.before) if self.before else ""

    def href(self, **changes) -> str:
        """The page's address with the changes; paging words are dropped, None removes a word."""
        query = self.query.copy()
        for name in PAGING_WORDS:
            query.pop(name, None)
        for name, value in changes.items():
            query.pop(name, None)
            if value is not None:
                query[name] = value
        return "?" + query.urlencode()

    def sort_state(self, name: str) -> str:
        """For aria-sort: ascending, descending, or empty when the list is sorted otherwise."""
        return "" if self.sort.name != name else "descending" if self.descending else "ascending"

    def sort_href(self, name: str) -> str:
        """The address that sorts by the name, the other way round when it already does."""
        turned = self.sort.name == name and not self.query.get("sort", "").startswith("-")
        return self.href(sort=f"-{name}" if turned else name)


def _counts(listing: Listing, rows: QuerySet, chosen: QuerySet, query: QueryDict) -> dict[str, tuple[dict, bool]]:
    """Counts by filter: those not in force are counted over the chosen rows, all in one statement."""
    counted = [one for one in listing.filters if one.facet]
    free = [one for one in counted if not query.get(one.name, "").strip()]
    found = dict(zip([one.name for one in free], _facets(chosen, [one.facet for one in free]), strict=True))
    for one in counted:
        if one.name not in found:
            (found[one.name],) = _facets(listing.filtered(rows, query, without=one.name), [one.facet])
    return found


def _shown(one: Filter, query: QueryDict, counted: tuple[dict, bool] | None) -> dict:
    value = query.get(one.name, "").strip()
    pairs = [(str(code), str(label)) for code, label in one.choices()] if one.choices else []
    counts, truncated = counted or ({}, False)
    options = [
        {
            "value": code,
            "label": label,
            "chosen": code == value,
            "count": None if counted is None else min(counts.get(code, 0), COUNT_CAP),
            "capped": truncated or counts.get(code, 0) > COUNT_CAP,
        }
        for code, label in pairs
    ]
    return {
        "name": one.name,
        "label": one.label,
        "kind": one.kind,
        "value": value,
        "placeholder": one.placeholder,
        "options": options,
        "aside": one.aside,
        "longest": one.longest,
        "value_label": one.words(value) if value and one.words else dict(pairs).get(value, value),
    }


def _facets(rows: QuerySet, facets: list) -> list[tuple[dict[str, int], bool]]:
    """For each facet how many of the first ten thousand rows have each value, and whether there were more rows."""
    if not facets:
        return []
    names = [f"facet_{at}" for at in range(len(facets))]
    expressions = [F(one) if isinstance(one, str) else one for one in facets]
    first = rows.order_by().annotate(**dict(zip(names, expressions, strict=True)))
    try:
        statement, parameters = first.values_list(*names)[: 10 * COUNT_CAP + 1].query.sql_with_params()
    except EmptyResultSet:
        return [({}, False)] * len(facets)
    columns = ", ".join(names)
    sets = ", ".join(f"({name})" for name in names)
    told: list[dict[str, int]] = [{} for _name in names]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT grouping({columns}), {columns}, count(*) FROM ({statement}) AS first ({columns})"  # noqa: S608
            f" GROUP BY GROUPING SETS ({sets})",
            parameters,
        )
        for mask, *values, count in cursor.fetchall():
            # A bit is 0 for the column a line is grouped by; the first column has the highest bit.
            at = next(one for one in range(len(names)) if not mask >> (len(names) - 1 - one) & 1)
            told[at][str(values[at])] = count
    return [(counts, sum(counts.values()) > 10 * COUNT_CAP) for counts in told]
