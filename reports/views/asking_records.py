"""The question a page asks of the figures over records, out of its address."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.models import Unit
from portal.registers.catalogue import registers
from portal.rules.roles import Permission
from portal.rules.unit_kinds import TOWNSHIP_ORGANS, UnitKind
from reports.problems import FigureProblem
from reports.records.asking import ask_records
from reports.records.definition import RecordIndicator, record_indicators
from reports.records.question import RecordQuestion
from reports.records.source import Source
from reports.views.asking import places_of, read_day, read_moment

_VILLAGES = (UnitKind.VILLAGE, UnitKind.COMMUNITY)


@dataclass(frozen=True)
class RecordsAsked:
    """What the address asks; `places` are the units to choose from."""

    question: RecordQuestion
    known_at: datetime.datetime | None
    places: list[Unit]

    @property
    def unit(self) -> Unit:
        """The unit asked about."""
        return self.question.unit

    @property
    def words(self) -> dict:
        """The question as words of an address."""
        words = {"unit": self.unit.code, "as_of": str(self.question.as_of), "since": str(self.question.since)}
        return words | ({"known_at": self.known_at.isoformat()} if self.known_at else {})

    @property
    def query(self) -> str:
        """The question as the query of an address, without the question mark."""
        return urlencode(self.words)


def answers_problems(view):
    """View that answers a question that cannot be asked with a page that says why (400)."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except FigureProblem as problem:
            return render(request, "reports/records.html", {"title": _("工作指标"), "problem": str(problem)}, status=400)

    return answered


def asked_records(request) -> RecordsAsked:
    """The question of the address; 404 for a unit outside the scope, 403 without any; raises FigureProblem."""
    tops = request.user.scope_units()
    if not tops:
        raise PermissionDenied(_("您的账号没有管理范围，请联系安全管理员授权。"))
    visible = Unit.objects.visible_to(request.user)
    code = request.GET.get("unit", "").replace("\0", "")
    unit = get_object_or_404(visible, code=code) if code else tops[0]
    day = read_day(request.GET.get("as_of", "")) or timezone.localdate()
    since = read_day(request.GET.get("since", ""))
    places = {one.pk: one for one in places_of(visible, tops)}
    township = unit if unit.kind in TOWNSHIP_ORGANS else unit.township
    if township is not None:
        below = visible.filter(township=township, kind__in=_VILLAGES).order_by("position", "path")
        places |= {one.pk: one for one in below}
    places.setdefault(unit.pk, unit)
    question = ask_records(unit=unit, as_of=day, since=min(since, day) if since else None)
    return RecordsAsked(question, read_moment(request.GET.get("known_at", "")), list(places.values()))


def one_record_indicator(identity: str) -> RecordIndicator:
    """The figure of the address, or 404."""
    try:
        return record_indicators()[identity]
    except KeyError:
        raise Http404 from None


def right_of(source: Source) -> Permission:
    """The right to see a source's rows: its register's, else its own."""
    return registers()[source.register].view if source.register in registers() else source.right


def opener(user) -> Callable[[Source], bool]:
    """Whether the account may open the records of a source."""
    return lambda source: user.can(right_of(source))


def place_of(request) -> Unit | None:
    """The place the address narrows to, inside the user's scope; None for all."""
    code = request.GET.get("place", "").replace("\0", "")
    return get_object_or_404(Unit.objects.visible_to(request.user), code=code) if code else None
