"""The list of civil servants by when they may be promoted, as of a day."""

import datetime

from django.utils.translation import gettext_lazy as _

from cadres.queries.people_list import people_list
from cadres.queries.ranks.standing import Standing
from cadres.rules.ranks.ladder import RANKS, comprehensive
from portal.lists import Filter, Listing

STATES = (
    ("eligible", _("可以晋升")), ("blocked", _("年限已满，受限制")), ("soon", _("半年内年限届满")), ("not_yet", _("年限未满")),
    ("unknown", _("无法判断")), ("none", _("没有可晋升的职级")),
)  # fmt: skip
_SOON_DAYS = 183


def rank_listing(user, as_of: datetime.date, found: dict[int, Standing]) -> Listing:
    """Filters and orders of the page; states and ranks are those of the standings worked out for the day."""
    base = people_list(user, as_of)
    known = {one.name: one for one in base.filters}
    return Listing(
        filters=(
            known["q"],
            known["unit"],
            Filter(
                "rank", _("现职级"),
                lambda rows, code: rows.filter(pk__in=[pk for pk, one in found.items() if held_rank(one) == code]),
                "choice", lambda: list(RANKS),
            ),
            Filter(
                "state", _("情况"),
                lambda rows, state: rows.filter(pk__in=[pk for pk, one in found.items() if in_state(one, state, as_of)]),
                "choice", lambda: list(STATES),
            ),
        ),
        sorts=base.sorts,
    )  # fmt: skip


def held_rank(one: Standing) -> str:
    """The comprehensive rank held, '' for none."""
    return comprehensive(one.candidate.rank.code) if one.candidate.rank else ""


def in_state(one: Standing, state: str, as_of: datetime.date) -> bool:
    """Whether the standing is in the state of the filter."""
    if state == "soon":
        on = one.verdict.eligible_on
        last = as_of + datetime.timedelta(days=_SOON_DAYS)
        return one.verdict.standing == "not_yet" and on is not None and as_of < on.first_day() <= last
    return one.verdict.standing == state
