"""ID numbers of nobody: region 999999 is not assigned, the check character is right (GB 11643-1999)."""

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_MARKS = "10X98765432"


class IdNumbers:
    """A giver of ID numbers: each birth month counts its own days and sequence numbers."""

    def __init__(self):
        self._given: dict[tuple[int, bool], int] = {}

    def next(self, *, born: int, woman: bool) -> str:
        """A number for somebody born in the month (year × 12 + month − 1); the last but one digit tells the sex."""
        count = self._given.get((born, woman), 0)
        self._given[born, woman] = count + 1
        day = count % 28 + 1
        sequence = (count // 28) * 2 + (2 if woman else 1)
        bare = f"999999{born // 12}{born % 12 + 1:02d}{day:02d}{sequence:03d}"
        return bare + check_character(bare)


def check_character(bare: str) -> str:
    """The eighteenth character of seventeen digits."""
    return _MARKS[sum(int(digit) * weight for digit, weight in zip(bare, _WEIGHTS, strict=True)) % 11]
