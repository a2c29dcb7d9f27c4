"""Rows of a register's sheet beside its records: which record each means, and what it would say then."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from cadres.actions.batches.register_lookups import Found, look_up, visible
from cadres.importing.register_values import as_json
from portal.models import Batch, BatchRow
from portal.registers.declaration import Register
from portal.registers.sheets import must_be_filled, names_person, sheet_columns

CHUNK = 1_000
_UNKNOWN = {
    "person": ("找不到“{text}”，或不在您的管理范围内", "请核对姓名和身份证号；新人员请先录入或导入人员信息"),
    "unknown": ("找不到“{text}”，或不在您的管理范围内", "请填写系统中已有的名称或编号"),
    "several": ("有多个“{text}”", "请填写编码或编号"),
}


@dataclass
class Outcome:
    """What a row would do: its state, the record, the cells that would change, everything that would be written."""

    row: BatchRow
    state: str = "new"
    target: models.Model | None = None
    owner_id: int | None = None
    changes: list[dict] = field(default_factory=list)
    added: dict = field(default_factory=dict)
    problems: list[dict] = field(default_factory=list)
    candidates: list[int] = field(default_factory=list)
    record: models.Model | None = None

    def refuse(self, code: str, column: str, text: str, message: str, remedy: str) -> None:
        """The row is wrong, for this reason."""
        self.state = "wrong"
        self.problems.append(
            {"severity": "error", "code": code, "column": column, "text": text[:30], "rehearsed": True,
             "message": message, "remedy": remedy}
        )  # fmt: skip


class RegisterRows:
    """The rows of one batch judged chunk by chunk; what one row says is remembered for the next."""

    def __init__(self, *, register: Register, batch: Batch, users: tuple, today):
        self.register, self.batch, self.users, self.today = register, batch, users, today
        self.columns = sheet_columns(register)
        self.relations = [
            one for one in {column.name: column.field for column in self.columns}.values() if one.related_model
        ]
        self.heads = {}
        for column in self.columns:
            self.heads.setdefault(column.name, column.head)
        self.key = register.key or tuple(dict.fromkeys(column.name for column in self.columns))
        self.seen: dict[tuple, BatchRow] = {}
        self.meant: dict[int, BatchRow] = {}
        self.may = all(user.can(register.edit) for user in users)
        self.blank = {one.attname: as_json(one, one.value_from_object(register.model())) for one in self._stored()}

    def outcomes(self, rows: Iterator[BatchRow]) -> Iterator[list[Outcome]]:
        """Chunks of outcomes in the order of the rows."""
        rows = iter(rows)
        while chunk := list(islice(rows, CHUNK)):
            judged = [Outcome(row) for row in chunk]
            for one in judged:
                if any(p["severity"] == "error" and "rehearsed" not in p for p in one.row.problems):
                    one.state = "wrong"
                self._ask_rights(one)
            found = self._look_up([one for one in judged if one.state != "wrong"])
            waiting = [one for one in judged if one.state not in ("wrong", "doubtful")]
            self._find_targets(waiting, found)
            for one in waiting:
                if one.state != "wrong":
                    self._write_on_copy(one, found[one.row.pk])
            yield judged

    def _ask_rights(self, one: Outcome) -> None:
        if not self.may:
            right = self.register.edit.label
            one.refuse("right_missing", "", "", f"您的账号没有“{right}”权限，本行不能导入", "请由有此权限的账号导入")
        for name, right in self.register.guarded.items():
            head = self.heads.get(name)
            if head and one.row.cells.get(head) and not all(user.can(right) for user in self.users):
                one.refuse(
                    "right_missing", head, "", f"您的账号没有“{right.label}”权限，不能导入“{head}”", "请清空该列，或由有此权限的账号导入"
                )  # fmt: skip

    def _look_up(self, judged: list[Outcome]) -> dict[int, dict[str, models.Model | None]]:
        """Row → {relation: the record, or None where the cell empties it}; rows that name nobody are wrong."""
        found: dict[int, dict] = {one.row.pk: {} for one in judged}
        for relation in self.relations:
            asked = [one for one in judged if relation.name in one.row.values and one.state != "wrong"]
            said = [one.row.values[relation.name] for one in asked]
            decided = self._decided(relation, asked)
            for one, what, meant in zip(asked, said, self._meant(relation, said), strict=True):
                record = decided.get(one.row.decision) or meant.record
                if record is None and meant.code:
                    self._not_found(one, relation, what, meant)
                elif record is None and must_be_filled(relation):
                    head = self.heads[relation.name]
                    one.refuse("cannot_clear", head, "", f"{head}不能清空", "请填写内容")
                else:
                    found[one.row.pk][relation.name] = record
                    if relation is self._subject() and record is not None:
                        one.owner_id = record.pk
        return found

    def _meant(self, relation: models.Field, said: list[dict]) -> list[Found]:
        return look_up(relation, said, users=self.users, home=self.batch.unit) if said else []

    def _subject(self) -> models.Field | None:
        """The relation to the person the rows are about, whom somebody may have to point out."""
        return next((one for one in self.relations if names_person(one)), None)

    def _decided(self, relation: models.Field, asked: list[Outcome]) -> dict[int | None, models.Model]:
        if relation is not self._subject():
            return {}
        numbers = {one.row.decision for one in asked if one.row.decision}
        people = visible(relation.related_model, self.users).select_related("unit")
        return {person.pk: person for person in people.filter(pk__in=numbers)} if numbers else {}

    def _not_found(self, one: Outcome, relation: models.Field, said: dict, meant: Found) -> None:
        head = self.heads[relation.name]
        text = said.get("text") or said.get("name") or said.get("masked", "")
        if meant.candidates and relation is self._subject():
            one.state, one.candidates = "doubtful", meant.candidates
            one.problems.append(
                {"severity": "warning", "code": meant.code, "column": head, "text": "", "rehearsed": True,
                 "message": "系统中有人可能是此人，但不能确定", "remedy": "请确认是哪一位，或在文件中补上身份证号"}
            )  # fmt: skip
            return
        kind = "person" if names_person(relation) else meant.code
        message, remedy = _UNKNOWN[kind]
        one.refuse(meant.code, head, text, f"{head}：{message.format(text=text[:30])}", remedy)

    def _find_targets(self, judged: list[Outcome], found: dict) -> None:
        """The record each row changes, told by the key; keys twice in the file or on file are wrong."""
        keys = {one.row.pk: self._key_of_row(one, found[one.row.pk]) for one in judged}
        on_file = self._on_file(set(keys.values()))
        for one in judged:
            key = keys[one.row.pk]
            first = self.seen.setdefault(key, one.row)
            records = on_file.get(key, [])
            if first.pk != one.row.pk:
                if first.values == one.row.values:
                    one.state = "skipped"
                    one.problems.append(
                        {"severity": "notice", "code": "dup_in_file", "column": "", "text": "", "rehearsed": True,
                         "message": f"与“{first.sheet}”第{first.number}行完全相同，不再导入", "remedy": "可删除重复行"}
                    )  # fmt: skip
                else:
                    one.refuse(
                        "dup_in_file", self.heads.get(self.key[0], ""), "",
                        f"与“{first.sheet}”第{first.number}行是同一条记录", "同一条记录只保留一行",
                    )  # fmt: skip
            elif len(records) > 1:
                one.refuse(
                    "several",
                    "",
                    "",
                    f"系统中有{len(records)}条与本行相对应的记录",
                    "请在页面上改正其中多余的记录后再导入",
                )
            elif records:
                one.target = records[0]

    def _key_of_row(self, one: Outcome, found: dict) -> tuple:
        parts = []
        for name in self.key:
            column = self.register.model._meta.get_field(name)
            if column.related_model is not None:
                record = found.get(name)
                if record is None and name == self.register.scope:
                    record = self.batch.unit
                parts.append(record and record.pk)
            else:
                parts.append(_plain(one.row.values.get(column.attname, self.blank[column.attname])))
        return tuple(parts)

    def _on_file(self, keys: set[tuple]) -> dict[tuple, list[models.Model]]:
        if not keys:
            return {}
        columns = [self.register.model._meta.get_field(name) for name in self.key]
        rows = self._records()
        for at, column in enumerate(columns):
            values = {key[at] for key in keys}
            if None not in values:
                rows = rows.filter(**{f"{column.name}__in": values})
        on_file: dict[tuple, list[models.Model]] = {}
        for record in rows:
            key = tuple(_plain(as_json(one, one.value_from_object(record))) for one in columns)
            if key in keys:
                on_file.setdefault(key, []).append(record)
        return on_file

    def _records(self) -> models.QuerySet:
        names = [one.name for one in self.relations]
        return visible(self.register.model, self.users).select_related(*names).order_by("pk")

    def _write_on_copy(self, one: Outcome, found: dict) -> None:
        """The record as the row would have it, checked; what it would change noted."""
        was = one.target
        record = self.register.model() if was is None else copy.copy(was)
        if was is not None:
            record._state = copy.copy(was._state)
            record._state.fields_cache = dict(was._state.fields_cache)
        for column in self._stored():
            if column.related_model is None and column.attname in one.row.values:
                self._set(one, record, column, one.row.values[column.attname])
        for name, other in found.items():
            setattr(record, name, other)
        self._place(one, record, new=was is None)
        self._check(one, record)
        if one.state == "wrong":
            return
        image = {column.attname: as_json(column, column.value_from_object(record)) for column in self._stored()}
        before = {} if was is None else {
            column.attname: as_json(column, column.value_from_object(was)) for column in self._stored()
        }  # fmt: skip
        if was is None:
            one.added = {name: value for name, value in image.items() if value is not None}
        else:
            one.added = {name: value for name, value in image.items() if value != before[name]}
            one.changes = [self._change(name, before[name], value, was, record) for name, value in one.added.items()]
            one.state = "changed" if one.added else "same"
        one.record = record

    def _set(self, one: Outcome, record: models.Model, column: models.Field, value) -> None:
        flow = self.register.flow
        if flow is not None and column.name == flow.field:
            if one.target is not None and value != getattr(one.target, column.attname):
                head = self.heads[column.name]
                one.refuse(
                    "state_by_step", head, "", f"{head}与系统中的不同，状态不能用表格改", "请在该记录的页面上办理"
                )
                return
            needed = {step.right for step in flow.steps if step.target == value and step.right is not None}
            if one.target is None and not all(user.can(right) for user in self.users for right in needed):
                head = self.heads[column.name]
                one.refuse("right_missing", head, "", f"您的账号不能把记录直接录为“{one.row.cells.get(head)}”", "请清空该格，录入后按步骤办理")  # fmt: skip
                return
        setattr(record, column.attname, column.to_python(value))

    def _place(self, one: Outcome, record: models.Model, *, new: bool) -> None:
        """The unit by which the record is seen: that of the batch where the sheet says none; never none at all."""
        first = self.register.model._meta.get_field(self.register.scope.split("__")[0])
        if new and first.name == self.register.scope and getattr(record, first.attname) is None:
            setattr(record, first.name, self.batch.unit)
        if getattr(record, first.attname) is None and not all(user.sees_everything() for user in self.users):
            head = self.heads.get(first.name, str(first.verbose_name))
            one.refuse("required", head, "", f"{head}为空", f"请填写{head}")

    def _check(self, one: Outcome, record: models.Model) -> None:
        for name, head in self.heads.items():
            column = self.register.model._meta.get_field(name)
            value = getattr(record, column.attname)
            missing = (value is None and not column.null) or (value in ("", None) and not column.blank)
            if missing and not any(problem["column"] == head for problem in one.problems):
                one.refuse("required", head, "", f"{head}为空", f"请填写{head}")
        if one.state == "wrong":
            return
        try:
            for user in dict.fromkeys(self.users) if self.register.check else ():
                self.register.check(record, by=user, today=self.today)
            record.clean()
        except ValidationError as wrong:
            self._say(one, wrong)

    def _say(self, one: Outcome, wrong: ValidationError) -> None:
        told = wrong.error_dict if hasattr(wrong, "error_dict") else {NON_FIELD_ERRORS: wrong.error_list}
        for name, errors in told.items():
            for error in errors:
                message = "；".join(error.messages)
                head = self.heads.get(name, "")
                one.refuse(error.code or "check", head, "", message, "请改正后重新导入")

    def _change(self, name: str, old, new, was: models.Model, record: models.Model) -> dict:
        column = next(one for one in self._stored() if one.attname == name)
        change = {"field": name, "old": old, "new": new}
        if column.related_model is not None:
            change |= {"old_text": _word(getattr(was, column.name)), "new_text": _word(getattr(record, column.name))}
        return change

    def _stored(self) -> list[models.Field]:
        return [
            one for one in self.register.model._meta.concrete_fields
            if not one.primary_key and one.name != "source_row" and not one.generated
        ]  # fmt: skip


def _word(record: models.Model | None) -> str:
    return "" if record is None else str(record)


def _plain(value):
    """A value as part of a key: lists cannot be one."""
    return tuple(value) if isinstance(value, list) else value
