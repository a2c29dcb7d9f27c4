"""The twelve ranks, what each is promoted from, and their equals in the other sequences.

Sources: 公务员法 Art. 19 and 公务员职务与职级并行规定 (2019) Arts. 8–10 and 17, codes of the list ZB148; seen in mirrors of
the texts. Equals of 专业技术类 and 行政执法类 seen, those of the police not.
"""

from dataclasses import dataclass

CHIEF_DEPARTMENT, DEPUTY_DEPARTMENT = "0121", "0122"
CHIEF_DIVISION, DEPUTY_DIVISION = "0131", "0132"
CHIEF_SECTION, DEPUTY_SECTION = "0141", "0142"
PROBATIONER = ("0198", "01B98", "01C98")


@dataclass(frozen=True)
class Rank:
    """One rank: its code (ZB148), its name, the levels (级别) it spans, and the post level that may be promoted to it.

    `of_leader` is the post level (ZB09) whose lowest rank this is (Art. 9).
    """

    code: str
    name: str
    highest_level: int
    lowest_level: int
    from_leader: str = ""
    of_leader: str = ""


LADDER = (
    Rank("11", "一级巡视员", 8, 13, from_leader=DEPUTY_DEPARTMENT, of_leader=CHIEF_DEPARTMENT),
    Rank("12", "二级巡视员", 10, 15, of_leader=DEPUTY_DEPARTMENT),
    Rank("13", "一级调研员", 11, 17, from_leader=CHIEF_DIVISION),
    Rank("14", "二级调研员", 12, 18, of_leader=CHIEF_DIVISION),
    Rank("15", "三级调研员", 13, 19, from_leader=DEPUTY_DIVISION),
    Rank("16", "四级调研员", 14, 20, of_leader=DEPUTY_DIVISION),
    Rank("17", "一级主任科员", 15, 21, from_leader=CHIEF_SECTION),
    Rank("18", "二级主任科员", 16, 22, of_leader=CHIEF_SECTION),
    Rank("19", "三级主任科员", 17, 23, from_leader=DEPUTY_SECTION),
    Rank("1A", "四级主任科员", 18, 24, of_leader=DEPUTY_SECTION),
    Rank("1B", "一级科员", 18, 26),
    Rank("1C", "二级科员", 19, 27),
)
RANK = {rank.code: rank for rank in LADDER}
RANKS = tuple((rank.code, rank.name) for rank in LADDER)
_ORDER = {rank.code: number for number, rank in enumerate(LADDER)}


@dataclass(frozen=True)
class Equal:
    """A rank of another sequence: code (ZB09), name, the comprehensive rank it equals, whether that was seen in print."""

    code: str
    name: str
    rank: str
    verified: bool


def _equals(prefix: str, names: str, verified: bool) -> list[Equal]:
    return [
        Equal(f"{prefix}{number:02d}", name, rank.code, verified)
        for number, (name, rank) in enumerate(zip(names.split(), LADDER, strict=False), 1)
    ]


# Eleven ranks against twelve: the lowest of either equals 一级科员 (专业技术员) or follows the ladder (二级行政执法员).
EQUALS = (
    *_equals(
        "01B",
        "一级总监 二级总监 一级高级主管 二级高级主管 三级高级主管 四级高级主管 一级主管 二级主管 三级主管 四级主管 专业技术员",
        True,
    ),
    Equal("01C01", "督办", "12", False),
    *(
        Equal(f"01C{number:02d}", name, LADDER[number].code, True)
        for number, name in enumerate(
            [
                "一级高级主办",
                "二级高级主办",
                "三级高级主办",
                "四级高级主办",
                "一级主办",
                "二级主办",
                "三级主办",
                "四级主办",
                "一级行政执法员",
                "二级行政执法员",
            ],
            2,
        )
    ),
    Equal("020", "一级警长", "17", False),
    Equal("021", "二级警长", "18", False),
    Equal("022", "三级警长", "19", False),
    Equal("023", "四级警长", "1A", False),
    Equal("024", "一级警员", "1B", False),
    Equal("025", "二级警员", "1C", False),
)
EQUAL = {one.code: one for one in EQUALS}


def comprehensive(code: str) -> str:
    """The code of the comprehensive rank (ZB148) a rank is or equals; '' for anything else."""
    if code in RANK:
        return code
    return EQUAL[code].rank if code in EQUAL else ""


def rank_name(code: str) -> str:
    """The Chinese name of a rank of any sequence; the code itself when it is none."""
    return RANK[code].name if code in RANK else EQUAL[code].name if code in EQUAL else code


def next_rank(code: str) -> Rank | None:
    """The rank one step above; None above the highest and for a code that is no rank."""
    at = _ORDER.get(code)
    return LADDER[at - 1] if at else None


def rank_of_leader(level: str) -> Rank | None:
    """The rank somebody with this post level (ZB09) and without a rank may be promoted to, None when there is none."""
    return next((rank for rank in LADDER if rank.from_leader == level), None)


def is_higher(one: str, other: str) -> bool:
    """Whether one rank stands above another; raises KeyError for a code that is no rank."""
    return _ORDER[one] < _ORDER[other]
