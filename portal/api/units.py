"""Units over REST: the tree as it was on a day, and one unit with its history."""

import datetime

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.response import Response

from portal.api import shapes
from portal.api.endpoint import Endpoint
from portal.api.fields import Day, Text
from portal.api.paging import COUNT, PAGING, keyset_page
from portal.models import Unit, UnitSpan
from portal.models.units import UnitQuota
from portal.rules.roles import Permission
from portal.rules.unit_kinds import UnitKind

_COLUMNS = (
    "unit__code", "name", "short_name", "kind", "parent__code", "township__code", "began", "ended", "unit__path",
)  # fmt: skip
_UNIT = shapes.record(
    code=shapes.TEXT,
    name=shapes.TEXT,
    short_name=shapes.TEXT,
    kind=shapes.TEXT,
    kind_name=shapes.TEXT,
    parent=shapes.maybe(shapes.TEXT),
    township=shapes.maybe(shapes.TEXT),
    began=shapes.maybe(shapes.TEXT),
    ended=shapes.maybe(shapes.TEXT),
)
_QUOTAS = [
    field.name
    for field in UnitQuota._meta.concrete_fields
    if field.get_internal_type() == "PositiveIntegerField" and not field.is_relation
]


def day_of(query: dict) -> datetime.date:
    """The day asked for, today when none was."""
    return query["as_of"] or timezone.localdate()


class Units(Endpoint):
    """The units of the account's scope on a day, each after the unit above it."""

    required_permission = Permission.VIEW_RECORDS
    parameters = (
        Day("as_of", _("基准日，默认今天")),
        Text("under", _("只列此机构及其下级"), longest=68),
        *PAGING,
        COUNT,
    )
    says = {"GET": _("机构树：按层级顺序列出，上级在前。")}
    answers = {"GET": shapes.page(_UNIT)}

    def get(self, request):
        units = Unit.objects.visible_to(request.user)
        if self.query["under"]:
            units = units.under(get_object_or_404(units, code=self.query["under"]))
        spans = UnitSpan.objects.as_of(day_of(self.query)).filter(unit__in=units)
        return Response(keyset_page(self, spans, keys=("unit__path",), kind="units", columns=_COLUMNS, shape=_span))


class OneUnit(Endpoint):
    """One unit: what it was on the day, everything it ever was, and its approved numbers."""

    required_permission = Permission.VIEW_RECORDS
    parameters = (Day("as_of", _("基准日，默认今天")),)
    says = {"GET": _("一个机构：当日情况、沿革、编制职数。")}
    answers = {"GET": shapes.record(code=shapes.TEXT, on_day=shapes.maybe(_UNIT), history=shapes.many(_UNIT),
                                    quota=shapes.maybe(shapes.ANYTHING))}  # fmt: skip

    def get(self, request, code: str):
        unit = get_object_or_404(Unit.objects.visible_to(request.user), code=code)
        day = day_of(self.query)
        history = list(unit.spans.order_by("-began").values(*_COLUMNS))
        on_day = unit.spans.as_of(day).values(*_COLUMNS).first()
        quota = unit.quotas.as_of(day).order_by("-began").values("began", "ended", "document_number", *_QUOTAS).first()
        return Response(
            {
                "code": unit.code,
                "on_day": on_day and _span(on_day),
                "history": [_span(span) for span in history],
                "quota": quota,
            }
        )


def _span(row: dict) -> dict:
    return {
        "code": row["unit__code"],
        "name": row["name"],
        "short_name": row["short_name"],
        "kind": row["kind"],
        "kind_name": UnitKind(row["kind"]).label,
        "parent": row["parent__code"],
        "township": row["township__code"],
        "began": row["began"],
        "ended": row["ended"],
    }
