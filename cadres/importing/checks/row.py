"""Rows checked one after the other: cells first, then the row as a whole, identity carried along a line."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from cadres.importing.checked import CheckContext, CheckedRow
from cadres.importing.checks import honours, people, posts, study, units
from cadres.importing.checks.identity import photo_problem, resume_values
from cadres.importing.checks.readers import cleared_value, readers_of
from cadres.importing.checks.required import format_of, required_heads
from cadres.importing.kinds import KINDS
from cadres.importing.roster_lines import expand_line
from cadres.importing.roster_targets import mapping_for
from cadres.importing.rows import problem
from cadres.rules.id_number import mask_id_number
from cadres.rules.names import pinyin_syllables

_ROW_CHECKS = {
    "unit": units.check_unit,
    "person": people.check_person,
    "supplement": people.check_supplement,
    "appointment": posts.check_appointment,
    "rank": posts.check_rank,
    "qualification": posts.check_qualification,
    "education": study.check_education,
    "award": honours.check_award,
    "source_tag": people.check_source_tag,
    "family": people.check_family,
}
_CLEAR = "清空"
_ID = "身份证号"


class RowChecker:
    """Readers of every kind compiled once, and what must be remembered from one row to the next."""

    def __init__(self, context: CheckContext):
        self.context = context
        self.readers = {name: readers_of(kind, context) for name, kind in KINDS.items()}
        self.required = {}
        self.seen_ids: dict[str, tuple] = {}
        self.seen_names: dict[tuple, tuple] = {}
        self.mappings: dict[tuple, dict] = {}
        self.line: tuple = ()
        self.identity: tuple[str, str, int | None] = ("", "", None)

    def check(self, raw_rows: Iterable[dict]) -> Iterator[CheckedRow]:
        """Every row checked; a line of a roster becomes several."""
        for raw in raw_rows:
            raw["cells"] = _without_nul(raw["cells"])
            if raw["kind"] != "line":
                yield from self._rows(raw)
                continue
            place = (raw["file_name"], raw["sheet"])
            if "heads" in raw:
                self.mappings[place] = mapping_for(raw["heads"], self.context.mapping)
            for part in expand_line(raw, self.mappings.get(place, self.context.mapping)):
                yield from self._rows(part)

    def _rows(self, raw: dict) -> Iterator[CheckedRow]:
        row, text = self._row(raw)
        yield row
        if text:
            label = raw.get("labels", {}).get("简历", "简历")
            yield CheckedRow(
                row.file_name,
                row.sheet,
                row.number,
                "resume",
                {label: text},
                resume_values(text),
                [],
                row.id_number,
                row.name_key,
                row.born_month,
            )

    def _row(self, raw: dict) -> tuple[CheckedRow, str]:
        kind, cells, flags = raw["kind"], raw["cells"], raw["flags"]
        labels = raw.get("labels", {})
        problems, values = list(raw.get("problems", ())), {}
        readers = self.readers[kind]
        for head, text in cells.items():
            reader = readers.get(head)
            if reader is None:
                continue
            field, read, read_number, may_clear = reader
            label = labels.get(head, head) if labels else head
            if head in flags:
                flag = flags[head]
                if flag == "number":
                    value = read_number(text, label, problems)
                else:
                    problems.append(_flag_problem(flag, label))
                    continue
            elif text == _CLEAR:
                if may_clear:
                    values[field] = cleared_value(kind, field)
                else:
                    problems.append(problem("error", "cannot_clear", label, text, f"{label}不能清空", "请填写内容"))
                continue
            else:
                value = read(text, label, problems)
            if field == "photo" and value:
                values.update(value)
            elif value is not None:
                values[field] = value
        for head, flag in flags.items():
            if head not in cells:
                label = labels.get(head, head)
                problems.append(photo_problem(flag) if kind == "photo" else _flag_problem(flag, label))
        format = format_of(raw)
        self._ask_required(raw, format, cells, flags, problems)
        return self._identified(raw, format, cells, labels, values, problems)

    def _ask_required(self, raw, format, cells, flags, problems) -> None:
        kind, labels = raw["kind"], raw.get("labels", {})
        asked = self.required.get((kind, format))
        if asked is None:
            asked = self.required[(kind, format)] = required_heads(kind, format)
        heads = self._heads(raw) if format == "workbook" else None
        for head, severity in asked.items():
            if cells.get(head) or head in flags or head in raw.get("absent", ()):
                continue
            if heads is not None and kind == "person" and not _has_head(heads, head):
                continue
            label = labels.get(head, head)
            problems.append(problem(severity, "required", label, "", f"{label}为空", f"请填写{label}"))

    def _heads(self, raw) -> list[str] | None:
        """The heads of the row's sheet; in an archive two files may have sheets of one name."""
        known = self.context.heads
        return known.get(f"{raw['file_name']}/{raw['sheet']}") or known.get(raw["sheet"])

    def _identified(self, raw, format, cells, labels, values, problems) -> tuple[CheckedRow, str]:
        kind = raw["kind"]
        line = (raw["file_name"], raw["sheet"], raw["number"])
        id_number = values.pop("id_number", "") or ""
        if kind in ("unit",):
            identity = ("", "", None)
        elif kind == "person" or line != self.line:
            name = values.get("name") if kind == "person" else values.pop("owner_name", None)
            born = values.get("born") if kind == "person" else None
            identity = (id_number, name or "", born // 100 if born and born % 10000 >= 100 else None)
            self.line, self.identity = line, identity
        else:
            values.pop("owner_name", None)
            identity = self.identity
        text = ""
        if kind == "person":
            text = values.pop("resume", "") or ""
            if name := values.get("name"):
                pinyin, initials = _found_by(name)
                values.update(name_key=identity[1], pinyin=pinyin, initials=initials)
            self._twice(line, identity, labels, problems)
        if check := _ROW_CHECKS.get(kind):
            check(
                values,
                problems,
                labels=labels,
                context=self.context,
                format=format,
                id_number=identity[0],
                resume=text,
            )
        shown = _shown(raw, labels)
        row = CheckedRow(raw["file_name"], raw["sheet"], raw["number"], kind, shown, values, problems, *identity)
        return row, text

    def _twice(self, line, identity, labels, problems) -> None:
        id_number, name_key, born_month = identity
        label = labels.get(_ID, _ID)
        if id_number:
            first = self.seen_ids.setdefault(id_number, line)
            if first != line:
                problems.append(
                    problem(
                        "error",
                        "dup_in_file",
                        label,
                        mask_id_number(id_number),
                        f"与{_place(first, line)}是同一身份证号",
                        "请只保留一行",
                    )
                )
        elif name_key and born_month:
            first = self.seen_names.setdefault((name_key, born_month), line)
            if first != line:
                problems.append(
                    problem(
                        "warning",
                        "dup_in_file",
                        labels.get("姓名", "姓名"),
                        name_key,
                        f"与{_place(first, line)}姓名、出生年月相同",
                        "请核对是否同一人",
                    )
                )


@lru_cache(maxsize=65_536)
def _found_by(name: str) -> tuple[str, str]:
    """Pinyin and initials of a name; names repeat often enough in a county's files to be kept."""
    syllables = pinyin_syllables(name)
    return "".join(syllables)[:200], "".join(syllable[0] for syllable in syllables)[:30]


def _shown(raw: dict, labels: dict) -> dict:
    """The cells as the file has them, by its own heads, the ID number masked and a photo left out."""
    if (given := raw.get("given")) is not None:
        own = labels.get(_ID)
        return {head: mask_id_number(text) if head == own else text for head, text in given.items()}
    return {
        head: mask_id_number(text) if head == _ID else "图片" if head == "照片" else text
        for head, text in raw["cells"].items()
    }


def _without_nul(cells: dict) -> dict:
    """The cells without the character no database text can hold; old .lrm and .csv files carry it."""
    if not any("\0" in text for pair in cells.items() for text in pair if isinstance(text, str)):
        return cells
    return {
        head.replace("\0", ""): text.replace("\0", "") if isinstance(text, str) else text
        for head, text in cells.items()
    }


def _has_head(heads: list[str], head: str) -> bool:
    column = KINDS["person"].find(head)
    return any(KINDS["person"].find(one) is column for one in heads)


def _place(first: tuple, line: tuple) -> str:
    where = f"文件“{first[0]}”" if first[0] != line[0] else f"工作表“{first[1]}”" if first[1] != line[1] else ""
    return f"{where}第{first[2]}行"


def _flag_problem(flag: str, label: str) -> dict:
    if flag == "formula":
        return problem("error", "formula_no_value", label, "", f"{label}是没有计算结果的公式", "请粘贴为数值")
    return problem("error", "cell_error", label, "", f"{label}是出错的公式（#REF!、#N/A等）", "请改正公式或粘贴为数值")
