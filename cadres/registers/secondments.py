"""The register of secondments and work-alongs."""

import datetime

from django.core.exceptions import ValidationError
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadres.models import Secondment
from portal.lists import Sort
from portal.registers.declaration import Column, Register
from portal.rules.roles import Permission

# Neither a day nor a plan: at the end of the list.
_BEGINS = Coalesce("started", "planned_start", Value(datetime.date(1949, 10, 1)))


def check_secondment(one: Secondment, *, by, today) -> None:
    """Nothing really began or ended after today; nobody is at two places of the same kind at once."""
    problems = {}
    if one.started and one.started > today:
        problems["started"] = _("实际开始日期不能晚于今天；还没有开始的请填计划开始日期。")
    if one.ended and one.ended > today:
        problems["ended"] = _("实际结束日期不能晚于今天；还没有结束的请填计划结束日期。")
    if one.sending_unit_id and one.sending_unit_id == one.host_unit_id:
        problems["host_unit"] = _("接收单位不能就是派出单位。")
    if one.started and not problems:
        others = Secondment.objects.filter(person=one.person_id, direction=one.direction, started__isnull=False)
        others = others.filter(Q(ended__isnull=True) | Q(ended__gte=one.started)).exclude(pk=one.pk)
        if one.ended:
            others = others.filter(started__lte=one.ended)
        if (other := others.select_related("host_unit").first()) is not None:
            problems["started"] = _("与在“%(host)s”的一段时间重叠。") % {"host": other.host}
    if problems:
        raise ValidationError(problems)


def pre_filled(_user, _today, values) -> dict:
    """The unit the person works in as the sending one."""
    person = values.get("person")
    if values.get("sending_unit") or person is None or person.unit_id is None:
        return {}
    return {"sending_unit": person.unit}


SECONDMENTS = Register(
    name="secondments", model=Secondment, group=gettext_lazy("干部教育"), scope="person__unit",
    view=Permission.VIEW_RECORDS, edit=Permission.EDIT_RECORDS,
    purpose=gettext_lazy("登记上派、下挂和跟班学习：去哪里、起止日期、鉴定；期满前提醒。人事关系仍在派出单位。"),
    fields=(
        "person", ("direction", "state"), ("sending_unit", "sending_text"), ("host_unit", "host_text"),
        ("post", "mentor"), "task", "document_number", ("planned_start", "planned_end"), ("started", "ended"),
        "appraisal", "appraisal_text",
    ),
    columns=(
        "person__name", "person__unit", "direction", Column("host", gettext_lazy("接收单位"), lambda one: one.host, ("host_unit",)),
        "post", "started", "planned_end", "ended", "state",
    ),
    filters=("direction", "state", "appraisal", "host_unit", "person__unit"),
    search=("person__name", "person__pinyin", "host_text", "host_unit__name", "post"),
    sorts=(
        Sort("started", gettext_lazy("开始日期"), (_BEGINS,), descending=True),
        Sort("name", gettext_lazy("姓名"), ("person__pinyin",)),
    ),
    owners=("person", "host_unit"),
    sheet=(
        "person", "direction", "state", "sending_unit", "sending_text", "host_unit", "host_text", "post", "mentor",
        "task", "document_number", "planned_start", "planned_end", "started", "ended", "appraisal", "appraisal_text",
    ),
    key=("person", "direction", "started"), check=check_secondment, prefill=pre_filled,
)  # fmt: skip

REGISTERS = (SECONDMENTS,)
