"""Talks of the demo county: most leaders talked to this year, some not yet, difficulties solved and open."""

import datetime
from random import Random

from cadres.demo.months import choices_for
from cadres.models import CareAction, Person, TalkIssue, TalkPlan, TalkRecord
from cadres.queries.talk_coverage import people_to_talk_to, talk_duty
from portal.audit import record

_OCCASIONS = ("routine", "routine", "routine", "life_meeting", "feedback", "post_change")
_SUMMARIES = (
    "谈近期工作和思想状况，本人表示安心工作，希望多到项目一线锻炼。", "谈任职以来的体会，分析短板，提出改进打算。",
    "反馈年度考核情况，肯定成绩，指出工作统筹还需加强。", "了解家庭情况和身体状况，叮嘱注意休息。",
)  # fmt: skip
_PROBLEMS = (
    ("schooling", "子女入学距离较远，接送困难。", "已协调就近入学。"), ("separation", "夫妻分居两地，照顾家庭有困难。", "已列入交流计划。"),
    ("health", "腰椎不适，长期驻村，需要复查。", "已安排年度体检和休假。"), ("housing", "周转房漏水。", "已维修。"),
    ("family", "老人住院，陪护困难。", "已走访慰问，调整值班。"), ("work", "办公条件简陋，网络不稳。", "已更换设备。"),
)  # fmt: skip
_SECRETARY = "县委组织部负责同志"


def load(*, by, today: datetime.date) -> None:
    """Everything of talks, once; the same every time."""
    if TalkRecord.objects.exists():
        return
    random = choices_for("talks")
    people = list(people_to_talk_to(talk_duty(today), today).order_by("pk"))
    year = datetime.date(today.year, 1, 1)
    talks = [
        _talk(random, who, year + datetime.timedelta(days=random.randint(6, (today - year).days)))
        for who in people
        if random.random() < 0.84
    ]
    talks += [
        _talk(random, who, year - datetime.timedelta(days=random.randint(20, 360)))
        for who in people
        if random.random() < 0.93
    ]
    talks = TalkRecord.objects.bulk_create(talks)
    recent = [talk for talk in talks if talk.held_on >= year]
    issues = TalkIssue.objects.bulk_create(
        _issue(random, talk, at, today) for at, talk in enumerate(random.sample(recent, 18))
    )
    CareAction.objects.bulk_create(
        CareAction(
            person_id=issue.person_id, issue=issue, kind=random.choice(["visit", "help", "hospital"]),
            done_on=min(today, issue.raised + datetime.timedelta(days=random.randint(3, 20))),
            content="登门看望，了解实际困难。", amount=random.choice([None, 500, 1000]),
        )
        for issue in issues[:12]
    )  # fmt: skip
    TalkPlan.objects.bulk_create(_plans(random, people, {talk.person_id for talk in recent}, today))
    record("demo.talks_loaded", by=by, detail={"talks": len(talks), "issues": len(issues)})


def _talk(random: Random, who: Person, day: datetime.date) -> TalkRecord:
    return TalkRecord(
        person=who, talker_text=_SECRETARY if who.role == "chief" else "本单位主要负责同志", held_on=day,
        occasion=random.choice(_OCCASIONS), mode=random.choice(["face", "face", "face", "phone"]),
        summary=random.choice(_SUMMARIES), mood=random.choice(["steady"] * 9 + ["watch"]),
    )  # fmt: skip


def _issue(random: Random, talk: TalkRecord, at: int, today: datetime.date) -> TalkIssue:
    category, content, measures = _PROBLEMS[at % len(_PROBLEMS)]
    due = talk.held_on + datetime.timedelta(days=60)
    solved = at % 4 != 3
    day = min(today, talk.held_on + datetime.timedelta(days=random.randint(5, 50)))
    return TalkIssue(
        person_id=talk.person_id, talk=talk, category=category, content=content, owner="县委组织部干部股",
        raised=talk.held_on, due=due, solved_on=day if solved else None, measures=measures if solved else "",
        satisfaction=random.choice(["satisfied", "satisfied", "fair"]) if solved else "",
    )  # fmt: skip


def _plans(random: Random, people: list[Person], talked: set[int], today: datetime.date) -> list[TalkPlan]:
    waiting = [who for who in people if who.pk not in talked]
    return [
        TalkPlan(
            person=who, occasion="routine", due=today + datetime.timedelta(days=random.randint(-10, 45)),
            talker_text=_SECRETARY,
        )
        for who in random.sample(waiting, min(8, len(waiting)))
    ]  # fmt: skip
