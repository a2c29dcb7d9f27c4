"""Political status as the appointment form writes it in one field (入党时间), read and written back.

The grammar is that of the official editor (verified): 200203 is the day of joining the CPC, 200108；民建 a
democratic party with its date, 民盟；民革 parties without dates, empty 群众 or 团员.
"""

import re
import unicodedata
from dataclasses import dataclass

from portal.rules.dates import DateProblem, PartialDate, parse_partial_date

CPC, PROBATIONARY, NO_PARTY, MASSES = "01", "02", "12", "13"
# GB/T 4762-1984 in the short names that forms print.
STATUSES = {
    "01": "中共党员", "02": "中共预备党员", "03": "共青团员", "04": "民革", "05": "民盟", "06": "民建",
    "07": "民进", "08": "农工党", "09": "致公党", "10": "九三学社", "11": "台盟", "12": "无党派", "13": "群众",
}  # fmt: skip
_WORDS = {name: code for code, name in STATUSES.items()} | {
    "中共": "01", "党员": "01", "中国共产党党员": "01", "正式党员": "01", "预备党员": "02", "预备": "02",
    "中国共产党预备党员": "02", "团员": "03", "中国共产主义青年团团员": "03", "农工": "08", "农工民主党": "08",
    "致公": "09", "九三": "10", "无党派人士": "12", "无党派民主人士": "12",
    "民革会员": "04", "民革党员": "04", "民盟盟员": "05", "民建会员": "06", "民进会员": "07",
    "农工党党员": "08", "致公党党员": "09", "九三学社社员": "10", "台盟盟员": "11",
}  # fmt: skip
_NOTHING = {"", "无", "-", "--", "/", "—"}
_TOKEN = re.compile(r"\d[\d.\-/年月日]{0,12}|[\u4e00-\u9fff]{1,16}")
CPC_FOUNDED = 1921
_MOST_PARTIES = 3


@dataclass(frozen=True)
class PartyFact:
    """One political status with the date of joining, if known."""

    code: str
    joined: PartialDate | None = None


@dataclass(frozen=True)
class PartyStatus:
    """The statuses of one person, the first one first, and (code, Chinese message) of what is wrong."""

    facts: tuple[PartyFact, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()


def parse_party(text: str) -> PartyStatus:
    """The political statuses that the field holds; nothing is raised, problems come with the result."""
    bare = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).replace("．", ".")
    if bare.strip("()") in _NOTHING:
        return PartyStatus()
    facts: list[PartyFact] = []
    problems: list[tuple[str, str]] = []
    waiting: PartialDate | None = None  # a date whose party, if any, is still to come
    names_first = not bare.lstrip("(")[:1].isdigit()
    for token in _TOKEN.findall(bare[:200]):
        if token[0].isdigit():
            date = _date(token, problems)
            if names_first and facts and facts[-1].joined is None:
                facts[-1] = PartyFact(facts[-1].code, date)
                continue
            if waiting is not None:
                facts.append(PartyFact(CPC, waiting))
            waiting = date
            continue
        code = _WORDS.get(token)
        if code is None:
            problems.append(("party_word", f"不认识的党派“{token}”"))
            continue
        facts.append(PartyFact(code, waiting))
        waiting = None
    if waiting is not None:
        facts.append(PartyFact(CPC, waiting))
    if not facts and not problems:
        problems.append(("party_shape", f"“{text.strip()[:20]}”不是能识别的党派或入党时间"))
    return PartyStatus(tuple(facts), (*problems, *_together(facts)))


def _date(token: str, problems: list) -> PartialDate | None:
    try:
        return parse_partial_date(token)
    except DateProblem as problem:
        problems.append((problem.code, f"入党时间有误：{problem.message}"))
        return None


def _together(facts: list[PartyFact]) -> list[tuple[str, str]]:
    problems = []
    codes = [fact.code for fact in facts]
    if len(codes) != len(set(codes)):
        problems.append(("party_twice", "同一党派写了两次"))
    if len(facts) > _MOST_PARTIES:
        problems.append(("party_many", f"党派超过{_MOST_PARTIES}个"))
    for code in (NO_PARTY, MASSES):
        if code in codes and len(codes) > 1:
            problems.append(("party_conflict", f"{STATUSES[code]}不能同时有其他党派"))
    if any(fact.code == CPC and fact.joined and fact.joined.year < CPC_FOUNDED for fact in facts):
        problems.append(("party_early", f"入党时间早于{CPC_FOUNDED}年"))
    return problems


def joined_too_young(status: PartyStatus, born: PartialDate | None) -> bool:
    """Whether somebody joined the CPC before 18; the editor warns of it, by month when days are not known."""
    if born is None or born.month is None:
        return False
    dates = [fact.joined for fact in status.facts if fact.code in (CPC, PROBATIONARY) and fact.joined]
    return any((one.year - born.year) * 12 + (one.month or 12) - born.month < 18 * 12 for one in dates)


def print_party(status: PartyStatus) -> str:
    """The field as the form prints it: 2002.03, 民建（2001.08）, （民盟、民革）, 无党派."""
    facts = status.facts
    if facts and all(fact.joined is None and "04" <= fact.code <= "11" for fact in facts):
        return f"（{'、'.join(STATUSES[fact.code] for fact in facts)}）"
    if len(facts) == 1 and facts[0].code == CPC and facts[0].joined:
        return str(facts[0].joined)
    return "；".join(f"{STATUSES[one.code]}（{one.joined}）" if one.joined else STATUSES[one.code] for one in facts)


def store_party(status: PartyStatus) -> str:
    """The field as files store it: 200203, 200108；民建, 民盟；民革.

    Several statuses with dates are written as printed: stored as digits, the dates could change owners.
    """
    if len(status.facts) != 1 or status.facts[0].joined is None:
        return "；".join(STATUSES[fact.code] for fact in status.facts) if _undated(status) else print_party(status)
    (fact,) = status.facts
    digits = str(fact.joined).replace(".", "")
    return digits if fact.code == CPC else f"{digits}；{STATUSES[fact.code]}"


def _undated(status: PartyStatus) -> bool:
    return all(fact.joined is None for fact in status.facts)
