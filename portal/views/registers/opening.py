"""What every page of a register does first: the register by its name, the right to it, the record in scope."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from portal.registers.catalogue import registers
from portal.registers.cautions import caution_of
from portal.registers.declaration import Register
from portal.registers.scope import chooseable, visible
from portal.views.days import today


def opens_register(*rights: str):
    """View of a register: 404 for a name there is not, 403 without the rights named ("view", "edit") of the register."""

    def decorate(view):
        @wraps(view)
        def opened(request, name, *args, **kwargs):
            register = registers().get(name)
            if register is None:
                raise Http404
            for right in (getattr(register, one) for one in rights):
                if not request.user.can(right):
                    raise PermissionDenied(_("您的账号没有“%(right)s”权限。") % {"right": right.label})
            return view(request, register, *args, **kwargs)

        opened.required_permission = rights
        return opened

    return decorate


def visible_record(register: Register, user, pk: int) -> Model:
    """A record of the account's scope; any other is not found."""
    return get_object_or_404(visible(register, user), pk=pk)


def owner_in(register: Register, column: str, text: str, user) -> Model | None:
    """The owner a word of the address names by its number, None without one; a foreign one is not found."""
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()):
        raise Http404
    model = register.model._meta.get_field(column).related_model
    return get_object_or_404(chooseable(model, user), pk=int(text))


def tell_caution(request, register: Register, record: Model) -> None:
    """Tells what to think of about a record that was saved all the same."""
    if caution := caution_of(register, record, today()):
        messages.warning(request, f"{caution.message}。{caution.remedy}。")
