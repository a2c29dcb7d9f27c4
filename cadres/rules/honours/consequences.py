"""What has to be done after a year's result, by the result and those of the years before (考核结果运用).

公务员法 Arts. 50, 88; 公务员考核规定 2020 Arts. 18–21, read in copies; two years for a step of pay and five for a level.
"""

from collections.abc import Mapping

PASSED = frozenset({"1", "2"})
EXCELLENT, BASIC, FAILED = "1", "3", "4"
NO_GRADE = frozenset({"5", "5A", "5B", "5C", "6", "6A"})
YEARS_OF_STEP, YEARS_OF_LEVEL = 2, 5


def consequences(
    results: Mapping[int, str], year: int, *, after_step: int = 0, after_level: int = 0
) -> list[tuple[str, str]]:
    """(kind, reason in Chinese) of everything that follows from the year's result.

    Years of 称职 or better cumulate from the year after the last step of pay (`after_step`) and the last level
    (`after_level`); a year not passed does not count and does not break the sum.
    """
    result = results.get(year)
    if result in PASSED:
        return [*_extra(result), *_pay(results, year, after_step, after_level)]
    if result == BASIC:
        return [
            ("admonition", "基本称职：诫勉"),
            ("improvement", "基本称职：限期改进"),
            ("not_counted", "基本称职：本年度不计入晋升职级年限"),
            ("no_promotion", "基本称职：一年内不得晋升"),
        ]
    if result == FAILED:
        last = results.get(year - 1) == FAILED
        return [
            ("dismissal", "连续两年不称职：予以辞退") if last else ("demotion", "不称职：降低一个职务或职级层次任职"),
            ("not_counted", "不称职：本年度不计入晋升职级年限"),
        ]
    return [("not_counted", "未确定等次：本年度不计入晋升职级年限")] if result in NO_GRADE else []


def _extra(result: str) -> list[tuple[str, str]]:
    found = [("bonus", "称职以上：享受年度考核奖金")]
    return [*found, ("shortened", "优秀：晋升职级的年限缩短半年")] if result == EXCELLENT else found


def _pay(results: Mapping[int, str], year: int, after_step: int, after_level: int) -> list[tuple[str, str]]:
    def passed(after: int) -> int:
        return sum(1 for one, result in results.items() if after < one <= year and result in PASSED)

    found = []
    if passed(after_step) >= YEARS_OF_STEP:
        found.append(("salary_step", f"累计{YEARS_OF_STEP}年称职以上：晋升一个工资档次"))
    if passed(after_level) >= YEARS_OF_LEVEL:
        found.append(("level", f"累计{YEARS_OF_LEVEL}年称职以上：晋升一个级别"))
    return found
