"""Which records of a register an account sees, and which other records it may name in one."""

from django.db.models import Model, QuerySet

from portal.models import StoredFile, Unit
from portal.registers.catalogue import register_of
from portal.registers.declaration import Register


def visible(register: Register, user) -> QuerySet:
    """The register's records within the account's scope, by one condition on its units; None (the system) sees all."""
    rows = register.model._default_manager.all()
    if user is None or user.sees_everything():
        return rows
    return rows.filter(**{f"{register.scope}__in": Unit.objects.visible_to(user)})


def chooseable(model: type[Model], user) -> QuerySet:
    """The records of a table the account may put into a column: those of its scope, all of a table without one."""
    rows = model._default_manager.all()
    if user is None:
        return rows
    if hasattr(rows, "visible_to"):
        return rows.visible_to(user)
    if register := register_of(model):
        return visible(register, user)
    return rows.none() if model is StoredFile else rows


def unit_of(register: Register, record: Model) -> int | None:
    """The number of the unit a record belongs to, None for a record of none."""
    place = record
    for name in register.scope.split("__"):
        place = getattr(place, name)
        if place is None:
            return None
    return place.pk
