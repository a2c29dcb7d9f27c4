"""Every opening of guarded content leaves its event: who, which record, which columns."""

from collections.abc import Iterable

from django.db.models import Model

from portal.audit import record as audit
from portal.registers.columns import text_of, withheld
from portal.registers.declaration import Register


def tell_opened(register: Register, user, record: Model, detail: dict | None = None) -> None:
    """The event of an account that opened a record with guarded content it may see; none without such content."""
    hidden = withheld(register, user)
    fields = sorted(name for name in register.guarded if name not in hidden and text_of(record, name))
    if fields:
        told = {"register": register.name, "fields": fields, **(detail or {})}
        audit(f"{record._meta.model_name}.viewed", by=user, target=record, detail=told)


def tell_listed(register: Register, user, columns: Iterable[str], records: Iterable[Model]) -> None:
    """The same for a list that shows guarded columns: one event with the numbers of its records."""
    fields = sorted({*columns} & set(register.guarded))
    numbers = [record.pk for record in records]
    if fields and numbers:
        told = {"register": register.name, "fields": fields, "records": numbers}
        audit(f"{register.model._meta.model_name}.viewed", by=user, detail=told)
