"""A register of secondments and one of Party organizations, and workbooks of rows for them."""

import io

import openpyxl
from django.core.exceptions import ValidationError

from branches.models import PartyOrganization
from cadres.models import Secondment
from portal.registers.declaration import Register
from portal.rules.flow import Flow, Step
from portal.rules.roles import Permission


def check_secondment(record, *, by, today):
    """A secondment does not end before it begins."""
    if record.planned_start and record.planned_end and record.planned_end < record.planned_start:
        raise ValidationError({"planned_end": ValidationError("计划结束日期早于计划开始日期", code="order")})


SECONDMENTS = Register(
    name="secondments",
    model=Secondment,
    group="干部",
    purpose="登记挂职。",
    scope="person__unit",
    view=Permission.VIEW_RECORDS,
    edit=Permission.EDIT_RECORDS,
    fields=("person", "direction"),
    columns=("person", "direction"),
    sheet=(
        "person", "direction", "sending_unit", "host_text", "planned_start", "planned_end", "started", "ended",
        "appraisal_text", "state",
    ),
    key=("person", "planned_start"),
    guarded={"appraisal_text": Permission.VIEW_TALKS},
    flow=Flow(
        steps=(
            Step("start", "开始", ("planned",), "running"),
            Step("finish", "结束", ("running",), "finished", right=Permission.APPROVE_RECORDS),
        )
    ),
    check=check_secondment,
)  # fmt: skip
ORGANIZATIONS = Register(
    name="organizations",
    model=PartyOrganization,
    group="党组织",
    purpose="登记党组织。",
    scope="unit",
    view=Permission.VIEW_RECORDS,
    edit=Permission.EDIT_RECORDS,
    fields=("name",),
    columns=("name",),
    sheet=("name", "category", "sector", "unit", "parent", "began", "counts_in_statistics"),
    key=("name", "unit"),
)
REGISTERS = (SECONDMENTS, ORGANIZATIONS)


def workbook(heads, *lines, sheet="表", hints=()) -> bytes:
    """A workbook with a title, hints if any, heads and lines."""
    book = openpyxl.Workbook()
    book.active.title = sheet
    for line in (["标题"], *([hints] if hints else []), heads, *lines):
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
