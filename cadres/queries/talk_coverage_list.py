"""The page of talks: its filters and orders, the totals, and where most people are still to be talked to."""

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from cadres.queries.people_list import who_and_where
from cadres.rules.talks import TalkeeRole
from portal.lists import Choice, Filter, Listing, Sort

_STATES = {"none": Q(talked=False), "some": Q(talked=True, enough=False), "enough": Q(enough=True)}


def coverage_list(user) -> Listing:
    """Filters and orders over people as `people_to_talk_to` gives them; whom nobody has talked to comes first."""

    def state(rows: QuerySet, text: str) -> QuerySet:
        return rows.filter(_STATES[text]) if text in _STATES else rows.none()

    return Listing(
        filters=(
            *who_and_where(user),
            Filter(
                "state", _("谈话情况"), state, "choice",
                lambda: [("none", _("还没有谈")), ("some", _("谈过，次数不够")), ("enough", _("已达到次数"))],
            ),
            Choice("role", _("身份"), "role", TalkeeRole.pairs()),
        ),
        sorts=(
            Sort("held", _("已谈次数"), ("held", Coalesce("unit__path", Value("")), "pinyin")),
            Sort("name", _("姓名"), ("pinyin",)),
            Sort("unit", _("单位"), (Coalesce("unit__path", Value("")), "pinyin")),
        ),
    )  # fmt: skip


def coverage_totals(people: QuerySet) -> dict[str, int]:
    """How many must be talked to, have been, and often enough."""
    return people.aggregate(
        must=Count("pk"), covered=Count("pk", filter=Q(talked=True)), often=Count("pk", filter=Q(enough=True))
    )


def units_waiting(people: QuerySet, most: int = 15) -> list[dict]:
    """The units with most people nobody has talked to: `code`, `place`, `must`, `waiting`."""
    return list(
        people.order_by()
        .values(code=F("unit__code"), place=F("unit__name"))
        .annotate(must=Count("pk"), waiting=Count("pk", filter=Q(talked=False)))
        .filter(waiting__gt=0)
        .order_by("-waiting", "code")[:most]
    )
