"""Terms of organizations: how long they last, when their end is near, and what an election must have."""

import datetime

from branches.rules.admission import later


def term_kind(category: str, sector: str) -> str:
    """Which of the office's terms an organization has: village, branch, general or committee."""
    if category in ("COM", "WC"):
        return "committee"
    if sector in ("village", "community"):
        return "village"
    return "general" if category == "GEN" else "branch"


def term_ends(began: datetime.date, years: int) -> datetime.date:
    """The day a term of so many years runs out."""
    return later(began, 12 * years)


def reminder(due: datetime.date, today: datetime.date) -> str:
    """How near the end is, for a mark: "" while more than six months are left, then 6, 3, 1 (months), or "over"."""
    if today > due:
        return "over"
    return next((str(months) for months in (1, 3, 6) if due <= later(today, months)), "")


def election_problem(*, due: int, attended: int, least_percent: int) -> str:
    """Why an election with so few voters does not count, empty when it does; the share itself is enough."""
    if due <= 0 or attended * 100 < due * least_percent:
        return f"到会有选举权人数须达到应到会人数的{least_percent}%，现为{attended}／{due}人。"
    return ""


def nomination_problem(*, seats: int, candidates: int, excess_percent: int) -> str:
    """Why so few candidates for so many seats do not make an election by choice (差额), empty when they do."""
    least = -(-seats * (100 + excess_percent) // 100)
    if candidates < least:
        return f"差额不少于{excess_percent}%：应选{seats}人，候选人不少于{least}人，现为{candidates}人。"
    return ""


def postponement_problem(due: datetime.date, until: datetime.date, most_months: int) -> str:
    """Why an election cannot be put off until the day, empty when it can."""
    last = later(due, most_months)
    if not due < until <= last:
        return f"延期应在届满之后，且不超过{most_months}个月，即不晚于{last.year}年{last.month}月{last.day}日。"
    return ""
