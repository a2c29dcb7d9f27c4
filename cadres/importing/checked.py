"""What a check may know, and what it makes of a row."""

import datetime
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What a check may know: the day, the code tables ({table: {name or code: code}}), the format, the mapping.

    `format` is workbook, roster, lrmx, lrm or zip and decides which gaps are errors; `mapping` is that of a
    roster, head of the file → target of `cadres.importing.roster`; `heads` is that of the reading's meta
    (sheet, or file/sheet in an archive → heads): a column of people that a workbook does not have at all is not
    asked of every row.
    """

    today: datetime.date
    codes: dict[str, dict[str, str]]
    format: str = "workbook"
    mapping: dict[str, str] = field(default_factory=dict)
    heads: dict[str, list[str]] = field(default_factory=dict)


@dataclass(slots=True)
class CheckedRow:
    """A row understood: `values` by database column, `problems` for people, `cells` as written with the ID masked.

    `id_number` is the normalised ID number in clear ("" when there is none or it is wrong); it must be sealed
    before it is kept. `born_month` is yyyymm. Rows that belong to the same line of a file share all three.
    """

    file_name: str
    sheet: str
    number: int
    kind: str
    cells: dict
    values: dict
    problems: list[dict]
    id_number: str = ""
    name_key: str = ""
    born_month: int | None = None

    @property
    def is_wrong(self) -> bool:
        """True when at least one problem is an error."""
        return any(problem["severity"] == "error" for problem in self.problems)
