"""The list of people as its page declares it: filters as of a day, facets, orders, and the posts held that day."""

import datetime
from collections import defaultdict

from django.db.models import IntegerField, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from cadres.models import Appointment
from cadres.queries.people import search, team_members, under_unit
from portal.lists import Choice, Filter, Listing, Sort
from portal.models import Unit
from portal.queries.codes import code_names
from portal.rules.dates import PartialDate

_OLDEST = 120


def people_list(user, as_of: datetime.date) -> Listing:
    """Filters and orders of the page of people; ages and team membership are those of the day."""

    def names(table):
        return lambda: list(code_names().get(table, {}).items())

    return Listing(
        filters=(
            *who_and_where(user),
            Choice("sex", _("性别"), "sex", names("GB2261"), facet=True),
            Choice("political_status", _("政治面貌"), "political_status", names("GB4762"), facet=True),
            Filter("age_from", _("年龄自"), lambda rows, text: rows.filter(born__lt=_month_after_birth(as_of, text))),
            Filter("age_to", _("年龄至"), lambda rows, text: rows.filter(born__gte=_month_after_birth(as_of, text, 1))),
            Filter(
                "team", _("班子成员"), lambda rows, text: _by_team(rows, text, as_of), "choice",
                lambda: [("1", _("是")), ("0", _("否"))],
            ),
            Choice("rank", _("职级"), "rank", names("ZB148")),
            Choice("status", _("管理状态"), "status", names("ZB126"), facet=True),
        ),
        sorts=(
            Sort("name", _("姓名"), ("pinyin",)),
            Sort("born", _("出生年月"), (Coalesce("born", Value(0), output_field=IntegerField()),)),
            Sort("unit", _("单位"), (Coalesce("unit__path", Value("")), "pinyin")),
        ),
    )  # fmt: skip


def who_and_where(user) -> tuple[Filter, Filter]:
    """The two filters every list of people begins with: by name, and by unit with everything below it."""

    def by_unit(rows: QuerySet, text: str) -> QuerySet:
        visible = Unit.objects.visible_to(user)
        unit = visible.filter(code=text).first() or visible.filter(name=text).first()
        unit = unit or visible.filter(Q(name__contains=text) | Q(short_name__contains=text)).order_by("path").first()
        return under_unit(rows, unit) if unit else rows.none()

    return (
        Filter(
            "q", _("姓名"), lambda rows, text: search(rows, text, user), "search",
            placeholder=_("姓名、拼音或首字母，按 / 直达"),
        ),
        Filter("unit", _("单位及下属"), by_unit, placeholder=_("名称或编码")),
    )  # fmt: skip


def posts_on(people: list[int], day: datetime.date) -> dict[int, list[Appointment]]:
    """Posts the people hold on the day, the main one first, in one query."""
    held: dict[int, list[Appointment]] = defaultdict(list)
    for post in Appointment.objects.as_of(day).filter(person__in=people).order_by("-is_primary", "post_order", "began"):
        held[post.person_id].append(post)
    return held


def _month_after_birth(as_of: datetime.date, text: str, more: int = 0) -> PartialDate:
    """The month after the birth of somebody who turns the age (and `more` years) in the month of the day."""
    years = int(text) + more
    if not 0 <= years <= _OLDEST:
        raise ValueError(text)
    year, month = as_of.year - years, as_of.month + 1
    return PartialDate(year + month // 13, (month - 1) % 12 + 1)


def _by_team(rows: QuerySet, text: str, as_of: datetime.date) -> QuerySet:
    members = team_members(rows, as_of)
    return members if text == "1" else rows.exclude(pk__in=members.values("pk"))
