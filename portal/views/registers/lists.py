"""The index of registers, the list of one, and the list as a workbook."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.audit import record as audit
from portal.downloads import XLSX, sent
from portal.office.list_workbook import write_list
from portal.registers.catalogue import group_pages, registers
from portal.registers.columns import column_name, text_of, with_relations
from portal.registers.declaration import Register
from portal.registers.listing import heads, listing_of, rows_of
from portal.registers.openings import tell_listed
from portal.registers.scope import visible
from portal.rules.roles import Permission
from portal.views.days import today
from portal.views.registers.opening import opens_register, owner_in

MOST_EXPORTED = 20_000


@require_safe
def index(request):
    """The registers the account may view, under their headings."""
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for register in registers().values():
        if request.user.can(register.view):
            address = reverse("portal:register", args=[register.name])
            groups.setdefault(str(register.group), []).append((register.title, address, register.purpose))
    for page in group_pages():
        if request.user.can(page.right):
            groups.setdefault(str(page.group), []).append((page.title, reverse(page.route), page.purpose))
    return render(request, "portal/registers/index.html", {"title": _("台账"), "groups": groups.items()})


@opens_register("view")
@require_safe
def listed(request, register):
    """One page of the records in the user's scope, filtered and sorted by the address."""
    owners = _owners(register, request)
    rows = _under(rows_of(register, request.user), owners)
    page = listing_of(register, request.user).page(rows, request.GET)
    shown = heads(register, request.user)
    tell_listed(register, request.user, [column_name(head.column) for head in shown], page)
    context = {
        "title": register.title, "register": register, "page": page, "heads": shown, "owners": owners.values(),
        "lines": [(record, list(zip(shown, _texts(record, shown), strict=True))) for record in page],
        "may_edit": request.user.can(register.edit), "may_export": request.user.can(Permission.EXPORT_RECORDS),
        "may_import": bool(register.sheet) and request.user.can(register.edit) and request.user.can(Permission.IMPORT_RECORDS),
        "query": request.GET.urlencode(), "anything": bool(page) or rows.exists(),
        "owner_query": "&".join(f"{name}={owner.pk}" for name, owner in owners.items()),
    }  # fmt: skip
    return render(request, "portal/registers/list.html", context)


@opens_register("view")
@require_safe
def export(request, register):
    """All records under the filters of the address as a workbook; the export is recorded."""
    if not request.user.can(Permission.EXPORT_RECORDS):
        raise PermissionDenied(_("您的账号没有“%(right)s”权限。") % {"right": Permission.EXPORT_RECORDS.label})
    shown = heads(register, request.user, _export_columns(register))
    listing = listing_of(register, request.user)
    rows = _under(visible(register, request.user), _owners(register, request))
    try:
        rows = listing.filtered(rows, request.GET)
    except (ValueError, ValidationError):
        rows = rows.none()
    rows = with_relations(register, rows, [head.column for head in shown])
    found = list(listing.ordered(rows, request.GET)[:MOST_EXPORTED])
    day = today()
    filters = sorted(one.name for one in listing.filters if request.GET.get(one.name))
    columns = [column_name(head.column) for head in shown]
    detail = {"register": register.name, "records": len(found), "filters": filters, "columns": columns}
    audit(f"{register.model._meta.model_name}.exported", by=request.user, detail=detail)
    told = {"day": day, "records": len(found), "name": request.user}
    content = write_list(
        heads=[head.label for head in shown], lines=(_texts(record, shown) for record in found), title=register.title,
        sheet=register.title, note=_("%(day)s 导出，共 %(records)d 条；%(name)s 导出。") % told,
    )  # fmt: skip
    return sent(content, XLSX, f"{register.title}-{day}.xlsx")


def _texts(record, shown) -> list[str]:
    return [text_of(record, head.column) for head in shown]


def _owners(register: Register, request) -> dict:
    """The owners whose records alone are asked for (`?person=12`), each within the account's scope."""
    own = {one if isinstance(one, str) else one.name for one in register.filters}
    return {
        name: owner
        for name in register.owners
        if name not in own and (owner := owner_in(register, name, request.GET.get(name, ""), request.user))
    }


def _under(rows, owners: dict):
    return rows.filter(**owners) if owners else rows


def _export_columns(register: Register) -> tuple:
    """What is on screen, and after it the columns of the sheet that are not."""
    on_screen = {column_name(column) for column in register.columns}
    return (*register.columns, *(name for name in register.sheet if name not in on_screen))
