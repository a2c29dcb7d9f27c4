"""Township work experience (乡镇工作经历): the pieces of time that count, their months, and why.

The months of one piece on a day, as a database can repeat it. With B = began, E = ended, C = counts_from as
integers yyyymmdd (00 for unknown parts), A = the day as yyyymmdd, and y(x) = x / 10000,
m(x) = greatest(x / 100 % 100, 1), d(x) = greatest(x % 100, 1):

    the piece is there    when  B <= A and (C is null or C <= A)
    its end then is       X = A when E is null or E > A, else E
    MONTH_DIFF            (y(X) - y(B)) * 12 + m(X) - m(B)
    INCLUSIVE_MONTHS      MONTH_DIFF + 1
    FULL_MONTHS           MONTH_DIFF - (1 if d(X) < least(d(B), days in the month of X) else 0), at least 0

The convention is a property of the piece (never of the day asked about), so that months never fall as days
pass. The person's months are the sum over the pieces. No national definition of "2年以上乡镇工作经历" is known;
every setting stands in TownshipRule with its source.
"""

import datetime
from dataclasses import dataclass, replace

from cadres.rules.spell_kinds import SpellKind, SpellNature
from cadres.rules.township_rule import TownshipRule
from portal.rules.dates import (
    LAST_YEAR,
    MonthConvention,
    PartialDate,
    add_months,
    as_int,
    months_between,
    resolve_convention,
)

_UP = (SpellKind.COUNTY, SpellKind.ABOVE_COUNTY)
_FOREVER = 99999999
_LAST_DAY = datetime.date(LAST_YEAR, 12, 31)


@dataclass(frozen=True)
class SpellFact:
    """One classed spell [began, ended); `ended` None is open; `parent_id` names the spell it stands inside."""

    id: int
    began: PartialDate
    ended: PartialDate | None
    kind: str
    nature: str = SpellNature.POST
    full_time: bool | None = None
    parent_id: int | None = None


@dataclass(frozen=True)
class Piece:
    """Time that counts: disjoint from every other piece of the person; before `counts_from` it does not."""

    began: PartialDate
    ended: PartialDate | None
    counts_from: PartialDate | None
    spell_ids: tuple[int, ...]
    month_convention: str


@dataclass(frozen=True)
class _Span:
    began: PartialDate
    ended: PartialDate | None
    counts_from: PartialDate | None
    spell_ids: tuple[int, ...]


def township_pieces(spells: list[SpellFact], rule: TownshipRule) -> list[Piece]:
    """Disjoint pieces that count by the rule, in the order of time, whatever the day asked about."""
    spells = [spell for spell in spells if _end(spell) > spell.began.as_int()]
    excluded = [spell for spell in spells if exclusion(spell, rule)]
    inclusive = rule.month_convention == MonthConvention.INCLUSIVE_MONTHS
    sure, later = [], []
    for spell in spells:
        if exclusion(spell, rule) or why_not_counted(spell, rule):
            continue
        bars = [other for other in excluded if other.id != spell.parent_id and _overlap(spell, other)]
        start, ended = _counts_from(spell, rule), spell.ended
        if inclusive:
            ended, bars = _month_after(ended), [_touched_months(bar) for bar in bars]
        spans = _subtract([_Span(spell.began, ended, start, (spell.id,))], bars)
        (later if start else sure).extend(spans)
    pieces = _merge(sure)
    for span in sorted(later, key=lambda one: (one.began, one.counts_from)):
        pieces += _subtract([span], pieces)
    pieces = _merge_same_start(pieces)
    if inclusive:
        pieces = [replace(one, ended=one.ended and add_months(one.ended, -1)) for one in pieces]
    return [
        Piece(one.began, one.ended, one.counts_from, one.spell_ids, _convention(one.began, one.ended, rule))
        for one in pieces
    ]


def exclusion(spell: SpellFact, rule: TownshipRule) -> str:
    """Why the spell's time is taken off other spells, in Chinese; empty when it is not."""
    nature, up = spell.nature, spell.kind in _UP
    if nature == SpellNature.ON_LOAN and up and rule.exclude_loans_up:
        return "借调到县级以上，扣除"
    if nature == SpellNature.SECONDMENT and up and rule.exclude_secondments_up:
        return "到县级以上挂职，扣除"
    if nature == SpellNature.STUDY and spell.full_time and rule.exclude_full_time_study:
        return "脱产学习，扣除"
    if nature == SpellNature.SUSPENDED and rule.exclude_suspension:
        return "停职，扣除"
    if nature == SpellNature.LEAVE:
        # A leave that has not ended is taken as a long one: what has been counted once must not vanish later.
        limit = rule.leave_months_allowed
        if spell.ended is None or months_between(spell.began, spell.ended) > limit:
            return f"病事假超过{limit}个月，扣除"
    return ""


def why_not_counted(spell: SpellFact, rule: TownshipRule) -> str:
    """Why the spell adds no months of its own, in Chinese; empty when it can."""
    if spell.nature in (SpellNature.STUDY, SpellNature.LEAVE, SpellNature.SUSPENDED, SpellNature.WAITING):
        return "不是工作经历"
    if spell.kind not in rule.unit_kinds:
        label = SpellKind(spell.kind).label if spell.kind in list(SpellKind) else spell.kind
        return f"“{label}”不计入乡镇工作经历"
    if spell.nature in (SpellNature.SECONDMENT, SpellNature.ON_LOAN):
        if not rule.count_secondments_down:
            return "下挂乡镇按设置不计入"
        start = _counts_from(spell, rule)
        if start and spell.ended is not None and spell.ended < start:
            return f"下挂不满{rule.secondment_min_months}个月"
    return ""


def township_months(pieces: list[Piece], as_of: datetime.date, rule: TownshipRule) -> int:
    """Whole months that count up to the day: the sum over the pieces."""
    return sum(piece_months(piece, as_of) for piece in pieces)


def piece_months(piece: Piece, as_of: datetime.date) -> int:
    """Months of one piece up to the day, by the piece's own convention."""
    day = as_int(as_of)
    if piece.began.as_int() > day or (piece.counts_from and piece.counts_from.as_int() > day):
        return 0
    clipped = piece.ended is None or piece.ended.as_int() > day
    end = PartialDate.from_date(as_of) if clipped else piece.ended
    months = (end.year - piece.began.year) * 12 + (end.month or 1) - (piece.began.month or 1)
    if piece.month_convention == MonthConvention.INCLUSIVE_MONTHS:
        return months + 1
    return months_between(piece.began, end, MonthConvention(piece.month_convention))


def first_day_reaching(pieces: list[Piece], months: int, rule: TownshipRule) -> datetime.date | None:
    """The first day on which the total is at least that many months; in the future for open pieces.

    None if the total never gets there.
    """
    if not pieces:
        return None
    low = min(piece.began for piece in pieces).first_day()
    edges = [edge for piece in pieces for edge in (piece.began, piece.ended, piece.counts_from) if edge]
    high = max(edges).last_day()
    if any(piece.ended is None for piece in pieces):
        high = min(high + datetime.timedelta(days=31 * (months + 2)), _LAST_DAY)
    if township_months(pieces, high, rule) < months:
        return None
    while low < high:
        middle = low + (high - low) // 2
        if township_months(pieces, middle, rule) >= months:
            high = middle
        else:
            low = middle + datetime.timedelta(days=1)
    return low


@dataclass(frozen=True)
class Contribution:
    """What one spell adds to the total on a day, and why in Chinese."""

    spell_id: int
    months: int
    reason: str


def explain(spells: list[SpellFact], rule: TownshipRule, as_of: datetime.date) -> list[Contribution]:
    """Every spell's share, in the order of time; the shares add up to the total of the day.

    A month that several spells share belongs to the one that began first. Taking time off is already in the
    share of the spell it is taken from.
    """
    spells = sorted(spells, key=lambda one: (one.began, one.id))
    bars = [spell for spell in spells if exclusion(spell, rule)]
    seen, total, shares = list(bars), 0, []
    for spell in spells:
        if reason := exclusion(spell, rule) or why_not_counted(spell, rule):
            shares.append(Contribution(spell.id, 0, reason))
            continue
        seen.append(spell)
        now = township_months(township_pieces(seen, rule), as_of, rule)
        shares.append(Contribution(spell.id, now - total, _share_reason(spell, rule, now - total, as_of)))
        total = now
    return _joined(shares)


def _joined(shares: list[Contribution]) -> list[Contribution]:
    """One share a spell: one cut in parts, because its unit became something else, gives every part's reason."""
    joined: dict[int, Contribution] = {}
    for share in shares:
        if before := joined.get(share.spell_id):
            reason = f"{before.reason}；此后{share.reason}"
            share = Contribution(share.spell_id, before.months + share.months, reason)
        joined[share.spell_id] = share
    return list(joined.values())


def _share_reason(spell: SpellFact, rule: TownshipRule, months: int, as_of: datetime.date) -> str:
    if spell.began.as_int() > as_int(as_of):
        return "尚未开始"
    start = _counts_from(spell, rule)
    if start and start.as_int() > as_int(as_of):
        return f"下挂未满{rule.secondment_min_months}个月，自{start}起计入"
    label = SpellKind(spell.kind).label
    if months <= 0:
        return f"{label}，与其他时段重叠、被扣除或不足一个月"
    return f"{label}，计{months}个月"


def _convention(began: PartialDate, ended: PartialDate | None, rule: TownshipRule) -> str:
    return str(resolve_convention(began, ended, MonthConvention(rule.month_convention)))


def _counts_from(spell: SpellFact, rule: TownshipRule) -> PartialDate | None:
    if spell.nature not in (SpellNature.SECONDMENT, SpellNature.ON_LOAN) or not rule.secondment_min_months:
        return None
    return add_months(spell.began, rule.secondment_min_months)


def _end(span) -> int:
    return _FOREVER if span.ended is None else span.ended.as_int()


def _overlap(one: SpellFact, other: SpellFact) -> bool:
    return one.began.as_int() < _end(other) and other.began.as_int() < _end(one)


def _month_after(ended: PartialDate | None) -> PartialDate | None:
    """The month after the last one touched: with both end months counted, time is cut by whole months."""
    return ended and add_months(PartialDate(ended.year, ended.month or 1), 1)


def _touched_months(bar: SpellFact) -> _Span:
    return _Span(PartialDate(bar.began.year, bar.began.month or 1), _month_after(bar.ended), None, (bar.id,))


def _subtract(spans: list[_Span], bars: list) -> list[_Span]:
    """The spans without the time of the bars."""
    for bar in bars:
        left = []
        for span in spans:
            if _end(bar) <= span.began.as_int() or bar.began.as_int() >= _end(span):
                left.append(span)
                continue
            if bar.began > span.began:
                left.append(_Span(span.began, bar.began, span.counts_from, span.spell_ids))
            if _end(bar) < _end(span):
                left.append(_Span(bar.ended, span.ended, span.counts_from, span.spell_ids))
        spans = left
    return spans


def _merge(spans: list[_Span]) -> list[_Span]:
    """Spans that overlap or touch made one."""
    merged: list[_Span] = []
    for span in sorted(spans, key=lambda one: (one.began, _end(one))):
        last = merged[-1] if merged else None
        if last is None or _end(last) < span.began.as_int():
            merged.append(span)
            continue
        ended = last.ended if _end(last) >= _end(span) else span.ended
        ids = tuple(dict.fromkeys(last.spell_ids + span.spell_ids))
        merged[-1] = _Span(last.began, ended, span.counts_from, ids)
    return merged


def _merge_same_start(spans: list[_Span]) -> list[_Span]:
    groups: dict[PartialDate | None, list[_Span]] = {}
    for span in spans:
        groups.setdefault(span.counts_from, []).append(span)
    merged = [piece for group in groups.values() for piece in _merge(group)]
    return sorted(merged, key=lambda one: one.began)
