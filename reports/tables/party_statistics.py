"""The tables of the Party's yearly statistics among the standard tables: numbered rows, every cell opening its records."""

from xlsxwriter.utility import xl_col_to_name

from portal.rules.figures_text import DASH
from portal.rules.roles import Permission
from reports.populations import Question
from reports.records.asking import ask_records
from reports.statistics.counting import count_table
from reports.statistics.definition import StatisticsTable, statistics_tables
from reports.tables.grid import Cell, Grid, Head, Line, StandardTable

SUBJECT = "党内统计"


def tables() -> list[StandardTable]:
    """One standard table for every table of the statistics."""
    return [_standard(one) for one in statistics_tables().values()]


def _standard(table: StatisticsTable) -> StandardTable:
    return StandardTable(
        name=f"party-{table.number}", title=f"表{table.number} {table.title}", subject=SUBJECT,
        purpose=f"{table.vintage}年版式，{len(table.rows)}行{len(table.columns)}栏",
        fill=lambda question, choice: fill(table, question), opens=Permission.VIEW_ORGANIZATIONS,
        counted_in="人" if any(cell.source.person for cell in table.cells.values()) else "个",
    )  # fmt: skip


def fill(table: StatisticsTable, question: Question) -> Grid:
    """The table for a unit and a day; a dash with its reason beneath where no record holds what the form asks."""
    numbers = count_table(table, ask_records(unit=question.unit, as_of=question.as_of))
    lines = [
        Line(
            str(at + 1), (f"{at + 1}", row.text),
            tuple(_cell(table, at, over, numbers[at][over]) for over in range(len(table.columns))),
            weight="sum" if row.plus or row.minus or row.text == "总计" else "",
        )
        for at, row in enumerate(table.rows)
    ]  # fmt: skip
    heads = [Head(xl_col_to_name(over), column.words[:-1], column.words[-1], 8.5) for over, column in enumerate(table.columns)]
    return Grid(("序号", table.row_head or "项目"), tuple(heads), tuple(lines), tuple(_basis(table)))


def _cell(table: StatisticsTable, at: int, over: int, number: int | None) -> Cell:
    if number is None:
        return Cell(DASH)
    if not number or (at, over) not in table.cells:
        return Cell(str(number))
    return Cell(str(number), page=("figures:statistics-cell", (table.number, f"{at + 1}{xl_col_to_name(over)}")), asks=True)


def _basis(table: StatisticsTable) -> list[str]:
    said = [f"{table.basis}{'' if table.verified else '，版式未经上级当年通知核对'}。"]
    sums = [
        f"第{at + 1}行＝{'＋'.join(f'第{row + 1}行' for row in one.plus)}{''.join(f'－第{row + 1}行' for row in one.minus)}"
        for at, one in enumerate(table.rows) if one.plus or one.minus
    ]  # fmt: skip
    blank = [one.text for one in (*table.rows, *table.columns) if one.not_held]
    said += [f"{'；'.join(sums)}。"] if sums else []
    said += [f"“—”是本系统没有记录的项目：{'、'.join(blank)}。"] if blank else []
    return said + ([table.note] if table.note else [])
