"""The twenty-five steps of admission to the Party: what is done, what may be done next and from which day, what is late.

Times are those of 中国共产党发展党员工作细则 (revised 2026-05-11) and come in as `AdmissionTimes`; the names of the steps
are those of the procedure of 2014 (general knowledge: the list of the revision was not seen in full).
"""

import datetime
from dataclasses import dataclass, fields

from portal.rules.dates import PartialDate, add_months
from portal.rules.labelled import Labelled
from portal.rules.workdays import working_days

STAGES = (
    "申请入党",
    "入党积极分子的确定和培养教育",
    "发展对象的确定和考察",
    "预备党员的接收",
    "预备党员的教育考察和转正",
)
# (number, stage, name); a step that lasts is done on its first day and ended on its last.
STEPS = (
    (1, 0, "递交入党申请书"),
    (2, 0, "党组织派人谈话"),
    (3, 1, "推荐和确定入党积极分子"),
    (4, 1, "上级党委备案"),
    (5, 1, "指定培养联系人"),
    (6, 1, "培养教育考察"),
    (7, 2, "确定发展对象（含公示）"),
    (8, 2, "报上级党委备案"),
    (9, 2, "确定入党介绍人"),
    (10, 2, "政治审查"),
    (11, 2, "开展集中培训"),
    (12, 3, "支部委员会审查"),
    (13, 3, "上级党委预审"),
    (14, 3, "填写入党志愿书"),
    (15, 3, "支部大会讨论"),
    (16, 3, "上级党委派人谈话"),
    (17, 3, "上级党委审批"),
    (18, 3, "再上一级党委组织部门备案"),
    (19, 4, "编入党支部和党小组"),
    (20, 4, "入党宣誓"),
    (21, 4, "继续教育考察"),
    (22, 4, "提出转正申请"),
    (23, 4, "支部大会讨论转正"),
    (24, 4, "上级党委审批转正"),
    (25, 4, "材料归档"),
)
STEP_NAMES = {number: name for number, _stage, name in STEPS}
LAST = 25
# Filing with the next higher office holds nobody up (general knowledge).
_HOLDS_NOBODY_UP = {18}
ACTIVIST_FROM, TARGET_FROM, ACCEPTED_BY, PROBATION_FROM, FULL_FROM = 3, 7, 17, 15, 24


class Stage(Labelled):
    """How far a case has come, told by the last step that decides it."""

    APPLICANT = ("applicant", "入党申请人")
    ACTIVIST = ("activist", "入党积极分子")
    TARGET = ("development_target", "发展对象")
    PROBATIONARY = ("probationary", "预备党员")
    FULL = ("full", "已转正")


@dataclass(frozen=True)
class AdmissionTimes:
    """The times of the rules, in months but where the name says otherwise; articles are those of the 2026 text."""

    talk_within: int = 1  # Art. 7
    cultivation: int = 12  # Art. 13
    observation_every: int = 6  # Art. 11
    publicity_working_days: int = 5  # Art. 13
    training_days: int = 3  # Art. 17, or 24 hours
    training_hours: int = 24  # Art. 17
    assembly_within: int = 1  # Art. 18–19, from the pre-review
    approval_within: int = 3  # Art. 25
    special_approval_within: int = 6  # Art. 25
    oath_within: int = 1  # Art. 29
    probation: int = 12  # Art. 31
    conversion_approval_within: int = 3  # Art. 33

    @classmethod
    def from_dict(cls, values: dict) -> "AdmissionTimes":
        """The times of a stored rule; a time not given keeps its default."""
        known = {one.name for one in fields(cls)}
        return cls(**{name: int(value) for name, value in values.items() if name in known})


@dataclass(frozen=True)
class Done:
    """A step taken: its day, and its last day where it lasted."""

    on: datetime.date
    ended: datetime.date | None = None

    @property
    def last(self) -> datetime.date:
        """The day on which the step was over."""
        return self.ended or self.on


@dataclass(frozen=True)
class Outlook:
    """One step of a case on a day.

    state     done, open (may be taken today), early (not before `earliest`), waiting (for steps before it), late (its
              last day has passed and it is not done)
    earliest  first day it may be taken, None while that is not known
    latest    last day it may be taken in time, None when there is none or it is not known
    on        the day it was taken
    in_time   for a step taken: whether it was within its times
    why       the rule that sets its times, in Chinese with its article; empty without one
    """

    number: int
    name: str
    stage: str
    state: str
    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    on: datetime.date | None = None
    in_time: bool = True
    why: str = ""


def stage_of(done) -> Stage:
    """The stage of a case with these steps taken (numbers)."""
    for number, stage in (
        (FULL_FROM, Stage.FULL), (ACCEPTED_BY, Stage.PROBATIONARY), (TARGET_FROM, Stage.TARGET),
        (ACTIVIST_FROM, Stage.ACTIVIST),
    ):  # fmt: skip
        if number in done:
            return stage
    return Stage.APPLICANT


def later(day: datetime.date, months: int) -> datetime.date:
    """The same day that many months later; a day the month does not have becomes its last."""
    return add_months(PartialDate.from_date(day), months).first_day()


def probation_ends(done: dict[int, Done], times: AdmissionTimes, extended: int = 0) -> datetime.date | None:
    """The day on which the probation is over, None before the branch has accepted (Art. 31: a year from that day)."""
    accepted = done.get(PROBATION_FROM)
    return later(accepted.on, times.probation + extended) if accepted else None


def outlook(
    done: dict[int, Done],
    times: AdmissionTimes,
    today: datetime.date,
    *,
    special: bool = False,
    extended: int = 0,
) -> list[Outlook]:
    """Every one of the steps, in order. `special` lengthens the approval; `extended` the probation, in months."""
    found = []
    for number, stage, name in STEPS:
        earliest, latest, why = _times_of(number, done, times, special, extended)
        missing = [one for one in range(1, number) if one not in done and one not in _HOLDS_NOBODY_UP]
        taken = done.get(number)
        if taken:
            state = "done"
        elif latest and today > latest:
            state = "late"
        elif missing:
            state = "waiting"
        elif earliest and today < earliest:
            state = "early"
        else:
            state = "open"
        in_time = not taken or not ((earliest and taken.on < earliest) or (latest and taken.on > latest))
        found.append(Outlook(number, name, STAGES[stage], state, earliest, latest, taken and taken.on, in_time, why))
    return found


def next_step(steps: list[Outlook]) -> Outlook | None:
    """The first step not taken that holds the case up; None when all are done."""
    left = [step for step in steps if step.state != "done"]
    return next((step for step in left if step.number not in _HOLDS_NOBODY_UP), left[0] if left else None)


def problems(number: int, taken: Done, done: dict[int, Done], times: AdmissionTimes, *, extended: int = 0) -> list[str]:
    """Why the step cannot have been taken so, in Chinese: too early, out of order, a term too short.

    Being late refuses nothing: what was done late was still done.
    """
    others = {one: step for one, step in done.items() if one != number}
    found = []
    missing = [one for one in range(1, number) if one not in others and one not in _HOLDS_NOBODY_UP]
    if missing:
        found.append(f"请先登记第{missing[0]}步“{STEP_NAMES[missing[0]]}”。")
    earlier = [step.on for one, step in others.items() if one < number]
    if earlier and taken.on < max(earlier):
        found.append("日期不能早于前面步骤的日期。")
    follow = [step.on for one, step in others.items() if one > number and one not in _HOLDS_NOBODY_UP]
    if follow and taken.on > min(follow):
        found.append("日期不能晚于后面步骤的日期。")
    earliest, _latest, why = _times_of(number, others, times, False, extended)
    if earliest and taken.on < earliest:
        found.append(f"最早{_day(earliest)}：{why}")
    if number == 7 and taken.ended and working_days(taken.on, taken.ended) < times.publicity_working_days:
        found.append(f"公示不少于{times.publicity_working_days}个工作日（第13条）。")
    return found


def observation_due(
    done: dict[int, Done], observed: list[datetime.date], times: AdmissionTimes
) -> datetime.date | None:
    """The day by which the next half-yearly observation is due, None when nobody is to be observed (Art. 11)."""
    if FULL_FROM in done or ACTIVIST_FROM not in done:
        return None
    began = done[PROBATION_FROM].on if ACCEPTED_BY in done else done[ACTIVIST_FROM].on
    return later(max([began, *(day for day in observed if day >= began)]), times.observation_every)


def _times_of(number, done, times, special, extended):
    """(earliest day, latest day, the rule in words) of a step, as far as the steps before it tell."""

    def after(origin: int, months: int) -> datetime.date | None:
        return later(done[origin].last, months) if origin in done else None

    if number == 2:
        return None, after(1, times.talk_within), f"收到入党申请书后{times.talk_within}个月内派人谈话（第7条）"
    if number == 7:
        text = f"列为入党积极分子并经过{times.cultivation}个月以上培养教育考察（第13条）"
        return after(ACTIVIST_FROM, times.cultivation), None, text
    if number == 11:
        return None, None, f"集中培训不少于{times.training_days}天或{times.training_hours}学时（第17条）"
    if number == 15:
        return None, after(13, times.assembly_within), f"预审合格后{times.assembly_within}个月内召开支部大会（第19条）"
    if number == 17:
        within = times.special_approval_within if special else times.approval_within
        return None, after(15, within), f"支部大会后{within}个月内审批（第25条）"
    if number == 20:
        return None, after(17, times.oath_within), f"批准后{times.oath_within}个月内举行入党宣誓（第29条）"
    if number == 23:
        text = f"预备期{times.probation}个月，自支部大会通过接收之日算起（第31条）"
        if extended:
            text += f"，已延长{extended}个月"
        return probation_ends(done, times, extended), None, text
    if number == 24:
        within = times.conversion_approval_within
        return None, after(23, within), f"支部大会后{within}个月内审批（第33条）"
    return None, None, ""


def _day(day: datetime.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
