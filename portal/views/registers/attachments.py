"""Documents of a record: put with it, opened as downloads, taken away."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.actions.attachments import add_attachment, open_attachment, remove_attachment
from portal.downloads import sent
from portal.models import Attachment
from portal.queries.attachments import attachments_of
from portal.registers.attachments import sees_attachments
from portal.registers.choosers import address_of
from portal.registers.declaration import Register
from portal.views.registers.opening import opens_register, visible_record


@opens_register("view", "edit")
@require_POST
def add(request, register, pk):
    """Each file chosen is kept, or its refusal is told by its name; one bad file does not keep the others out."""
    record = _record(register, request.user, pk)
    files = request.FILES.getlist("files")
    if not files:
        messages.error(request, _("请选择要上传的文件。"))
    kept = 0
    for one in files:
        try:
            add_attachment(record=record, name=one.name, content=one.read(), by=request.user)
        except ValidationError as refused:
            messages.error(request, refused.messages[0])
        else:
            kept += 1
    if kept:
        messages.success(request, _("已上传 %(kept)d 个附件。") % {"kept": kept})
    return redirect(f"{_page_of(register, record, request.user)}#attachments")


@opens_register("view")
@require_safe
def download(request, register, pk, attachment):
    """The document as a download; the opening is recorded."""
    record = _record(register, request.user, pk)
    found = _attachment(record, attachment)
    content = open_attachment(attachment=found, record=record, by=request.user)
    return sent(content, found.file.content_type, found.file.name)


@opens_register("view", "edit")
@require_POST
def remove(request, register, pk, attachment):
    """Takes the document off the record."""
    record = _record(register, request.user, pk)
    found = _attachment(record, attachment)
    remove_attachment(attachment=found, record=record, by=request.user)
    messages.success(request, _("已删除附件：%(name)s。") % {"name": found.file.name})
    return redirect(f"{_page_of(register, record, request.user)}#attachments")


def _page_of(register: Register, record, user) -> str:
    return address_of(record, user) or reverse("portal:register-record", args=[register.name, record.pk])


def _record(register: Register, user, pk: int):
    if not sees_attachments(register, user):
        raise PermissionDenied(_("您的账号不能查看这类记录的附件。"))
    return visible_record(register, user, pk)


def _attachment(record, pk: int) -> Attachment:
    return get_object_or_404(attachments_of(record), pk=pk)
