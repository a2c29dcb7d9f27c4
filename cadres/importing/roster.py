"""A free single-sheet roster: its row of heads found by itself, its lines as they stand."""

import re
from collections.abc import Iterator

from xlsxwriter.utility import xl_col_to_name

from cadres.importing.columns import plain_head
from cadres.importing.roster_targets import (
    lonely,
    mapping_for,
    suggest_mapping,
    suggest_with_confidence,
    target_for,
    targets,
)
from cadres.importing.rows import TITLE_ROWS, meta, problem, raw_row
from cadres.importing.workbook import merged_problems
from portal.office.refusal import FileRefused
from portal.office.xlsx import ROW_LIMIT, Sheet, too_many_rows

__all__ = ["lonely", "mapping_for", "read_roster", "suggest_mapping", "suggest_with_confidence", "targets"]

_LEAST_KNOWN = 2
_FOOTER = (
    "注",
    "备注",
    "说明",
    "填表",
    "制表",
    "审核",
    "统计",
    "联系",
    "合计",
    "小计",
    "总计",
    "截止",
    "截至",
    "单位负责人",
)
_DATA = re.compile(r"[\d.\-/年月日岁()（）Xx\s]*\d[\d.\-/年月日岁()（）Xx\s]*|男|女|是|否")
_TOTALS = {"合计", "小计", "总计", "共计"}
# Columns that must not appear twice: with two of them nobody can say which is meant.
_ONCE = {"person.name", "person.id_number", "person.born"}


def read_roster(sheets: list[Sheet], file_name: str = "") -> Iterator[dict]:
    """One meta line, then the lines of the roster as rows of kind `line`; raises FileRefused."""
    tables = [(sheet, *found) for sheet in sheets if not sheet.hidden and (found := _find_heads(sheet)) is not None]
    if not tables:
        raise _no_table(sheets)
    if len(tables) > 1 and len({tuple(heads.values()) for _, _, heads in tables}) > 1:
        names = "、".join(sheet.name for sheet, *_ in tables)
        raise FileRefused(
            "sheet_ambiguous", f"有{len(tables)}个表头不同的数据工作表（{names}）", "请每次只上传一个，删除其余工作表"
        )
    problems = []
    for sheet, start, heads in tables:
        if len(sheet.rows) - start - 1 > ROW_LIMIT:
            raise too_many_rows()
        problems.extend(merged_problems(sheet, start))
        problems.extend(_notes(sheet, heads))
    yield meta(
        "roster",
        sheets=[sheet.name for sheet, *_ in tables],
        heads={sheet.name: list(heads.values()) for sheet, _, heads in tables},
        problems=problems,
    )
    for sheet, start, heads in tables:
        name_column = next(index for index, head in heads.items() if target_for(head)[0] == "person.name")
        first = True
        for number, texts, flags in sheet.rows[start + 1 :]:
            if _is_no_person(texts, flags, name_column):
                continue
            cells = {head: texts[index] for index, head in heads.items() if index < len(texts) and texts[index]}
            marks = {head: flags[index] for index, head in heads.items() if index in flags}
            if not cells and not marks:
                continue
            row = raw_row(sheet.name, number, "line", cells, flags=marks, file_name=file_name)
            if first:
                row["heads"], first = list(heads.values()), False
            yield row


def _find_heads(sheet: Sheet) -> tuple[int, dict[int, str]] | None:
    """(index of the last row of heads, column → head), None when the sheet has no head 姓名."""
    for index, (number, texts, _) in enumerate(sheet.rows[:TITLE_ROWS]):
        known = [target_for(text)[0] for text in texts if text]
        if "person.name" not in known:
            continue
        name_column = next(at for at, text in enumerate(texts) if text and target_for(text)[0] == "person.name")
        below = sheet.rows[index + 1] if index + 1 < len(sheet.rows) else None
        if below and below[0] == number + 1 and _is_second_row(sheet, number, below[1], name_column):
            heads, last = _joined(sheet, number, texts, below[1]), index + 1
        else:
            heads, last = {at: _clean(text) for at, text in enumerate(texts) if text}, index
        if sum(1 for head in heads.values() if target_for(head)[0]) >= _LEAST_KNOWN:
            return last, _distinct(sheet, heads)
    return None


def _is_second_row(sheet: Sheet, number: int, below: list[str], name_column: int) -> bool:
    """Whether the row under the heads holds sub-heads: nothing under 姓名, and groups above or known words."""
    if name_column < len(below) and below[name_column]:
        return False
    if any(_DATA.fullmatch(text) for text in below if text):
        return False
    grouped = any(top == bottom == number and left < right for top, left, bottom, right in sheet.merged)
    upright = any(top == number < bottom and left - 1 == name_column for top, left, bottom, right in sheet.merged)
    known = sum(1 for text in below if text and target_for(text)[0])
    return bool(any(below)) and (known >= 1 or grouped) and (grouped or upright or known >= _LEAST_KNOWN)


def _joined(sheet: Sheet, number: int, above: list[str], below: list[str]) -> dict[int, str]:
    """Two rows of heads as one: group/sub-head."""
    width = max(len(above), len(below))
    above, below = above + [""] * (width - len(above)), below + [""] * (width - len(below))
    spans = {left - 1: right for top, left, bottom, right in sheet.merged if top == bottom == number}
    heads, group, end = {}, "", 0
    for at in range(width):
        if above[at]:
            group, end = _clean(above[at]), spans.get(at, 0)
        elif end and at >= end:
            group = ""
        top = _clean(above[at]) or (group if below[at] else "")
        sub = _clean(below[at])
        if top or sub:
            heads[at] = f"{top}/{sub}" if top and sub else top or sub
    return heads


def _clean(text: str) -> str:
    return "".join(text.split())[:60]


def _distinct(sheet: Sheet, heads: dict[int, str]) -> dict[int, str]:
    """The heads, a repeated one numbered; raises FileRefused where it would leave open who is meant."""
    seen: dict[str, int] = {}
    owners: dict[str, int] = {}
    found = {}
    for at, head in heads.items():
        target = target_for(head)[0]
        if target in _ONCE and target in owners:
            raise FileRefused(
                "header_duplicate",
                f"工作表“{sheet.name}”第{xl_col_to_name(at)}列“{head}”与第{xl_col_to_name(owners[target])}列重复",
                "请删除多余的一列后重新上传",
            )
        owners[target] = at
        seen[head] = seen.get(head, 0) + 1
        found[at] = head if seen[head] == 1 else f"{head}（{seen[head]}）"
    return found


def _is_no_person(texts: list[str], flags: dict, name_column: int) -> bool:
    """Whether a row is a footer, a total or a sub-title and not a person."""
    name = texts[name_column] if name_column < len(texts) else ""
    filled = [text for text in texts if text]
    if plain_head(name) in _TOTALS or plain_head(filled[0] if filled else "") in _TOTALS:
        return True
    if name or name_column in flags:
        return plain_head(name).startswith(("注1", "填表人", "制表人")) and len(filled) <= 2
    if len(filled) <= 1:
        return True
    return len(filled) <= 4 and any(plain_head(text).startswith(_FOOTER) for text in filled)


def _notes(sheet: Sheet, heads: dict[int, str]) -> list[dict]:
    found = []
    left_out = [head for head, target in suggest_mapping(list(heads.values())).items() if not target]
    left_out = [head for head in left_out if plain_head(head) not in ("序号", "编号", "错误原因")]
    guessed = {head: target_for(head)[0] for head in heads.values()}
    for head, reason in lonely(guessed).items():
        message = f"工作表“{sheet.name}”的“{head}”未使用：{reason}"
        found.append(problem("notice", "column_unused", head, "", message, "如需导入，请增加该列，或在“列对应”中改正"))
        left_out = [one for one in left_out if one != head]
    if left_out:
        found.append(
            problem(
                "notice",
                "header_unknown",
                "、".join(left_out),
                "",
                f"工作表“{sheet.name}”有{len(left_out)}列未对应信息项",
                "可在“列对应”中指定，不指定则不导入",
            )
        )
    if sheet.hidden_rows:
        found.append(
            problem(
                "notice",
                "hidden_rows",
                "",
                "",
                f"工作表“{sheet.name}”含隐藏行{sheet.hidden_rows}行，已一并读取",
                "如不需要请删除后重新上传",
            )
        )
    if sheet.blank_rows > 100:
        found.append(problem("notice", "blank_rows", "", "", f"工作表“{sheet.name}”已忽略空行", "无需改动"))
    return found


def _no_table(sheets: list[Sheet]) -> FileRefused:
    if sheets and all(sheet.hidden for sheet in sheets):
        return FileRefused("sheet_ambiguous", "只有隐藏的工作表", "请取消隐藏后重新上传")
    if not any(sheet.rows for sheet in sheets):
        return FileRefused("sheet_ambiguous", "工作簿是空的", "请选择有数据的文件")
    return FileRefused("header_missing", "未找到表头“姓名”", "请在数据上方加一行列名，如姓名、身份证号、出生年月")
