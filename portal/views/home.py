"""The first page: what there is to do next."""

from django.conf import settings
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.models import Batch, Unit
from portal.registers.catalogue import registers
from portal.registers.declaration import Register
from portal.rules.roles import Permission
from portal.views.days import as_of_day

MOST_OFTEN = 6


@require_safe
def home(request):
    """What waits for the user, with links; for an empty portal the three steps to the first figure."""
    day = as_of_day(request)
    cards = [card for name in settings.PORTAL_HOME_CARDS for card in import_string(name)(request.user, day)]
    shown = {
        "title": _("总览"), "as_of": day, "today": timezone.localdate(), "cards": _batch_cards(request.user) + cards,
        "often": _often_entered(request.user), "steps": _steps(request.user), "scope": request.user.scope_units(),
        "batches": _latest_batches(request.user), "import_href": _route("cadres:batches"),
        "empty": not Unit.objects.exists(),
    }  # fmt: skip
    return render(request, "portal/home.html", shown)


def _batch_cards(user) -> list[dict]:
    """Batches that wait for somebody: to map columns, to decide, to apply."""
    if not user.can(Permission.IMPORT_RECORDS):
        return []
    waiting = (Batch.State.MAPPING, Batch.State.READ, Batch.State.REHEARSED)
    count = Batch.objects.visible_to(user).filter(state__in=waiting)[:1000].count()
    note = _("预演后尚未入库") if count else _("没有待办")
    return [
        {
            "label": _("待入库批次"), "value": count, "unit": _("批"), "note": note,
            "href": _route("cadres:batches"), "tone": "amber" if count else "",
        }
    ]  # fmt: skip


def _often_entered(user) -> list[Register]:
    """Registers the account may enter, those people of its kind enter most days first."""
    known = registers()
    found = [known[name] for name in settings.PORTAL_OFTEN_ENTERED if name in known]
    return [one for one in found if user.can(one.view) and user.can(one.edit)][:MOST_OFTEN]


def _latest_batches(user) -> list[Batch]:
    if not user.can(Permission.IMPORT_RECORDS):
        return []
    return list(Batch.objects.visible_to(user).select_related("file", "created_by")[:5])


def _steps(user) -> list[dict]:
    """The way from entry to figures, with the steps the account may take linked: of Party work or of cadre records."""
    if not user.can(Permission.VIEW_RECORDS):
        return _party_steps(user)
    steps = (
        (
            _("导入"),
            _("上传名册、任免审批表或国家标准工作簿，先预演，再入库。"),
            "cadres:batches",
            Permission.IMPORT_RECORDS,
        ),
        (
            _("核对"),
            _("系统读不准的履历逐行确认，确认后重新导入也不丢。"),
            "cadres:resume-review",
            Permission.EDIT_RECORDS,
        ),
        (_("指标"), _("选定截至日期，看指标；每个数都能点到人、点到依据。"), "figures:board", Permission.VIEW_FIGURES),
    )
    return _linked(user, steps)


def _party_steps(user) -> list[dict]:
    steps = (
        (
            _("登记"),
            _("会议、党员、项目、积分、纠纷，在“台账”里一事一条登记；已有表格的整张导入。"),
            "portal:registers",
            Permission.EDIT_ORGANIZATIONS,
        ),
        (
            _("核对"),
            _("看组织生活日历，哪些该开还没有开；看“提醒”，哪些快到期。"),
            "branches:life",
            Permission.VIEW_ORGANIZATIONS,
        ),
        (_("指标"), _("选定截至日期，看工作指标；每个数都能点到记录、点到依据。"), "figures:records", Permission.VIEW_FIGURES),
    )
    return _linked(user, steps)


def _linked(user, steps) -> list[dict]:
    return [
        {"title": title, "text": text, "href": _route(route) if user.can(right) else ""}
        for title, text, route, right in steps
    ]


def _route(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
