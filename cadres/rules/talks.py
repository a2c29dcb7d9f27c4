"""Whom one must talk to (谈心谈话), how often, and after which events; pure, every number from the office's rule."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from portal.rules.labelled import Labelled


class Occasion(Labelled):
    """Why one talks; 职务变动 to 考核评议反馈 are the must-talk occasions (六必谈) of institutional rules."""

    ROUTINE = ("routine", "日常谈心")
    LIFE_MEETING = ("life_meeting", "民主生活会（组织生活会）前")
    POST_CHANGE = ("post_change", "职务变动")
    AWARD = ("award", "受到奖励或问责")
    HARDSHIP = ("hardship", "家庭困难或重大变故")
    MOOD = ("mood", "思想波动")
    DISCIPLINE = ("discipline", "受到处分")
    FEEDBACK = ("feedback", "考核评议反馈")
    OTHER = ("other", "其他")


class TalkeeRole(Labelled):
    """What somebody is on a day, as far as the duty to talk goes; one may be several."""

    CHIEF = ("chief", "班子正职")
    DEPUTY = ("deputy", "班子副职")
    LEADER = ("leader", "其他领导职务")
    SECONDED = ("seconded", "挂职、跟班人员")


# Events the records themselves tell of; the other occasions are planned by hand.
RECORDED_OCCASIONS = (Occasion.POST_CHANGE, Occasion.AWARD, Occasion.DISCIPLINE)
PERIODS = (("year", "年"), ("half_year", "半年"), ("quarter", "季度"))
_MONTHS = {"year": 12, "half_year": 6, "quarter": 3}


@dataclass(frozen=True)
class TalkDuty:
    """The office's rule: talks a period by role, and days within which an event is talked about."""

    period: str = "year"
    least: dict[str, int] = field(default_factory=dict)
    days_after: dict[str, int] = field(default_factory=dict)
    days_before: int = 0
    group_counts: bool = False
    talkers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, value: dict) -> "TalkDuty":
        """The rule out of the value of the setting `talk_duty`."""
        return cls(
            period=value["period"],
            least={role: int(number) for role, number in value["least"].items() if number},
            days_after={name: int(days) for name, days in value["days_after"].items() if days is not None},
            days_before=int(value["days_before"]),
            group_counts=bool(value["group_counts"]),
            talkers={role.value: value.get(f"talker_{role.value}", "") for role in TalkeeRole},
        )

    def span(self, day: datetime.date) -> tuple[datetime.date, datetime.date]:
        """First and last day of the period that holds the day, both included."""
        months = _MONTHS[self.period]
        first = (day.month - 1) // months * months + 1
        after = first + months
        end = datetime.date(day.year + after // 13, (after - 1) % 12 + 1, 1) - datetime.timedelta(days=1)
        return datetime.date(day.year, first, 1), end

    def need(self, roles: Iterable[str]) -> int:
        """Talks a period for somebody of these roles: the most any of them asks, 0 for nobody's duty."""
        return max((self.least.get(role, 0) for role in roles), default=0)

    def event_window(self, occasion: str, day: datetime.date) -> tuple[datetime.date, datetime.date] | None:
        """First and last day on which a talk about the event counts; None when the occasion asks for none."""
        after = self.days_after.get(occasion)
        if after is None:
            return None
        return day - datetime.timedelta(days=self.days_before), day + datetime.timedelta(days=after)

    def event_met(self, occasion: str, day: datetime.date, talks: Iterable[datetime.date]) -> bool:
        """Whether one of the talks of that occasion was held in time for the event of that day."""
        window = self.event_window(occasion, day)
        return window is None or any(window[0] <= talk <= window[1] for talk in talks)


@dataclass(frozen=True)
class Standing:
    """How somebody stands in the period: talks needed, held by the day, still missing, and by when."""

    need: int
    held: int
    missing: int
    due: datetime.date | None

    @property
    def covered(self) -> bool:
        """At least one valid talk in the period, the numerator of the coverage."""
        return self.held > 0


def standing(
    duty: TalkDuty, roles: Iterable[str], talks: Iterable[datetime.date], day: datetime.date
) -> Standing:
    """The standing on the day; talks after it or before the period do not count."""
    first, last = duty.span(day)
    need = duty.need(roles)
    held = sum(first <= talk <= day for talk in talks)
    missing = max(0, need - held)
    return Standing(need, held, missing, last if missing else None)
