"""The registers there are, found by the names the settings give: the portal imports no other folder."""

from functools import cache

from django.conf import settings
from django.db.models import Model
from django.utils.module_loading import import_string

from portal.registers.declaration import Page, Register


@cache
def registers() -> dict[str, Register]:
    """Every register by its name, in the order of declaration; raises ValueError for a name or a table used twice."""
    found: dict[str, Register] = {}
    for dotted in settings.PORTAL_REGISTERS:
        for register in import_string(dotted):
            taken = {one.model for one in found.values()}
            if register.name in found or register.model in taken:
                raise ValueError(f"register “{register.name}” or its table is declared twice")
            found[register.name] = register
    return found


@cache
def group_pages() -> tuple[Page, ...]:
    """The pages beside the registers, in the order of declaration."""
    return tuple(page for dotted in settings.PORTAL_REGISTER_PAGES for page in import_string(dotted))


@cache
def register_of(model: type[Model]) -> Register | None:
    """The register that keeps the records of a table, None when none does."""
    return next((one for one in registers().values() if one.model is model), None)


def owned_by(model: type[Model]) -> list[tuple[Register, str]]:
    """(register, column) of the registers whose records are listed on the page of a record of the table."""
    return [
        (register, name)
        for register in registers().values()
        for name in register.owners
        if register.model._meta.get_field(name).related_model is model
    ]
