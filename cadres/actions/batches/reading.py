"""A received file read, checked and staged; a roster waits for its columns to be confirmed."""

import hashlib
import json
import re
from itertools import chain

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cadres.actions.batches import registers
from cadres.actions.batches.bulk import FORMAT
from cadres.actions.batches.receiving import start_reading
from cadres.actions.batches.rehearsal import received_on, rehearse
from cadres.actions.batches.staging import stage
from cadres.exporting.error_workbook import REASON
from cadres.importing.checking import CheckContext, check_rows
from cadres.importing.reading import read_rows
from cadres.importing.roster import lonely, suggest_with_confidence, targets
from cadres.importing.roster_targets import IGNORE
from portal.audit import record
from portal.files import read_file
from portal.models import Batch, Code, ColumnMapping
from portal.office.refusal import FileRefused

CERTAIN = 0.9
OVER = (Batch.State.APPLIED, Batch.State.UNDONE)


def read(batch_id: int, progress=lambda done, total, message="": None) -> Batch:
    """The batch read and rehearsed, or refused with the file's problems, or waiting for its columns.

    Reading again starts from nothing, so a reading that was killed is simply done again. Applied and undone
    batches are left as they are.
    """
    batch = Batch.objects.select_related("file", "picture", "unit", "created_by").get(pk=batch_id)
    if batch.state in OVER or batch.state == Batch.State.MAPPING:
        return batch
    if batch.format == FORMAT:  # made from a form: its rows are there already
        return rehearse(batch.pk, progress)
    try:
        if batch.register:
            meta, rows = registers.rows_of_file(batch)
        else:
            meta, raw_rows = read_rows(
                read_file(batch.file),
                batch.file.name,
                picture=None if batch.picture is None else read_file(batch.picture),
            )
        batch.format, batch.problems = meta["format"], list(meta.get("problems", []))
        if batch.format == "roster" and not batch.mapping:
            batch.mapping, certain = _mapping_for(batch, meta["heads"])
            if not certain:
                batch.state = Batch.State.MAPPING
                batch.save(update_fields=["format", "problems", "mapping", "state"])
                return batch
        if not batch.register:
            context = CheckContext(
                today=received_on(batch), codes=code_tables(), format=batch.format, mapping=batch.mapping,
                heads=meta.get("heads", {}),
            )  # fmt: skip
            rows = check_rows(raw_rows, context)
        stage(
            batch=batch, rows=rows,
            progress=lambda done, total: progress(done, 0, _("已读取 %(rows)d 行") % {"rows": done}),
        )  # fmt: skip
    except FileRefused as refusal:
        batch.state, batch.problems = Batch.State.REFUSED, [refusal.as_problem()]
        batch.rows.all().delete()
        batch.save(update_fields=["state", "problems", "format", "mapping"])
        return batch
    batch.state = Batch.State.READ
    batch.save(update_fields=["state", "format", "problems", "mapping"])
    return rehearse(batch.pk, lambda done, total, message="": progress(done, total, message or _("正在比对")))


@transaction.atomic
def set_mapping(*, batch: Batch, mapping: dict[str, str], by, background: bool = True) -> Batch:
    """The roster's columns as the user has them, remembered for files with the same heads; reading goes on.

    Raises ValidationError when the batch does not wait for its columns or the mapping cannot be read with.
    """
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.format != "roster" or batch.state in OVER:
        raise ValidationError(_("该批次不需要确认列对应。"), code="batch_not_mapping")
    if set(mapping) - set(batch.mapping):
        raise ValidationError(_("表头不在文件中。"), code="mapping_heads")
    _check_mapping(mapping)
    ColumnMapping.objects.update_or_create(
        unit=batch.unit, digest=_digest(list(batch.mapping)), defaults={"mapping": mapping, "updated_by": by}
    )
    batch.mapping, batch.state = mapping, Batch.State.RECEIVED
    batch.save(update_fields=["mapping", "state"])
    record("batch.mapped", by=by, target=batch, detail={"columns": len(mapping)})
    if background:
        start_reading(batch=batch, by=by)
    return batch


def code_tables() -> dict[str, dict[str, str]]:
    """{table: {name or code: code}} of every code in use."""
    tables: dict[str, dict[str, str]] = {}
    for table, code, name in Code.objects.filter(is_active=True).values_list("table", "code", "name"):
        known = tables.setdefault(table, {})
        known[code] = code
        known.setdefault(name, code)
    return tables


def _check_mapping(mapping: dict[str, str]) -> None:
    known = {target.name for target in targets()}
    chosen = [target for target in mapping.values() if target]
    if unknown := [t for t in chosen if t not in known and not re.fullmatch(r"appraisal\.(19|20)\d\d", t)]:
        raise ValidationError(_("不认识的信息项：%(targets)s") % {"targets": "、".join(unknown)}, code="mapping_target")
    if "person.name" not in chosen:
        raise ValidationError(_("请指定哪一列是姓名。"), code="mapping_name")
    if unused := lonely(mapping):
        reasons = ";".join(_("“%(head)s”：%(reason)s") % {"head": head, "reason": why} for head, why in unused.items())
        raise ValidationError(reasons, code="mapping_unused")
    if len(chosen) != len(set(chosen)):
        raise ValidationError(_("两列对应了同一个信息项。"), code="mapping_twice")


def _mapping_for(batch: Batch, sheets: dict[str, list[str]]) -> tuple[dict[str, str], bool]:
    """(head → target, whether it needs no confirmation) for the heads of a roster, by sheet."""
    heads = list(dict.fromkeys(chain.from_iterable(sheets.values())))
    remembered = ColumnMapping.objects.filter(unit=batch.unit, digest=_digest(heads)).first()
    if remembered is not None:
        return {head: remembered.mapping.get(head, IGNORE) for head in heads}, True
    suggested = suggest_with_confidence(heads)
    certain = all(confidence >= CERTAIN for _target, confidence in suggested.values())
    return {head: target for head, (target, _confidence) in suggested.items()}, certain


def _digest(heads: list[str]) -> str:
    """What a set of heads is remembered by; a workbook that was returned with its errors counts as the file it was."""
    own = sorted(head for head in heads if head != REASON)
    return hashlib.sha256(json.dumps(own, ensure_ascii=False).encode()).hexdigest()
