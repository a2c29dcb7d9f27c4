"""Writing the records of registers: entered, changed, removed, and taken from state to state.

Every action is one transaction with one audit event that names columns, never values. `by` None is the system: it has
every right and the whole scope.
"""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from portal.audit import record as audit
from portal.models import StepTaken
from portal.queries.attachments import attachments_of
from portal.queries.versions import version_of
from portal.registers.cautions import refuse_cautioned
from portal.registers.declaration import Register
from portal.registers.scope import unit_of
from portal.registers.steps import ENTRY, allowed_step
from portal.registers.writing import assign, save, writable


class VersionChanged(ValidationError):
    """Somebody else changed the record since it was read."""


@transaction.atomic
def add_record(
    *,
    register: Register,
    values: dict,
    by,
    today: datetime.date,
    source_row=None,
    detail: dict | None = None,
    asked: dict | None = None,
) -> Model:
    """The new record; with a flow its entry is kept as the first step.

    `source_row` is the row of the file it came from; `asked` how much a form asked for (`asked_and_known`), which the
    event keeps with the unit; whoever sends values otherwise typed all of them. Raises ValidationError by column for values against the rules,
    the database or the scope of `by`.
    """
    record = register.model()
    if source_row is not None:
        record.source_row = source_row
    many = assign(record, values, allowed=writable(register, by), by=by)
    save(register, record, many, by=by, today=today)
    refuse_cautioned(register, record, today)
    if register.flow:
        _keep_step(record, ENTRY, origin="", target=getattr(record, register.flow.field), by=by)
    _settle(register, record, by)
    typed = {"asked": len(values), "known": 0} if by is not None and source_row is None else {}
    burden = {**(asked or typed), "unit": unit_of(register, record)} if asked or typed else {}
    _tell("added", register, record, by, {"fields": sorted(values), **burden, **(detail or {})})
    return record


@transaction.atomic
def change_record(
    *,
    register: Register,
    record: Model,
    changes: dict,
    by,
    today: datetime.date,
    version: str | None = None,
    detail: dict | None = None,
) -> Model:
    """The record with the columns changed and nothing else touched; no change writes nothing.

    `version` is the `version_of` the change was made from; another one raises VersionChanged. Raises ValidationError
    as `add_record` does.
    """
    held = _locked(register, record, version)
    before = _image(register, held)
    many = assign(held, changes, allowed=writable(register, by), by=by)
    changed = [name for name in changes if name not in many and getattr(held, name) != getattr(before, name)]
    changed += [name for name, value in many.items() if {*getattr(held, name).all()} != {*value}]
    if not changed:
        return held
    save(register, held, many, by=by, today=today)
    refuse_cautioned(register, held, today)
    _settle(register, held, by)
    if set(changed) & set(register.owners):
        _settle(register, before, by)  # what was derived for the one it belonged to
    _tell("changed", register, held, by, {"fields": sorted(changed), **(detail or {})})
    return held


@transaction.atomic
def remove_record(
    *, register: Register, record: Model, by, version: str | None = None, detail: dict | None = None
) -> None:
    """Takes out a record that should never have been there; its history stays.

    Raises ValidationError that says what still refers to it, VersionChanged for another version.
    """
    held = _locked(register, record, version)
    _tell("removed", register, held, by, detail or {})
    number = held.pk
    try:
        with transaction.atomic():
            attachments_of(held).delete()
            held.delete()
    except ProtectedError as error:
        raise _still_named(error.protected_objects) from error
    except RestrictedError as error:
        raise _still_named(error.restricted_objects) from error
    held.pk = number
    _settle(register, held, by)


@transaction.atomic
def take_step(
    *,
    register: Register,
    record: Model,
    step: str,
    by,
    today: datetime.date,
    values: dict | None = None,
    reason: str = "",
    version: str | None = None,
) -> Model:
    """The record in the step's target state, with the columns the step asks for.

    Raises PermissionDenied without the step's right; ValidationError when the step does not lead on from the record's
    state, a column or the reason is missing, a second person is needed, or the step's own conditions do not hold.
    """
    held = _locked(register, record, version)
    taken = allowed_step(register, held, step, by)
    origin = getattr(held, register.flow.field)
    many = assign(held, values or {}, allowed=set(taken.asks), by=by)
    reason = reason.strip()
    problems = {
        name: ValidationError(_("办理这一步须填写此项。"), code="required")
        for name in taken.asks
        if name not in many and getattr(held, name) in (None, "")
    }
    if taken.reason and len(reason) < 2:
        problems["reason"] = ValidationError(_("请写明理由。"), code="required")
    if problems:
        raise ValidationError(problems)
    if taken.requires:
        taken.requires(held, by=by, today=today)
    setattr(held, register.flow.field, taken.target)
    save(register, held, many, by=by, today=today)
    refuse_cautioned(register, held, today)
    _keep_step(held, taken.name, origin=origin, target=taken.target, by=by, reason=reason[:500])
    if taken.does:
        taken.does(held, by=by, today=today)
    _settle(register, held, by)
    fields = sorted({*taken.asks, register.flow.field})
    _tell("step_taken", register, held, by, {"step": taken.name, "fields": fields})
    return held


def _locked(register: Register, record: Model, version: str | None) -> Model:
    held = register.model._default_manager.select_for_update(of=("self",)).filter(pk=record.pk).first()
    if held is None:
        raise ValidationError(_("这条记录已被删除。"), code="gone")
    if version is not None and version != version_of(held):
        raise VersionChanged(_("记录已被他人修改，您的改动未保存，请核对后重试。"), code="version_changed")
    return held


def _image(register: Register, held: Model) -> Model:
    """The record as it stands, beside the one about to change."""
    names = [field.attname for field in held._meta.concrete_fields]
    return register.model.from_db(held._state.db, names, [getattr(held, name) for name in names])


def _keep_step(record: Model, step: str, *, origin: str, target: str, by, reason: str = "") -> None:
    StepTaken.objects.create(
        record_type=record._meta.label_lower, record_id=record.pk, step=step, origin=origin, target=target,
        reason=reason, taken_by=by,
    )  # fmt: skip


def _settle(register: Register, record: Model, by) -> None:
    if register.settle:
        register.settle(record, by=by)


def _tell(act: str, register: Register, record: Model, by, detail: dict) -> None:
    audit(f"{record._meta.model_name}.{act}", by=by, target=record, detail={"register": register.name, **detail})


def _still_named(objects) -> ValidationError:
    counts: dict[str, int] = {}
    for one in objects:
        name = str(one._meta.verbose_name)
        counts[name] = counts.get(name, 0) + 1
    told = "、".join(f"{name} {count} 条" for name, count in counts.items())
    return ValidationError(_("不能删除：还有%(told)s用到它。请先处理这些记录。") % {"told": told}, code="protected")
