"""Disputes by the day they were found and by the day they were settled, and the change around a campaign."""

import datetime

from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateField,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from branches.models import Dispute, LawCampaign
from reports.records.question import RecordQuestion
from reports.records.source import Source, SourceColumn


def dispute_rows(question: RecordQuestion):
    """Disputes; settled when settled on or before the day."""
    settled = Case(
        When(settled_on__lte=question.as_of, then=Value(True)), default=Value(False), output_field=BooleanField()
    )
    return Dispute.objects.annotate(settled=settled)


def campaign_rows(question: RecordQuestion):
    """Campaigns with the disputes found in their unit in equal windows before and after; dated by the later one's end.

    Before: the days right before the first of the campaign. After: the days right after its last.
    """
    days = int(question.rules["law_campaign_window"]["days"])
    window = Value(datetime.timedelta(days=days))
    rows = LawCampaign.objects.annotate(
        before_from=ExpressionWrapper(F("began_on") - window, output_field=DateField()),
        after_until=ExpressionWrapper(F("ended_on") + window, output_field=DateField()),
    )
    before = Q(found_on__gte=OuterRef("before_from"), found_on__lt=OuterRef("began_on"))
    after = Q(found_on__gt=OuterRef("ended_on"), found_on__lte=OuterRef("after_until"))
    rows = rows.annotate(before=_found(before), after=_found(after))
    return rows.annotate(change=F("after") - F("before"))


def _found(window: Q):
    found = Dispute.objects.filter(window, unit__path__startswith=OuterRef("unit__path")).order_by()
    counted = found.annotate(one=Value(1)).values("one").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


_COLUMNS = (
    SourceColumn("kind", "纠纷类别", values=tuple(Dispute.Kind.choices)),
    SourceColumn("level", "办理层级", values=tuple(Dispute.Level.choices)),
    SourceColumn("settled", "已化解", "flag"),
)
_SHOWN = (("title", "事由"), ("unit__name", "村（社区）"), ("found_on", "排查日期"), ("settled_on", "化解日期"))
FOUND = Source(
    name="dispute", label="矛盾纠纷（按排查日期）", rows=dispute_rows, unit="unit", day="found_on", columns=_COLUMNS,
    shown=_SHOWN, register="disputes",
)  # fmt: skip
SETTLED = Source(
    name="settled_dispute", label="矛盾纠纷（按化解日期）", rows=dispute_rows, unit="unit", day="settled_on",
    columns=_COLUMNS, shown=_SHOWN, register="disputes",
)  # fmt: skip
CAMPAIGN = Source(
    name="law_campaign", label="法治宣传教育月", rows=campaign_rows, unit="unit", day="after_until",
    columns=(
        SourceColumn("before", "活动前纠纷数", "number"),
        SourceColumn("after", "活动后纠纷数", "number"),
        SourceColumn("change", "增减", "number"),
    ),
    shown=(("name", "活动名称"), ("unit__name", "开展单位"), ("before", "活动前纠纷数"), ("after", "活动后纠纷数")),
    register="law-campaigns",
)  # fmt: skip

SOURCES = (FOUND, SETTLED, CAMPAIGN)
