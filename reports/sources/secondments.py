"""Secondments and work-alongs as figures count them."""

from django.db.models import QuerySet

from cadres.models import Secondment
from reports.records.question import RecordQuestion
from reports.records.source import Source, SourceColumn


def secondments(question: RecordQuestion) -> QuerySet:
    """Every secondment; it counts by the day on which it really started."""
    return Secondment.objects.all()


SOURCES = (
    Source(
        name="secondment", label="挂职与跟班", rows=secondments, unit="person__unit", day="started",
        person="person_id",
        columns=(
            SourceColumn("direction", "类型", values=tuple(Secondment.Direction.choices)),
            SourceColumn("state", "状态", values=tuple(Secondment.State.choices)),
        ),
        shown=(
            ("person__name", "姓名"), ("person__unit__name", "单位"), ("host_unit__name", "接收单位"),
            ("host_text", "接收单位名称"), ("started", "开始"), ("ended", "结束"),
        ),
        register="secondments",
    ),
)  # fmt: skip
