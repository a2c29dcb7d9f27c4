"""Batches an account may see: by its scope, and by its rights to the register a sheet belongs to."""

from django.db.models import Q, QuerySet

from portal.models import Batch
from portal.registers.catalogue import registers
from portal.registers.declaration import Register


def batches_for(user) -> QuerySet:
    """Files of the account's scope; sheets of a register only with its rights, or when it sent them itself."""
    kept = [name for name, register in registers().items() if _may_see(register, user)]
    return Batch.objects.visible_to(user).filter(Q(register__in=["", *kept]) | Q(created_by=user))


def _may_see(register: Register, user) -> bool:
    """Whether the account may edit the register and see every guarded column of its sheet."""
    guards = [right for name, right in register.guarded.items() if name in register.sheet]
    return user.can(register.edit) and all(user.can(right) for right in guards)
