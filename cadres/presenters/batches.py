"""A batch in numbers and sentences: what was found, and what the next button will do."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from cadres.importing.kinds import KINDS
from cadres.importing.register_sheet import KIND
from portal.models import Batch, BatchRow
from portal.registers.catalogue import registers

STATES = tuple(BatchRow.State)[1:]
TONES = {"new": "ok", "changed": "", "same": "", "doubtful": "amber", "wrong": "error", "skipped": ""}
NOTES = {
    "new": lazy("系统中还没有"),
    "changed": lazy("逐格列出新旧值"),
    "same": lazy("与系统一致"),
    "doubtful": lazy("请确认是哪一位"),
    "wrong": lazy("不写入，可下载改正"),
    "skipped": lazy("重复的"),
}
BATCH_TONES = {
    "received": "notice", "mapping": "amber", "read": "notice", "rehearsed": "amber", "applied": "ok", "undone": "",
    "refused": "error", "cancelled": "",
}  # fmt: skip
FORMATS = {
    "workbook": lazy("干部大数据信息提取表"), "roster": lazy("名册"), "lrmx": lazy("任免审批表（lrmx）"),
    "lrm": lazy("任免审批表（lrm）"), "zip": lazy("压缩包"), "register": lazy("台账"),
    "edit": lazy("批量修改"),
}  # fmt: skip


@dataclass(frozen=True)
class Total:
    """How many rows are in one state."""

    state: str
    label: str
    rows: int
    tone: str
    note: str


def totals(batch: Batch) -> list[Total]:
    """Rows by state over all kinds; nothing found is not shown in the colour of trouble."""
    found = []
    for state in STATES:
        rows = sum(kind.get(state.value, 0) for kind in batch.counts.values())
        tone = TONES[state.value] if rows else ""
        found.append(Total(state.value, str(state.label), rows, tone, NOTES[state.value] if rows else ""))
    return found


def kind_labels(batch: Batch) -> dict[str, str]:
    """Kind of row → what it is called, in the order of the workbook; a register's sheet has one kind, its records."""
    if batch.register:
        return {KIND: registers()[batch.register].title}
    return {name: kind.label for name, kind in KINDS.items()}


def format_label(batch: Batch) -> str:
    """What sort of file the batch is."""
    return kind_labels(batch)[KIND] if batch.register else str(FORMATS.get(batch.format, batch.format))


def kind_table(batch: Batch) -> list[tuple[str, str, list[tuple[str, int]]]]:
    """(kind, label, [(state, rows)]) in the order of the workbook."""
    return [
        (name, label, [(state.value, batch.counts[name].get(state.value, 0)) for state in STATES])
        for name, label in kind_labels(batch).items()
        if name in batch.counts
    ]


def rows_in(batch: Batch, *states: str, kind: str | None = None) -> int:
    """Rows in the states, of one kind or of all."""
    return sum(
        counts.get(state, 0) for name, counts in batch.counts.items() if kind in (None, name) for state in states
    )


def what_applying_does(batch: Batch) -> str:
    """The sentence beside the apply button: exactly what will be written and what will not."""
    if batch.register:
        return _what_a_sheet_does(batch)
    new, changed = rows_in(batch, "new", kind="person"), rows_in(batch, "changed", kind="person")
    written = rows_in(batch, "new", "changed")
    parts = [
        _("将写入 %(rows)d 条：新增 %(new)d 人，变更 %(changed)d 人的基本信息")
        % {"rows": written, "new": new, "changed": changed}
    ]
    others = written - new - changed
    if others:
        parts.append(_("及任职、学历等 %(rows)d 条") % {"rows": others})
    return "，".join([*parts, *_what_is_left_out(batch)]) + "。"


def _what_a_sheet_does(batch: Batch) -> str:
    told = {"title": kind_labels(batch)[KIND], "new": rows_in(batch, "new"), "changed": rows_in(batch, "changed")}
    first = _("将写入“%(title)s”：新增 %(new)d 条，变更 %(changed)d 条") % told
    return "，".join([first, *_what_is_left_out(batch)]) + "。"


def _what_is_left_out(batch: Batch) -> list[str]:
    wrong, doubtful = rows_in(batch, "wrong"), rows_in(batch, "doubtful")
    parts = [_("%(rows)d 条有误不写入") % {"rows": wrong}] if wrong else []
    return parts + ([_("%(rows)d 条待确认不写入") % {"rows": doubtful}] if doubtful else [])
