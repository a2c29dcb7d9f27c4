"""Registers of service centres, whom they served, and what was brought together in them."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.models import ServiceCentre, ServiceLog, ServiceResource
from branches.registers.ledger import as_last_time, in_a_village, in_order, ledger, own_village
from portal.lists import Sort

GROUP = "党建+公共服务"


def _month_begun(log, *, by, today) -> None:
    if (log.year, log.month) > (today.year, today.month):
        raise ValidationError({"month": _("这个月还没有开始。")})


def _last_month(user, today, values: dict) -> dict:
    year, month = (today.year, today.month - 1) if today.month > 1 else (today.year - 1, 12)
    return {"year": year, "month": month}


REGISTERS = (
    ledger(
        "service-centres",
        ServiceCentre,
        GROUP,
        "登记村（社区）综合服务中心和它具备的功能：文化娱乐、医疗卫生、养老托幼。",
        fields=(
            "unit", "name", ("has_culture", "has_health", "has_care"), ("area", "staff"), "hours",
            ("began", "ended"), "note",
        ),
        columns=("name", "unit", "has_culture", "has_health", "has_care", "area", "staff"),
        filters=("unit", "has_culture", "has_health", "has_care"),
        search=("name", "unit__name"),
        sorts=(Sort("name", gettext_lazy("中心名称"), ("name",)),),
        sheet=("unit", "name", "has_culture", "has_health", "has_care", "area", "staff", "hours", "began", "ended"),
        key=("unit", "name"),
        check=in_a_village,
        prefill=own_village,
    ),
    ledger(
        "service-logs",
        ServiceLog,
        GROUP,
        "每月填报一次综合服务中心的服务人次。",
        place="centre__unit",
        fields=("centre", ("year", "month"), ("culture", "health"), ("care", "errands")),
        columns=("centre", "centre__unit", "year", "month", "culture", "health", "care", "errands"),
        filters=("year", "month"),
        search=("centre__name", "centre__unit__name"),
        sorts=(Sort("month", gettext_lazy("月份"), ("year", "month"), descending=True),),
        owners=("centre",),
        sheet=("centre", "year", "month", "culture", "health", "care", "errands"),
        key=("centre", "year", "month"),
        check=_month_begun,
        prefill=_last_month,
    ),
    ledger(
        "service-resources",
        ServiceResource,
        GROUP,
        "登记整合到综合服务中心的部门、项目和资金。",
        place="centre__unit",
        fields=("centre", ("kind", "name"), ("amount", "attached_on")),
        columns=("name", "centre__unit", "centre", "kind", "amount", "attached_on"),
        filters=("kind",),
        search=("name", "centre__name", "centre__unit__name"),
        sorts=(Sort("attached", gettext_lazy("整合日期"), ("attached_on",), descending=True),),
        owners=("centre",),
        sheet=("centre", "kind", "name", "amount", "attached_on"),
        key=("centre", "kind", "name"),
        check=in_order("attached_on"),
        prefill=as_last_time(ServiceResource, "kind", "attached_on", place="centre"),
    ),
)  # fmt: skip
