"""Old posts turned into ranks when ranks began on 1 June 2019 (首次套转).

公务员职务与职级并行规定 (2019), general rules on the first conversion: two of the eight lines were seen in print, the rest
is general knowledge and has to be checked by the office.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class ConversionLine:
    """An old non-leading post and the rank (ZB148) it became; whether the line was seen in print."""

    old_post: str
    rank: str
    verified: bool


CONVERSIONS = (
    ConversionLine("巡视员", "11", False),
    ConversionLine("副巡视员", "12", False),
    ConversionLine("调研员", "14", False),
    ConversionLine("副调研员", "16", True),
    ConversionLine("主任科员", "18", True),
    ConversionLine("副主任科员", "1A", False),
    ConversionLine("科员", "1B", False),
    ConversionLine("办事员", "1C", False),
)
_BY_POST = {line.old_post: line for line in CONVERSIONS}


def converted(old_post: str) -> ConversionLine | None:
    """The line of the old post; None for one the table does not name."""
    return _BY_POST.get(old_post.strip())
