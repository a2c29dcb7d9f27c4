"""One line of a roster as rows of several kinds, by the mapping of its columns."""

import re
from collections.abc import Iterator

from cadres.importing.kinds import KINDS
from cadres.importing.rows import raw_row
from cadres.importing.texts import read_appraisals, split_level_and_degree, without_age

_MODES = {"full_time": "全日制", "in_service": "在职"}
_ASKED = ("姓名", "性别", "参加工作时间", "民族")
_NOTHING = {"无", "/", "-", "—", "——", "\\"}


def expand_line(raw: dict, mapping: dict[str, str]) -> Iterator[dict]:
    """The rows a line stands for, the person first; heads are the national ones, `labels` keeps the file's own."""
    parts: dict[tuple[str, str], _Part] = {("person", ""): _Part()}
    for head, target in mapping.items():
        text, flag = raw["cells"].get(head, ""), raw["flags"].get(head)
        if not target or (not text and not flag):
            continue
        kind, *slots, field = target.split(".")
        if kind == "appraisal":
            if text.strip() not in _NOTHING:
                parts[(kind, field)] = part = _Part()
                part.put("考核年度", field, head)
                part.put("考核结论", text, head, flag)
                part.given[head] = text
            continue
        part = parts.setdefault((kind, slots[0] if slots else ""), _Part())
        part.given[head] = text
        _put(part, kind, field, text, head, flag)
    _complete(parts)
    mapped = {target for target in mapping.values() if target}
    absent = [head for head in _ASKED if not _is_mapped(head, mapped)]
    for (kind, _slot), part in parts.items():
        row = raw_row(raw["sheet"], raw["number"], kind, part.cells, flags=part.flags, file_name=raw["file_name"])
        row.update(labels=part.labels, given=part.given, line=True, absent=absent if kind == "person" else ())
        if kind == "person":
            row["labels"] = {**_own_labels(mapping), **part.labels}
        yield row


class _Part:
    """The cells of one of the rows a line becomes."""

    __slots__ = ("cells", "flags", "given", "labels")

    def __init__(self):
        self.cells, self.flags, self.labels, self.given = {}, {}, {}, {}

    def put(self, national: str, text: str, head: str, flag: str | None = None) -> None:
        """One cell under its national head, remembered by the head of the file."""
        if text:
            self.cells[national] = text
        if flag:
            self.flags[national] = flag
        self.labels[national] = head


def _put(part: _Part, kind: str, field: str, text: str, head: str, flag: str | None) -> None:
    if kind == "education":
        if text.strip() in _NOTHING:
            return
        if field == "level_degree":
            level, degree = split_level_and_degree(text)
            part.put("学历名称", level, head)
            if degree:
                part.put("学位名称", degree, head)
            return
    if kind == "person" and field == "born" and not flag:
        text = without_age(text)
    if kind == "person" and field == "political_status" and re.search(r"\d{4}", text):
        field = "party_text"  # 中共党员（2003.06) tells both; the text of the form's own field is read as such
    if kind == "person" and field == "party_text" and flag == "number":
        flag = None
    if kind == "person" and field == "party_text" and text.strip() in _NOTHING:
        return
    part.put(KINDS[kind].column_of(field).head, text, head, flag)


def _complete(parts: dict) -> None:
    """What the columns of a roster imply: the mode of a group of columns, the post from unit and title."""
    person = parts[("person", "")]
    for (kind, slot), part in list(parts.items()):
        if kind == "education":
            if not {"学历名称", "学位名称", "毕业院校系及专业", "学校（单位）名称"} & set(part.cells):
                del parts[(kind, slot)]
            elif slot in _MODES:
                part.put("教育类别", _MODES[slot], next(iter(part.labels.values())))
        elif kind == "appointment":
            unit, title = part.cells.get("任职机构名称"), part.cells.get("职务名称")
            home = person.cells.get("统计关系所在单位", "")
            if title and not unit and home:
                part.put("任职机构名称", home, person.labels["统计关系所在单位"])
                unit = home
            if title and "现工作单位及职务全称" not in person.cells:
                person.put("现工作单位及职务全称", f"{unit or ''}{title}", part.labels["职务名称"])
            if not title:
                del parts[(kind, slot)]
    if text := person.cells.get("年度考核结果综述"):
        label = person.labels["年度考核结果综述"]
        for year, result in read_appraisals(text):
            if ("appraisal", str(year)) not in parts:
                parts[("appraisal", str(year))] = part = _Part()
                part.put("考核年度", str(year), label)
                part.put("考核结论", result, label)


def _is_mapped(head: str, mapped: set[str]) -> bool:
    return any(target.startswith("person.") and KINDS["person"].column_of(target[7:]).head == head for target in mapped)


def _own_labels(mapping: dict[str, str]) -> dict[str, str]:
    """National head → head of the file, for columns that are blank in this line."""
    return {
        KINDS["person"].column_of(target[7:]).head: head
        for head, target in mapping.items()
        if target.startswith("person.")
    }
