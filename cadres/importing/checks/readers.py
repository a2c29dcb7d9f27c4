"""The reader of every column of a kind, made once for a file."""

from cadres.importing.checks import cells, identity
from cadres.importing.checks.cells import Reader
from cadres.importing.kinds import KINDS, Kind

_SEQUENCE = {
    "职务层次": "level",
    "职级": "rank",
    "0": "level",
    "1": "rank",
    "职务层次标志": "level",
    "职级标志": "rank",
}
_NATURE = {"任职": "post", "挂职": "secondment", "驻村": "village_posting", "post": "post",
           "secondment": "secondment", "village_posting": "village_posting"}  # fmt: skip
_LEADER = {"是": True, "否": False, "1": True, "2": False, "0": False, "领导职务": True, "非领导职务": False,
           "true": True, "false": False, "领导": True, "非领导": False}  # fmt: skip
_GRADUATE = {"是": True, "曾经是": True, "否": False, "01": True, "02": True, "03": False, "1": True, "0": False,
             "true": True, "false": False}  # fmt: skip
_NULLABLE_FLAGS = {"two_years_grassroots", "recruited_by_exam", "selected_graduate"}
# Texts of codes that are kept beside the code: an unknown one loses nothing and is only a warning.
_KEPT_AS_TEXT = {"级别", "取得资格途径", "学业完成情况"}


def readers_of(kind: Kind, context) -> dict[str, tuple[str, Reader, Reader, bool]]:
    """Head → (field, reader, reader of number cells, whether 清空 is allowed)."""
    found = {}
    for column in kind.columns:
        owner = column.field == "name" and column.parser == "name" and kind.name not in ("person", "family")
        field = "owner_name" if owner or (kind.name == "family" and column.head == "姓名") else column.field
        read, read_number = _readers(column, context)
        may_clear = column.required != "error" and column.parser not in ("name", "id_number", "photo", "in_office")
        found[column.head] = (field, read, read_number, may_clear)
    return found


def _readers(column, context) -> tuple[Reader, Reader]:
    parser = column.parser
    if parser == "date":
        return cells.date_reader(column), cells.date_reader(column, serial=True)
    if parser == "id_number":
        return identity.read_id_number, _number_id
    read = {
        "text": lambda: cells.text_reader(column),
        "lines": lambda: cells.lines_reader(column),
        "code": lambda: cells.code_reader(
            column, context.codes, severity="warning" if column.head in _KEPT_AS_TEXT else "error"
        ),
        "flag": lambda: cells.flag_reader(column),
        "number": lambda: cells.number_reader(column),
        "year": lambda: cells.year_reader(column, context.today.year),
        "name": lambda: identity.read_name,
        "resume": lambda: identity.read_resume,
        "photo": lambda: identity.read_photo,
        "tags": lambda: identity.read_tags,
        "sequence": lambda: cells.word_reader(column, _SEQUENCE, choices="职务层次、职级"),
        "nature": lambda: cells.word_reader(column, _NATURE, choices="任职、挂职、驻村"),
        "leader_post": lambda: cells.word_reader(column, _LEADER, choices="领导职务、非领导职务、是、否"),
        "graduate": lambda: cells.word_reader(column, _GRADUATE, choices="是、曾经是、否"),
        "in_office": lambda: cells.code_reader(column, context.codes),
        "rank_code": lambda: cells.text_reader(column),
        "source_category": lambda: cells.text_reader(column),
    }[parser]()
    return read, read


def _number_id(text, label, problems):
    return identity.read_id_number(text, label, problems, flag="number")


def cleared_value(kind: str, field: str):
    """What the word 清空 writes: nothing for dates and numbers, an empty text, the default of a flag."""
    column = next(column for column in KINDS[kind].columns if column.field == field)
    if column.parser in ("date", "number", "year") or field in _NULLABLE_FLAGS:
        return None
    if column.parser in ("flag", "leader_post"):
        return field == "shown"
    return ""
