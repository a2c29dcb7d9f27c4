"""The kinds of rows a file can hold, with sheet, model, columns and what makes two rows the same record.

Heads and sheet names are those of the national workbook 干部大数据信息提取表 V2018.11 (verified against the
template); the sheet 来源类别 and the columns marked `extension` are this portal's own.
"""

from dataclasses import dataclass

from cadres.importing import columns as c
from cadres.importing.columns import Column, plain_head


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of row.

    `key` names the model columns that tell two records of one owner apart; empty means one record a person.
    """

    name: str
    label: str
    sheet: str
    model: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()

    def column_of(self, field: str) -> Column:
        """The column that fills a field; raises KeyError."""
        return _BY_FIELD[self.name][field]

    def find(self, head: str) -> Column | None:
        """The column a head of a file means, None when no column is called so."""
        return _BY_HEAD[self.name].get(plain_head(head))


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("unit", "单位", "B01单位", "portal.Unit", c.UNIT, ("code", "name")),
        Kind("person", "人员", "A01人员", "cadres.Person", c.PERSON, ("id_index", "name_key", "born")),
        Kind("appointment", "职务", "A02职务", "cadres.Appointment", c.APPOINTMENT, ("unit_text", "title", "began")),
        Kind("rank", "职务职级", "A05职务职级", "cadres.RankSpan", c.RANK, ("sequence", "code", "began")),
        Kind("qualification", "专业技术", "A06专业技术", "cadres.Qualification", c.QUALIFICATION, ("name", "obtained")),
        Kind("education", "学历学位", "A08学历学位", "cadres.Education", c.EDUCATION, ("mode", "level", "degree")),
        Kind("award", "奖惩", "A14奖惩", "cadres.Award", c.AWARD, ("name", "decided")),
        Kind("appraisal", "考核", "A15考核", "cadres.Appraisal", c.APPRAISAL, ("year",)),
        Kind("family", "家庭及社会关系", "A36家庭及社会关系", "cadres.FamilyMember", c.FAMILY, ("relation", "name")),
        Kind("supplement", "补充", "A99Z1补充", "cadres.Person", c.SUPPLEMENT),
        Kind("source_tag", "来源类别", "来源类别", "cadres.SourceTag", c.SOURCE_TAG, ("category", "subcategory")),
        Kind("resume", "简历", "简历", "cadres.Resume", c.RESUME),
        Kind("form", "任免审批表", "任免审批表", "cadres.AppointmentForm", c.FORM),
        Kind("photo", "照片", "照片", "cadres.Photo", c.PHOTO),
    )
}

WORKBOOK_KINDS = tuple(kind for kind in KINDS.values() if kind.name not in ("resume", "form", "photo"))
"""Kinds that have a sheet of their own in the workbook; the résumé stands in the sheet of the people."""

UNIT_PARTS = {
    "portal.Unit": ("code", "name", "short_name", "position"),
    "portal.UnitSpan": (
        "name",
        "short_name",
        "affiliation",
        "level",
        "category",
        "legal_kind",
        "region",
        "note",
        "began",
        "ended",
    ),
    "portal.UnitQuota": (
        "administrative",
        "institution_governed",
        "institution_other",
        "worker",
        "other",
        "inner_leaders",
        "chief_posts",
        "deputy_posts",
        "document_number",
        "document_date",
    ),
}
"""Which table takes which value of a unit row; `parent_code` and `parent_name` are resolved to the parent."""

_BY_FIELD = {kind.name: {column.field: column for column in kind.columns} for kind in KINDS.values()}
_BY_HEAD: dict[str, dict[str, Column]] = {}
for _kind in KINDS.values():
    _heads = {plain_head(column.head): column for column in _kind.columns}
    for _column in _kind.columns:
        for _alias in _column.aliases:
            _heads.setdefault(plain_head(_alias), _column)
    _BY_HEAD[_kind.name] = _heads
