"""Checks that need more than one row of a person; pure, for the batch engine to call with what it has joined."""

from collections.abc import Iterable

from cadres.importing.rows import problem
from portal.rules.dates import PartialDate


def check_post_dates(*, began: int | None, work_began: int | None, level_since: int | None = None) -> list[dict]:
    """Problems of a post's first day against 参加工作时间 and 任现职务层次时间 (stored integers)."""
    found = []
    if began and work_began and began // 100 < work_began // 100:
        found.append(
            problem(
                "error",
                "date_order",
                "任职时间",
                str(PartialDate.from_int(began)),
                f"任职时间早于参加工作时间{PartialDate.from_int(work_began)}",
                "请改正其中一项",
            )
        )
    if began and level_since and level_since // 100 > began // 100:
        found.append(
            problem(
                "error",
                "date_order",
                "任现职务层次时间",
                str(PartialDate.from_int(level_since)),
                f"任现职务层次时间晚于任职时间{PartialDate.from_int(began)}",
                "请改正其中一项",
            )
        )
    return found


def check_primary_posts(open_primary_posts: Iterable[str]) -> list[dict]:
    """The warning that a person holds more than one 主职务 at once; takes their names."""
    names = list(open_primary_posts)
    if len(names) < 2:
        return []
    return [
        problem(
            "warning",
            "primary_twice",
            "主职务",
            "、".join(names)[:60],
            f"有{len(names)}个在任的主职务",
            "请只保留一个主职务",
        )
    ]


def check_appraisal_years(years: Iterable[int], last_year: int) -> list[dict]:
    """The warning that last year's appraisal is not among a person's results."""
    if last_year in set(years):
        return []
    return [
        problem(
            "warning", "appraisal_missing", "考核年度", "", f"没有{last_year}年度考核结果", "请补充上一年度考核结果"
        )
    ]
