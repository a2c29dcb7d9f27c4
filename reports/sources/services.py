"""Service centres, whom they served and what was brought into them, as figures count them."""

from django.db.models import F, Q, QuerySet

from branches.models import ServiceCentre, ServiceLog, ServiceResource
from reports.records.question import RecordQuestion
from reports.records.source import Source, SourceColumn
from reports.sources.expressions import choices, end_of_month, flag, number, yes_no


def centres(question: RecordQuestion) -> QuerySet:
    """Centres open on the day."""
    complete = Q(has_culture=True, has_health=True, has_care=True)
    return ServiceCentre.objects.as_of(question.as_of).annotate(complete=flag(complete))


def logs(question: RecordQuestion) -> QuerySet:
    """Monthly counts; a month counts from its last day on."""
    return ServiceLog.objects.annotate(month_end=end_of_month(), served=F("culture") + F("health") + F("care"))


def resources(question: RecordQuestion) -> QuerySet:
    """What was brought into centres."""
    return ServiceResource.objects.all()


SOURCES = (
    Source(
        "service_centre",
        "综合服务中心",
        centres,
        "unit",
        (
            yes_no("complete", "三项功能齐全"),
            yes_no("has_culture", "文化娱乐"),
            yes_no("has_health", "医疗卫生"),
            yes_no("has_care", "养老托幼"),
        ),
        shown=(("name", "综合服务中心"), ("area", "面积（㎡）"), ("staff", "人员")),
        register="service-centres",
    ),
    Source(
        "service_log",
        "服务台账",
        logs,
        "centre__unit",
        (
            number("culture", "文化娱乐（人次）"),
            number("health", "医疗卫生（人次）"),
            number("care", "养老托幼（人次）"),
            number("served", "合计（人次）"),
        ),
        day="month_end",
        shown=(("centre__name", "综合服务中心"), ("year", "年度"), ("month", "月份"), ("served", "合计（人次）")),
        register="service-logs",
    ),
    Source(
        "service_resource",
        "整合资源",
        resources,
        "centre__unit",
        (choices(ServiceResource, "kind"), SourceColumn("name", "资源名称", "text"), number("amount", "金额（万元）")),
        day="attached_on",
        shown=(("centre__name", "综合服务中心"), ("kind", "类别"), ("name", "名称"), ("amount", "金额（万元）")),
        register="service-resources",
    ),
)
