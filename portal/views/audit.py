"""The audit trail for the audit administrator."""

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from portal.access import requires
from portal.lists import Choice, Day, Filter, Listing, Search, Sort
from portal.models import AuditEvent
from portal.presenters.audit_words import WORDS, action_word
from portal.rules.roles import Permission


def _target(rows, text):
    """Events about one kind of object or one object: `portal.unit` or `portal.unit 12`."""
    kind, _space, number = text.partition(" ")
    rows = rows.filter(target_type=kind)
    return rows.filter(target_id=number) if number else rows


EVENTS = Listing(
    filters=(
        Search("user", _("账号"), fields=("username",)),
        Choice("action", _("操作"), "action", lambda: list(WORDS.items())),
        Filter("target", _("对象"), _target, placeholder="portal.unit 12"),
        Day("from", _("起"), "at__date__gte"),
        Day("to", _("止"), "at__date__lte"),
        Choice("ok", _("结果"), "succeeded", [("True", _("成功")), ("False", _("失败"))]),
    ),
    sorts=(Sort("at", _("时间"), (), descending=True),),
)  # fmt: skip


@requires(Permission.VIEW_AUDIT)
@require_safe
def events(request):
    """Who did what when, newest first."""
    page = EVENTS.page(AuditEvent.objects.all(), request.GET)
    for event in page.rows:
        event.word = action_word(event.action)
        event.facts = "；".join(f"{name}={value}" for name, value in event.detail.items())[:300]
    return render(request, "portal/audit.html", {"title": _("审计日志"), "page": page})
