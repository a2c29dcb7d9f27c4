"""What keeps a person from promotion on a day: discipline, inquiries, last year's result, probation, retirement.

公务员法 Art. 64 (no promotion under discipline; 警告 6, 记过 12, 记大过 18, 降级 and 撤职 24 months) and 公务员考核规定 2020 Art. 20;
both read in copies.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from cadres.rules.ranks.eligibility import NOT_PROMOTED_NEXT_YEAR, Bar, YearResult
from portal.rules.dates import PartialDate, add_months


@dataclass(frozen=True)
class Discipline:
    """A disciplinary act: its code (ZB65), name, when decided and when revoked, the number of its record."""

    code: str
    name: str
    decided: PartialDate | None
    revoked: PartialDate | None = None
    record: int | None = None


@dataclass(frozen=True)
class Inquiry:
    """An investigation or the like, from a date to a date."""

    kind: str
    label: str
    began: PartialDate | None
    ended: PartialDate | None = None
    record: int | None = None


@dataclass(frozen=True)
class Life:
    """What bars are worked out from; `probation_since` is the date a person was recruited, None when long past."""

    disciplines: tuple[Discipline, ...] = ()
    inquiries: tuple[Inquiry, ...] = ()
    results: tuple[YearResult, ...] = ()
    on_probation: bool = False
    recruited: PartialDate | None = None
    retires: PartialDate | None = None


def bars_on(
    life: Life, day: datetime.date, *, known_on: datetime.date, discipline: dict[str, int], probation: int
) -> list[Bar]:
    """Bars that stand on the day, from what is known on `known_on`; months of discipline by code, of probation."""
    return [
        *_discipline(life.disciplines, day, known_on, discipline),
        *_inquiries(life.inquiries, day, known_on),
        *_last_year(life.results, day, known_on),
        *_probation(life, day, probation),
        *_retirement(life, day),
    ]


def _discipline(acts: Iterable[Discipline], day, known_on, months: dict[str, int]) -> list[Bar]:
    found = []
    for act in acts:
        term = months.get(act.code)
        if not term or act.decided is None or act.decided.first_day() > known_on:
            continue
        end = add_months(act.decided, term).first_day()
        if act.revoked is not None and act.revoked.first_day() <= known_on:
            end = min(end, act.revoked.first_day())
        if act.decided.first_day() <= day < end:
            found.append(Bar("discipline", f"受{act.name}处分，影响期{term}个月", end, ("award", act.record)))
    return found


def _inquiries(inquiries: Iterable[Inquiry], day, known_on) -> list[Bar]:
    found = []
    for one in inquiries:
        began, end = one.began and one.began.first_day(), one.ended and one.ended.first_day()
        if (began is None or began <= min(day, known_on)) and (end is None or day < end):
            found.append(Bar(one.kind, one.label, end, ("bar", one.record)))
    return found


def _last_year(results: Iterable[YearResult], day, known_on) -> list[Bar]:
    names = {"3": "基本称职", "4": "不称职", "3B": "基本合格", "4B": "不合格"}
    return [
        Bar(
            "last_year",
            f"{one.year}年度考核{names[one.result]}，下一年度内不得晋升",
            datetime.date(one.year + 2, 1, 1),
            ("appraisal", one.record),
        )
        for one in results
        if one.result in NOT_PROMOTED_NEXT_YEAR and one.year == day.year - 1 and one.decided_on <= known_on
    ]


def _probation(life: Life, day, months: int) -> list[Bar]:
    end = add_months(life.recruited, months).first_day() if life.recruited else None
    if life.recruited and life.recruited.first_day() <= day < end:
        return [Bar("probation", "试用期未满", end)]
    return [Bar("probation", "试用期人员，尚未任职定级")] if life.on_probation else []


def _retirement(life: Life, day) -> list[Bar]:
    due = life.retires
    return [Bar("retirement", f"{due}已达法定退休年龄")] if due and due.first_day() <= day else []
