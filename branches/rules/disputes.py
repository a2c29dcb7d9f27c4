"""Days of a dispute, and its parties as a page may show them."""

import datetime
import re

LEVELS = ("grid", "village", "township", "county")
_BETWEEN_NAMES = re.compile(r"[、，,;；/\s]+")
_COMPOUND_SURNAMES = (
    "欧阳", "司马", "上官", "诸葛", "令狐", "夏侯", "皇甫", "公孙", "慕容", "宇文", "司徒", "东方", "独孤", "南宫",
    "呼延", "端木", "轩辕", "尉迟", "长孙", "淳于", "申屠", "钟离", "濮阳", "西门", "闻人", "拓跋", "单于", "澹台",
)  # fmt: skip


def due_on(found_on: datetime.date, days: dict) -> datetime.date:
    """The last day on which the dispute is settled in time."""
    return found_on + datetime.timedelta(days=days["settle"])


def escalate_on(level: str, since: datetime.date, days: dict) -> datetime.date | None:
    """The day from which the next level has to take it; None at the county, the last."""
    return since + datetime.timedelta(days=days[level]) if level in days else None


def masked(names: str) -> str:
    """“张三、欧阳四” as “张某、欧阳某”; parties that are no person's name (a firm, a group) lose all but the first sign."""
    shown = []
    for name in _BETWEEN_NAMES.split(names.strip()):
        surname = next((one for one in _COMPOUND_SURNAMES if name.startswith(one)), name[:1])
        shown.append(f"{surname}某" if name else "")
    return "、".join(one for one in shown if one)
