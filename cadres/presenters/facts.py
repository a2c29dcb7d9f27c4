"""A person's dated facts as the tables of the person page."""

from dataclasses import dataclass

from cadres.presenters.values import shown_value
from cadres.queries.card import RELATIONS, Card
from portal.models.timebound import as_int
from portal.presenters.sources import Source

# Columns of each kind on the page; the edit form has all of them.
COLUMNS = {
    "appointment": ("began", "ended", "unit_text", "title", "member_kind", "is_primary", "document_number"),
    "rank": ("began", "ended", "sequence", "code", "document_number"),
    "education": ("mode", "began", "ended", "level_text", "degree_text", "school", "major"),
    "qualification": ("obtained", "name", "obtained_by", "body"),
    "award": ("decided", "name", "decided_by"),
    "appraisal": ("year", "result"),
    "family": ("relation", "name", "born", "political_text", "post_text"),
    "source_tag": ("category", "subcategory", "since", "evidence", "confirmed_on"),
}
TITLES = {
    "appointment": "任职", "rank": "职务层次与职级", "education": "学历学位", "qualification": "专业技术资格", "award": "奖惩",
    "appraisal": "年度考核", "family": "家庭成员及社会关系", "source_tag": "来源类别",
}  # fmt: skip


@dataclass(frozen=True)
class FactLine:
    """One record: its cells, whether it is over or not yet begun on the day, and where it came from."""

    pk: int
    cells: list[str]
    past: bool
    source: Source | None


@dataclass(frozen=True)
class FactTable:
    """One kind of facts; `lines` is None when the reader may not see them."""

    kind: str
    title: str
    heads: list[str]
    lines: list[FactLine] | None


def fact_tables(card: Card, found: dict[int, Source]) -> list[FactTable]:
    """The tables of all kinds, each with only those columns that some record fills."""
    return [_table(kind, card, found) for kind in RELATIONS]


def _table(kind: str, card: Card, found: dict[int, Source]) -> FactTable:
    records = card.facts[kind]
    if records is None:
        return FactTable(kind, TITLES[kind], [], None)
    rows = [[_text(record, column) for column in COLUMNS[kind]] for record in records]
    used = [at for at in range(len(COLUMNS[kind])) if any(row[at] for row in rows)]
    day = as_int(card.as_of)
    lines = [
        FactLine(record.pk, [row[at] for at in used], _past(record, day), found.get(record.source_row_id))
        for record, row in zip(records, rows, strict=True)
    ]
    heads = [str(records[0]._meta.get_field(COLUMNS[kind][at]).verbose_name) for at in used] if records else []
    return FactTable(kind, TITLES[kind], heads, lines)


def _past(record, day: int) -> bool:
    if record._meta.model_name not in ("appointment", "rankspan"):
        return False
    began, ended = getattr(record, "began", None), getattr(record, "ended", None)
    return bool((ended and ended.as_int() <= day) or (began and began.as_int() > day))


def _text(record, column: str) -> str:
    value = getattr(record, column)
    if column in ("is_primary",) and not value:
        return ""
    raw = value.as_int() if hasattr(value, "as_int") else value
    return shown_value(record._meta.label, column, raw, units={}, record={"sequence": getattr(record, "sequence", "")})
