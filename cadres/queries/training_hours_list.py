"""The page of hours reached: its filters and orders, the totals, and where most people are behind."""

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from cadres.queries.people_list import who_and_where
from portal.lists import Filter, Listing, Sort

REACHED, SHORT, UNKNOWN = "reached", "short", "unknown"
_STATES = {REACHED: Q(compliant=True), SHORT: Q(compliant=False), UNKNOWN: Q(compliant__isnull=True)}
_TIERS = {"upper": Q(upper=True), "lower": Q(upper=False)}


def hours_list(user) -> Listing:
    """Filters and orders over people as `with_hours` gives them; who is furthest behind comes first."""

    def state(rows: QuerySet, text: str) -> QuerySet:
        return rows.filter(_STATES[text]) if text in _STATES else rows.none()

    def tier(rows: QuerySet, text: str) -> QuerySet:
        return rows.filter(_TIERS[text]) if text in _TIERS else rows.none()

    return Listing(
        filters=(
            *who_and_where(user),
            Filter(
                "state", _("达标情况"), state, "choice",
                lambda: [(SHORT, _("未达标")), (UNKNOWN, _("缺学时，不能判定")), (REACHED, _("已达标"))],
            ),
            Filter("tier", _("要求"), tier, "choice", lambda: [("lower", _("按年")), ("upper", _("按5年累计"))]),
        ),
        sorts=(
            Sort("short", _("还差学时"), ("short",), descending=True),
            Sort("name", _("姓名"), ("pinyin",)),
            Sort("unit", _("单位"), (Coalesce("unit__path", Value("")), "pinyin")),
            Sort("reached", _("已有学时"), ("reached",), descending=True),
        ),
    )  # fmt: skip


def hours_totals(people: QuerySet) -> dict[str, int]:
    """How many must, have reached, are behind, and cannot be told."""
    return people.aggregate(
        must=Count("pk"), reached=Count("pk", filter=Q(compliant=True)),
        short=Count("pk", filter=Q(compliant=False)), unknown=Count("pk", filter=Q(compliant__isnull=True)),
    )  # fmt: skip


def units_behind(people: QuerySet, most: int = 15) -> list[dict]:
    """The units with most people behind: `code`, `place`, `must`, `short_people`."""
    return list(
        people.order_by()
        .values(code=F("unit__code"), place=F("unit__name"))
        .annotate(must=Count("pk"), short_people=Count("pk", filter=Q(compliant=False)))
        .filter(short_people__gt=0)
        .order_by("-short_people", "code")[:most]
    )
