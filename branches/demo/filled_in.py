"""Quarterly reports of the demo county that were entered by the form, so that the page of the burden has something."""

import datetime

from branches.demo.villages import villages
from branches.models import Initiative, InitiativeReport
from portal.audit import record
from portal.models import AuditEvent
from portal.registers.actions import add_record
from portal.registers.catalogue import register_of
from portal.registers.forms import RecordForm
from portal.registers.new_form import asked_and_known, new_form

ACTION = "demo.reports_filled_in"
_TYPED = {"progress": "季末集中走访，补报本季进展。", "served": "60"}


def load(*, by, today: datetime.date) -> None:
    """The reports of the quarter that were still missing, each as the form asks and fills it in."""
    if AuditEvent.objects.filter(action=ACTION).exists():
        return
    register = register_of(InitiativeReport)
    told = InitiativeReport.objects.filter(year=today.year, quarter=(today.month - 1) // 3 + 1)
    late = Initiative.objects.filter(unit__in=villages()).exclude(pk__in=told.values("initiative")).order_by("pk")
    for initiative in late:
        given = {"initiative": initiative}
        opened = new_form(register, None, today, given, {})
        sent = {name: opened.shown(name) for name in opened.fields} | _TYPED | {"filled": opened.filled()}
        form = RecordForm(sent, register=register, record=register.model(), user=None)
        if not form.is_valid():
            raise ValueError(f"the demo's report of {initiative} is refused: {form.errors}")
        add_record(
            register=register, values=form.values(), by=by, today=today, asked=asked_and_known(form, sent, given)
        )
    record(ACTION, by=by, detail={"reports": len(late)})
