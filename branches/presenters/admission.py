"""The twenty-five steps of a case in the words and marks of its page."""

import datetime
from itertools import groupby

from django.utils.translation import gettext as _

from branches.rules.admission import Outlook

_MARKS = {
    "done": ("ok", _("已办")), "open": ("new", _("可以办理")), "early": ("", _("时间未到")), "waiting": ("", _("待前一步")),
    "late": ("error", _("已逾期")),
}  # fmt: skip


def by_stage(steps: list[Outlook], records: dict[int, int]) -> list[dict]:
    """Stages with their steps; each step with its mark, the sentence about its time and its record's number."""
    return [
        {"stage": stage, "steps": [_shown(step) | {"record": records.get(step.number)} for step in of_stage]}
        for stage, of_stage in groupby(steps, key=lambda step: step.stage)
    ]


def when(step: Outlook) -> str:
    """When the step may be taken and until when, in one sentence; empty when the rules say nothing."""
    parts = []
    if step.earliest:
        parts.append(_("最早%(day)s") % {"day": _day(step.earliest)})
    if step.latest:
        parts.append(_("最迟%(day)s") % {"day": _day(step.latest)})
    return "，".join(parts)


def _shown(step: Outlook) -> dict:
    tone, word = _MARKS[step.state]
    if step.state == "done" and not step.in_time:
        tone, word = "amber", _("已办，超期")
    return {"step": step, "tone": tone, "word": word, "when": "" if step.state == "done" else when(step)}


def _day(day: datetime.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
