"""Registers of venues, the projects that build them, their money and their equipment."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.models import ActivityVenue, FundAllocation, VenueEquipment, VenueProject
from branches.registers.ledger import all_of, as_last_time, in_order, ledger, own_village
from portal.lists import Sort
from portal.rules.flow import Flow, Step
from portal.rules.roles import Permission

GROUP = "阵地和经费"
_FUNDED = ("funded", "building", "accepted", "operating")


def allocated(project: VenueProject, *, without: int | None = None) -> Decimal:
    """The money of all sources of a project, in 万元."""
    rows = project.allocations.exclude(pk=without) if without else project.allocations
    return rows.aggregate(total=Sum("amount"))["total"] or Decimal(0)


def _difference(total: Decimal, given: Decimal) -> dict:
    return {"total": f"{total.normalize():f}", "given": f"{given.normalize():f}"}


def _is_funded(project, *, by=None, today=None) -> None:
    given = allocated(project)
    if given != project.total:
        raise ValidationError(
            _("各项资金合计 %(given)s 万元，与总投资 %(total)s 万元不一致，请先补齐或更正资金来源。")
            % _difference(project.total, given),
            code="sums_differ",
        )


def _total_stays(project, *, by, today) -> None:
    if project.pk and project.state in _FUNDED:
        _is_funded(project)


def _within_total(allocation, *, by, today) -> None:
    project = allocation.project
    given = allocated(project, without=allocation.pk) + allocation.amount
    if given > project.total:
        raise ValidationError(
            {
                "amount": _("各项资金合计将为 %(given)s 万元，超过总投资 %(total)s 万元。")
                % _difference(project.total, given)
            }
        )
    if allocation.paid > allocation.amount:
        raise ValidationError({"paid": _("已支付金额不能超过安排金额。")})


def _still_complete(allocation, *, by) -> None:
    if allocation.project.state in _FUNDED:
        _is_funded(allocation.project)


_STEPS = Flow(
    steps=(
        Step(
            "approve", gettext_lazy("批准"), ("proposed",), "approved", ("approved_on", "approval_number"),
            right=Permission.APPROVE_RECORDS, second_person=True,
        ),
        Step("fund", gettext_lazy("落实资金"), ("approved",), "funded", ("funded_on",), requires=_is_funded),
        Step("start", gettext_lazy("开工"), ("funded",), "building", ("started_on",)),
        Step(
            "accept", gettext_lazy("验收"), ("building",), "accepted", ("accepted_on",),
            right=Permission.APPROVE_RECORDS, second_person=True,
        ),
        Step("operate", gettext_lazy("投入运行"), ("accepted",), "operating", ("operating_on", "venue")),
    )
)  # fmt: skip

REGISTERS = (
    ledger(
        "venues",
        ActivityVenue,
        GROUP,
        "登记村（社区）党组织活动场所的面积和功能，用于核对是否达标。",
        fields=(
            "unit", "name", ("main_area", "hall_area"), ("room_area", "square_area"),
            ("holds_meetings", "holds_training"), ("gives_service", "holds_culture"), ("began", "ended"), "note",
        ),
        columns=("name", "unit", "main_area", "hall_area", "room_area", "square_area"),
        filters=("unit", "holds_meetings", "holds_training", "gives_service", "holds_culture"),
        search=("name", "unit__name"),
        sorts=(Sort("name", gettext_lazy("阵地名称"), ("name",)),),
        sheet=(
            "unit", "name", "main_area", "hall_area", "room_area", "square_area",
            "holds_meetings", "holds_training", "gives_service", "holds_culture", "began",
        ),
        key=("unit", "name"),
        prefill=own_village,
    ),
    ledger(
        "venue-projects",
        VenueProject,
        GROUP,
        "登记阵地新建、改扩建和维修项目，从立项、批准、资金、建设、验收到运行逐步办理。",
        fields=("unit", "name", ("kind", "total"), ("proposed_on", "due_on"), "venue", "note"),
        columns=("name", "unit", "kind", "total", "state", "due_on", "accepted_on"),
        filters=("unit", "kind"),
        search=("name", "unit__name", "approval_number"),
        sorts=(Sort("proposed", gettext_lazy("立项日期"), ("proposed_on",), descending=True),),
        owners=("venue",),
        within={"venue": "unit"},
        flow=_STEPS,
        sheet=("unit", "name", "kind", "total", "proposed_on", "due_on"),
        key=("unit", "name"),
        check=all_of(
            in_order("proposed_on", "approved_on", "funded_on", "started_on", "accepted_on", "operating_on"),
            _total_stays,
        ),
        prefill=own_village,
    ),
    ledger(
        "fund-allocations",
        FundAllocation,
        GROUP,
        "登记阵地项目的每一笔资金来源、下达和支付；各项合计须等于项目总投资。",
        place="project__unit",
        fields=("project", ("source", "amount"), ("allocated_on", "document_number"), ("paid", "paid_on")),
        columns=("project", "project__unit", "source", "amount", "allocated_on", "paid", "paid_on"),
        filters=("source",),
        search=("project__name", "project__unit__name", "document_number"),
        sorts=(Sort("allocated", gettext_lazy("下达日期"), ("allocated_on",), descending=True),),
        owners=("project",),
        sheet=("project", "source", "amount", "allocated_on", "document_number", "paid", "paid_on"),
        key=("project", "source", "document_number"),
        check=all_of(in_order("allocated_on", "paid_on"), _within_total),
        settle=_still_complete,
    ),
    ledger(
        "venue-equipment",
        VenueEquipment,
        GROUP,
        "登记为活动场所配备的设施设备，用于统计件数和价值。",
        fields=("unit", "venue", "name", ("kind", "provided_on"), ("quantity", "value"), "note"),
        columns=("name", "unit", "kind", "quantity", "value", "provided_on"),
        filters=("unit", "kind"),
        search=("name", "unit__name"),
        sorts=(Sort("provided", gettext_lazy("配备日期"), ("provided_on",), descending=True),),
        owners=("venue",),
        within={"venue": "unit"},
        sheet=("unit", "name", "kind", "quantity", "value", "provided_on"),
        key=("unit", "name", "provided_on"),
        check=in_order("provided_on"),
        prefill=as_last_time(VenueEquipment, "venue", "kind", "provided_on"),
    ),
)
