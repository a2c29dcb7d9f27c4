"""A question over records checked and complete, and the answers as they were known at an earlier moment."""

import datetime

from portal.models import Unit
from portal.queries.rules import rule_values
from reports.problems import FigureProblem
from reports.records.question import RecordQuestion

KEYS = ("percent_digits", "missing_red_share", "cumulative_since")


def ask_records(*, unit: Unit, as_of: datetime.date, since: datetime.date | None = None) -> RecordQuestion:
    """The question with every rule of the day; `since` None takes the office's own beginning of 近年来.

    Raises FigureProblem when a rule has no value, or the beginning lies after the day.
    """
    rules = {key: setting.value for key, setting in rule_values(as_of).items()}
    absent = [key for key in KEYS if key not in rules]
    if absent:
        raise FigureProblem(f"统计口径“{'、'.join(absent)}”在{as_of}没有生效的取值，请在“口径设置”中添加。")
    if since is None:
        try:
            since = datetime.date.fromisoformat(str(rules["cumulative_since"]))
        except ValueError as problem:
            raise FigureProblem("统计口径“cumulative_since”应写成2021-07-01这样的日期。") from problem
        since = min(since, as_of)
    if since > as_of:
        raise FigureProblem("起算日不能晚于基准日。")
    return RecordQuestion(unit, as_of, since, rules)
