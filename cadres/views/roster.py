"""A roster of the people on screen in the columns chosen; the choice is remembered for the account."""

from django.core.signing import BadSignature
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cadres.exporting.photos import photos_of
from cadres.exporting.roster import PHOTO, write_roster
from cadres.models import Person
from cadres.presenters.roster import COLUMNS, SETS, columns_of, roster_lines
from cadres.queries.people_list import people_list
from cadres.views.people import MOST_EXPORTED
from portal.access import requires
from portal.audit import record
from portal.downloads import XLSX, sent
from portal.rules.roles import Permission
from portal.views.days import as_of_day

OWN = "own"
_YEAR = 365 * 24 * 3600
MOST_PHOTOS = 500
_WORDS = ("set", "columns", "photo")  # words of the address that are not filters


@requires(Permission.EXPORT_RECORDS)
@require_safe
def choose(request):
    """The sets of columns and the free choice, as the account left them."""
    return _choice(request, *_remembered(request))


def _choice(request, chosen: str, keys: set[str], photo: bool, problem: str = ""):
    context = {
        "photo": photo,
        "title": _("导出名册"), "sets": [(name, label) for name, (label, _keys) in SETS.items()], "chosen": chosen,
        "columns": [(column, column.key in keys) for column in COLUMNS], "as_of": as_of_day(request),
        "filters": [(name, value) for name in request.GET if name not in _WORDS for value in request.GET.getlist(name)],
        "query": request.GET.urlencode(), "problem": problem,
    }  # fmt: skip
    return render(request, "cadres/roster.html", context, status=422 if problem else 200)


@requires(Permission.EXPORT_RECORDS)
@require_safe
def export(request):
    """The roster under the filters of the address, ID numbers masked; the export is recorded, the choice kept."""
    day = as_of_day(request)
    chosen, keys = request.GET.get("set", "gbhmc1"), request.GET.getlist("columns")
    photo = request.GET.get("photo") == "1"
    columns = columns_of(chosen, keys, photo=photo)
    if not columns:
        return _choice(request, OWN, set(), photo, _("请至少勾选一列。"))
    listing = people_list(request.user, day)
    try:
        rows = listing.filtered(Person.objects.visible_to(request.user), request.GET)
    except ValueError:
        rows = Person.objects.none()
    found = list(rows.select_related("unit").order_by("unit__path", "pinyin", "pk")[:MOST_EXPORTED])
    if photo and len(found) > MOST_PHOTOS:
        told = {"people": len(found), "most": MOST_PHOTOS}
        problem = _("名单有 %(people)d 人，附照片一次最多 %(most)d 人：请回到名单缩小筛选范围，或不附照片。") % told
        return _choice(request, chosen if chosen in SETS else OWN, set(keys), photo, problem)
    detail = {"people": len(found), "columns": [column.key for column in columns], "as_of": str(day)}
    record("roster.exported", by=request.user, detail=detail)
    label = str(SETS[chosen][0]) if chosen in SETS else _("干部名册")
    content = write_roster(
        columns=columns, lines=roster_lines(found, columns, day), title=label,
        note=_("截至 %(day)s，共 %(people)d 人；%(name)s 导出。") % {"day": day, "people": len(found), "name": request.user},
        second=any(column.group for column in columns), photos=photos_of(one.pk for one in found) if photo else (),
    )  # fmt: skip
    response = sent(content, XLSX, f"{label}-{day}.xlsx")
    _remember(request, response, chosen if chosen in SETS else OWN, keys, photo)
    return response


def _cookie(request) -> str:
    return f"roster_{request.user.pk}"


def _remember(request, response, chosen: str, keys: list[str], photo: bool) -> None:
    """Keeps the choice; choosing a set leaves the own columns as they were."""
    known = {column.key for column in COLUMNS}
    own = [key for key in keys if key in known] if chosen == OWN else sorted(_remembered(request)[1])
    response.set_signed_cookie(
        _cookie(request), ".".join([chosen, *own, *([PHOTO] if photo else [])]), max_age=_YEAR, httponly=True,
        samesite="Lax", secure=request.is_secure(), path="/cadres/",
    )  # fmt: skip


def _remembered(request) -> tuple[str, set[str], bool]:
    """The set, the own columns, and whether pictures are wanted."""
    try:
        chosen, *keys = request.get_signed_cookie(_cookie(request), default="gbhmc1").split(".")
    except BadSignature:
        return "gbhmc1", set(), False
    return chosen, set(keys) - {PHOTO}, PHOTO in keys
