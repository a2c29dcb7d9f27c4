"""Keyset pages: the next page begins after the last row shown, so inserts never repeat or skip one."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from portal.api.fields import Flag, Text, Whole
from portal.api.problems import Problem, field_error

LIMIT, LARGEST = 50, 200
COUNT_CAP = 10_000
PAGING = (
    Text("cursor", "下一页标识", longest=600),
    Whole("limit", "每页条数", default=LIMIT, least=1, most=LARGEST),
)
COUNT = Flag("count", "是否返回总数", default=False)


def read_cursor(token: str | None, kind: str) -> list | None:
    """The keys inside a cursor of this list; raises Problem 400 for a forged one or another list's."""
    if not token:
        return None
    try:
        return Signer(salt=f"cursor.{kind}").unsign_object(token)
    except (BadSignature, ValueError) as error:
        detail = _("下一页标识无效。")
        entry = field_error("cursor", "bad_cursor", detail, _("请从第一页重新开始。"), where="parameter")
        raise Problem(400, "bad_cursor", detail, errors=[entry]) from error


def make_cursor(keys: list, kind: str) -> str:
    """An opaque, signed cursor that holds the keys of the last row shown."""
    return Signer(salt=f"cursor.{kind}").sign_object(keys)


def next_link(request, cursor: str) -> str:
    """The address of the next page, without the host."""
    query = {name: value for name, value in request.query_params.items() if name not in ("cursor", "count")}
    return f"{request.path}?{urlencode({**query, 'cursor': cursor})}"


def keyset_page(
    endpoint,
    rows: QuerySet,
    *,
    keys: tuple[str, ...],
    kind: str,
    columns: tuple[str, ...] = (),
    descending: bool = False,
    shape: Callable | None = None,
) -> dict:
    """{"results", "next", "cursor"} and, when asked for, "count" of a queryset; one query of limit + 1 rows.

    `keys` order the rows and must be unique together and never NULL; `columns` are read as plain dicts and
    handed to `shape`, without columns it gets the records themselves.
    """  # fmt: skip
    request, query = endpoint.request, endpoint.query
    limit, last = query["limit"], read_cursor(query["cursor"], kind)
    total = None
    if query.get("count"):
        found = rows.order_by()[: COUNT_CAP + 1].count()
        total = {"count": min(found, COUNT_CAP), "count_capped": found > COUNT_CAP}
    if last is not None:
        rows = rows.filter(_beyond(keys, last, "lt" if descending else "gt"))
    rows = rows.order_by(*(("-" if descending else "") + key for key in keys))
    if columns:
        rows = rows.values(*dict.fromkeys((*columns, *keys)))
    found = list(rows[: limit + 1])
    cursor = ""
    if len(found) > limit:
        found = found[:limit]
        cursor = make_cursor([_key(found[-1], key) for key in keys], kind)
    page = {"results": [shape(row) for row in found] if shape else found}
    page |= {"next": next_link(request, cursor) if cursor else None, "cursor": cursor or None}
    return page | total if total else page


def _key(row, name: str):
    value = row[name] if isinstance(row, dict) else getattr(row, name)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _beyond(keys: tuple[str, ...], last: list, word: str) -> Q:
    """The row comparison written out, led by a bound on the first key that an index can use."""
    condition = Q(**{f"{keys[-1]}__{word}": last[-1]})
    for key, value in list(zip(keys, last, strict=True))[-2::-1]:
        condition = Q(**{f"{key}__{word}": value}) | (Q(**{key: value}) & condition)
    return Q(**{f"{keys[0]}__{word}e": last[0]}) & condition
