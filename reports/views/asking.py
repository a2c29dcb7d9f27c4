"""The question a page asks of the figures, out of its address: where, whom, on which day, as known when."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from cadres.models import TurnoverRound
from portal.models import Unit
from reports.figures import POPULATIONS, Indicator, indicators, latest_round

TOWNSHIP_KINDS = ("town", "township", "street")


@dataclass(frozen=True)
class Asked:
    """What the address asks; `as_of` is the round's own day for a slate."""

    unit: Unit
    population: str
    as_of: datetime.date
    round: TurnoverRound | None
    known_at: datetime.datetime | None
    places: list[Unit]
    rounds: list[TurnoverRound]

    @property
    def arguments(self) -> dict:
        """The arguments every figures query takes."""
        return {
            "population": self.population, "as_of": self.as_of, "unit": self.unit, "known_at": self.known_at,
            "round": self.round if self.population == "slate" else None,
        }  # fmt: skip

    @property
    def words(self) -> dict:
        """The question as words of an address."""
        words = {"as_of": self.as_of.isoformat(), "unit": self.unit.code, "population": self.population}
        if self.population == "slate":
            words["round"] = str(self.round.pk)
        if self.known_at:
            words["known_at"] = self.known_at.isoformat()
        return words

    @property
    def query(self) -> str:
        """The question as the query of an address, without the question mark."""
        return urlencode(self.words)

    @property
    def whom(self) -> str:
        """The population in words."""
        return self.round.name + _("当选人选") if self.population == "slate" else _("在任乡镇领导班子成员")


def asked(request) -> Asked:
    """The question of the address; 404 for a unit outside the user's scope, 403 for an account without any."""
    today = timezone.localdate()
    tops = request.user.scope_units()
    if not tops:
        raise PermissionDenied(_("您的账号没有管理范围，请联系安全管理员授权。"))
    visible = Unit.objects.visible_to(request.user)
    code = request.GET.get("unit", "").replace("\0", "")
    unit = get_object_or_404(visible, code=code) if code else tops[0]
    rounds = list(TurnoverRound.objects.order_by("-as_of", "-pk")[:20])
    latest = latest_round(today)
    population = request.GET.get("population", "team")
    chosen = _round(request.GET.get("round", ""), rounds) or latest or (rounds[0] if rounds else None)
    if population not in POPULATIONS or (population == "slate" and chosen is None):
        population = "team"
    day = read_day(request.GET.get("as_of", "")) or (latest.as_of if latest else today)
    if population == "slate":
        day = chosen.as_of
    return Asked(
        unit, population, day, chosen, read_moment(request.GET.get("known_at", "")), places_of(visible, tops), rounds
    )


def one_indicator(identity: str) -> Indicator:
    """The indicator of the address, or 404."""
    try:
        return indicators()[identity]
    except KeyError:
        raise Http404 from None


def township_of(request) -> Unit | None:
    """The township the address narrows to, inside the user's scope; None for all."""
    code = request.GET.get("township", "").replace("\0", "")
    return get_object_or_404(Unit.objects.visible_to(request.user), code=code) if code else None


def places_of(visible, tops) -> list[Unit]:
    """What the user may choose: the topmost units of the scope, then the townships in them."""
    townships = visible.filter(kind__in=TOWNSHIP_KINDS).exclude(parent__kind__in=TOWNSHIP_KINDS)  # not their organs
    townships = townships.order_by("position", "path")
    return list({unit.pk: unit for unit in (*tops, *townships)}.values())


def _round(text: str, rounds: list[TurnoverRound]) -> TurnoverRound | None:
    return next((one for one in rounds if str(one.pk) == text), None)


def read_day(text: str) -> datetime.date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def read_moment(text: str) -> datetime.datetime | None:
    """A moment, or the end of a day; None for what cannot be read."""
    try:
        moment = parse_datetime(text.replace(" ", "+")) if "T" in text else None
        day = None if moment else parse_date(text)
    except ValueError:
        return None
    if day:
        moment = datetime.datetime.combine(day, datetime.time.max)
    if moment is None:
        return None
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
