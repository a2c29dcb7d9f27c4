"""The people behind a figure, by page, on any of its sides, with the facts that put them there."""

import base64
import binascii
import json
from dataclasses import dataclass, field

from django.db import connection

from portal.models import Unit
from portal.rules.dates import PartialDate
from reports.board import board_of
from reports.definitions import Indicator
from reports.definitions import indicator as indicator_of
from reports.filters import Filters
from reports.kept_counts import counts_at_hand
from reports.people_sql import SIDES, Listing, page_statement, places_statement, set_statement
from reports.populations import Question, ask
from reports.problems import FigureProblem

# Longer lists are exports, for which the whole set is the shorter way.
LONGEST_PAGE = 500
TOWNSHIPS_TRIED = 20


@dataclass(frozen=True)
class PersonRow:
    """A person of a list; `standing` is yes, no or missing; `facts` are those the indicator asked, by name."""

    person_id: int
    name: str
    post_text: str
    township_id: int
    township: str
    sex: str
    born: PartialDate | None
    age: int | None
    standing: str
    facts: dict


@dataclass(frozen=True)
class TownshipRow:
    """A township of a list, for figures counted in townships or posts."""

    township_id: int
    township: str
    numerator: int
    denominator: int
    missing: int


@dataclass(frozen=True)
class Page:
    """Rows in order; `next` is the cursor of the page after, None on the last; `kind` is people or townships."""

    indicator: Indicator
    side: str
    rows: list
    next: str | None = None
    kind: str = "people"
    question: Question | None = field(default=None, repr=False)


def people_page(
    *, indicator, side, population, as_of, unit, township=None, after=None, limit=50, filters=None,
    known_at=None, round=None,
) -> Page:
    """One page of the people on a side of an indicator; `limit` None gives everyone at once, for exports.

    `indicator` is an identity such as CAD-03, `township` a Unit, `after` the cursor of an earlier page. A
    figure counted in townships or posts lists townships, except for the people who fill the posts. Raises
    FigureProblem.
    """
    listing = _listing(indicator, side, population, as_of, unit, township, filters, known_at, round)
    if _lists_townships(listing):
        return Page(
            listing.indicator, side, _township_rows(listing), kind="townships", question=listing.question
        )
    parameters = listing.parameters | {"limit": limit + 1 if limit else None}
    if after:
        parameters |= _read_cursor(after)
    found = None
    if limit and limit <= LONGEST_PAGE and known_at is None:
        found = _by_place(listing, parameters, continued=bool(after))
    if found is None:
        found = _fetch(set_statement(listing, continued=bool(after), limited=bool(limit)), parameters)
    more = bool(limit) and len(found) > limit
    found = found[:limit] if limit else found
    return Page(
        listing.indicator, side, [_row(one, listing) for one in found], _cursor(found[-1]) if more else None,
        question=listing.question,
    )


def people_count(
    *, indicator, side, population, as_of, unit, township=None, filters=None, known_at=None, round=None
) -> int:
    """How many rows all pages of the same list have together; raises FigureProblem."""
    listing = _listing(indicator, side, population, as_of, unit, township, filters, known_at, round)
    if _lists_townships(listing):
        return len(_township_rows(listing))
    with connection.cursor() as cursor:
        cursor.execute(set_statement(listing, count=True), listing.parameters)
        return cursor.fetchone()[0]


def _listing(identity, side, population, as_of, unit, township, filters, known_at, round) -> Listing:
    if side not in SIDES:
        raise FigureProblem(f"没有“{side}”这一侧，可用的有：{'、'.join(SIDES)}。")
    question = ask(population=population, as_of=as_of, unit=unit, known_at=known_at, round=round)
    return Listing(question, indicator_of(identity), side, township.pk if township else None, filters or Filters())


def _by_place(listing: Listing, parameters: dict, *, continued: bool) -> list[dict] | None:
    """The page's rows, asking only townships that matter; None when the whole set is the shorter way.

    A few townships usually fill a page. Where they do not, hardly anybody stands on the side, and the counts
    of the board say in which townships they are: fifty rows lie in fifty townships at most.
    """
    kept = None if listing.filters.narrow else counts_at_hand(listing.question)
    if kept is None:
        with connection.cursor() as cursor:
            statement = places_statement(listing, continued=continued)
            cursor.execute(statement, parameters | {"walked": TOWNSHIPS_TRIED + 1})
            places = [place for (place,) in cursor.fetchall()]
        found = _walk_through(places[:TOWNSHIPS_TRIED], listing, parameters, continued)
        if len(found) == parameters["limit"] or len(places) <= TOWNSHIPS_TRIED:
            return found
        if listing.filters.narrow:
            return None
        kept = board_of(listing.question).counts
    return _walk_through(_places_of_side(listing, kept), listing, parameters, continued)


def _walk_through(places: list[int], listing: Listing, parameters: dict, continued: bool) -> list[dict]:
    if not places:
        return []
    return _fetch(page_statement(listing, continued=continued), parameters | {"places": places})


def _places_of_side(listing: Listing, counts: dict) -> list[int]:
    """Townships in which somebody stands on the side."""
    one, places = listing.indicator, []
    for place, numbers in counts.items():
        numerator, denominator, missing = numbers.get(one.id, (0, 0, 0))
        if not one.numerator:
            numerator = denominator = numbers.get("people", 0)
        elif one.average:  # its numbers are a sum of years, those whose age is known, and the others
            numerator = denominator
        on_side = {
            "numerator": numerator, "denominator": denominator, "missing": missing,
            "rest": denominator - numerator - missing,
        }  # fmt: skip
        if place and on_side[listing.side] > 0:
            places.append(place)
    return places


def _lists_townships(listing: Listing) -> bool:
    counts = listing.indicator.counts
    return counts == "townships" or (counts == "posts" and listing.side != "numerator")


def _township_rows(listing: Listing) -> list[TownshipRow]:
    """Townships on the side: complete or not, with approved posts or without, with vacant posts."""
    counted = board_of(listing.question).counts
    identity = listing.indicator.id
    keys = [key for key in counted if key and identity in counted[key] and listing.township in (None, key)]
    rows = []
    for unit in Unit.objects.filter(pk__in=keys).order_by("position", "path"):
        numerator, denominator, missing = counted[unit.pk][identity]
        on_side = {
            "numerator": numerator > 0, "denominator": not missing, "missing": missing > 0,
            "rest": not missing and numerator < denominator,
        }
        if on_side[listing.side]:
            rows.append(TownshipRow(unit.pk, unit.name, numerator, denominator, missing))
    return rows


def _row(found: dict, listing: Listing) -> PersonRow:
    born = PartialDate.from_int(found["born"]) if found["born"] else None
    return PersonRow(
        person_id=found["id"], name=found["person_name"], post_text=found["post_text"],
        township_id=found["township_id"], township=found["name"], sex=found["sex"], born=born, age=found["age"],
        standing=found["standing"], facts={fact: found[fact] for fact in sorted(listing.facts)},
    )


def _fetch(statement: str, parameters: dict) -> list[dict]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _cursor(last: dict) -> str:
    key = [last["position"], last["path"], last["pinyin"], last["id"]]
    return base64.urlsafe_b64encode(json.dumps(key, ensure_ascii=False).encode()).decode().rstrip("=")


def _read_cursor(text: str) -> dict:
    try:
        position, path, pinyin, number = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        return {"c_position": int(position), "c_path": str(path), "c_pinyin": str(pinyin), "c_id": int(number)}
    except (ValueError, TypeError, binascii.Error) as problem:
        raise FigureProblem("翻页标记无效，请从第一页重新查看。") from problem
