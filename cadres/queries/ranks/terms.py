"""The office's rules of ranks on a day, read in one statement."""

import datetime
from dataclasses import dataclass
from typing import Any

from cadres.rules.ranks.eligibility import RankTerms, YearResult
from cadres.rules.ranks.quota import OrganLevel
from portal.queries.rules import RuleMissing, rule_values


@dataclass(frozen=True)
class Terms:
    """Everything the office has set about ranks: `discipline` months by code, `probation` months, `caps` by level."""

    ranks: RankTerms
    known: dict
    discipline: dict[str, int]
    probation: int
    caps: dict[str, dict[str, int]]
    rounding: str
    leaders_count: bool

    def known_from(self, year: int) -> datetime.date:
        """The day from which a year's result counts when its own day is not on file."""
        return datetime.date(year + 1, self.known["month"], self.known["day"])

    def result(self, row: dict) -> YearResult:
        """An appraisal (year, result, decided_on, id) as the rules take it."""
        return YearResult(
            row["year"], row["result"], row["decided_on"] or self.known_from(row["year"]), row["id"],
            row["decided_on"] is None,
        )  # fmt: skip


def rank_terms(as_of: datetime.date) -> Terms:
    """The terms on the day; raises RuleMissing."""
    settings = rule_values(as_of)

    def value(key: str) -> Any:
        if key not in settings:
            raise RuleMissing(f"统计口径“{key}”在{as_of}没有生效的取值，请在“口径设置”中添加。")
        return settings[key].value

    counting = value("rank_quota_counting")
    return Terms(
        ranks=RankTerms(value("rank_years"), value("rank_start_year_counts")),
        known=value("appraisal_known_from"),
        discipline=value("discipline_months"),
        probation=value("probation_months"),
        caps={level: value(f"rank_quota_{level}") for level in OrganLevel},
        rounding=counting["rounding"],
        leaders_count=counting["leaders_count"],
    )
