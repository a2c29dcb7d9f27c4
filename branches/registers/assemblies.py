"""Registers of how villages decide: assemblies, decisions with their six steps, disclosures."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.models import DecisionItem, Disclosure, VillageAssembly
from branches.registers.ledger import all_of, as_last_time, in_a_village, in_order, ledger, own_village
from branches.rules.assemblies import DECISION_STEPS, is_complete
from portal.lists import Sort
from portal.registers.declaration import Column

GROUP = gettext_lazy("民主决策")


def check_of_village(item, *, by, today) -> None:
    """A decision is taken by an assembly of its own village."""
    if item.assembly_id and item.assembly.unit_id != item.unit_id:
        raise ValidationError({"assembly": _("所选会议不是本村召开的。")})


def not_ahead(*names: str):
    """A check that none of the days lies in the future."""

    def check(record, *, by, today):
        for name in names:
            day = getattr(record, name)
            if day and day > today:
                label = record._meta.get_field(name).verbose_name
                raise ValidationError({name: _("%(label)s不能晚于今天。") % {"label": label}})

    return check


def steps_text(item: DecisionItem) -> str:
    """How many of the six steps are done, and whether they followed one another."""
    days = [getattr(item, name) for name in DECISION_STEPS]
    done = [day for day in days if day]
    if is_complete(days, max(done)):
        return _("六步齐全")
    return _("%(done)d/6，次序有误") % {"done": len(done)} if done != sorted(done) else f"{len(done)}/6"


def from_assembly(user, today, values) -> dict:
    """The village and day of the assembly that decides."""
    assembly = values.get("assembly")
    if assembly is None:
        return own_village(user, today, values)
    return {"unit": assembly.unit, "resolved_on": assembly.held_on}


ASSEMBLIES = ledger(
    "village-assemblies", VillageAssembly, GROUP,
    gettext_lazy("登记村民会议和村民代表会议；到会人数达到法定人数的村民代表会议计入应召开次数。"),
    fields=("unit", ("kind", "held_on"), "topic", ("chair", "recorder"), ("expected", "present"), "minutes"),
    columns=("topic", "unit", "kind", "held_on", "expected", "present"),
    filters=("kind", "unit"), search=("topic", "unit__name"),
    sorts=(Sort("held_on", gettext_lazy("召开日期"), ("held_on",), descending=True),),
    owners=("unit",), key=("unit", "kind", "held_on"),
    sheet=("unit", "kind", "held_on", "topic", "chair", "recorder", "expected", "present"),
    check=all_of(in_a_village, in_order("held_on")),
    prefill=as_last_time(VillageAssembly, "kind", "chair", "recorder", "expected"),
)  # fmt: skip

DECISIONS = ledger(
    "decision-items", DecisionItem, GROUP,
    gettext_lazy("登记每一项民主决策事项“四议两公开”六个步骤的日期；六步齐全、次序正确的计入规范决策。"),
    fields=(
        ("unit", "assembly"), "title", ("proposed_on", "consulted_on", "party_reviewed_on"),
        ("resolved_on", "resolution_published_on", "result_published_on"), ("in_favour", "against", "abstained"), "note",
    ),
    columns=(
        "title", "unit", "proposed_on", "resolved_on", "result_published_on",
        Column("steps", gettext_lazy("四议两公开"), steps_text),
    ),
    filters=("unit",), search=("title", "unit__name"),
    sorts=(Sort("proposed_on", gettext_lazy("提议日期"), ("proposed_on",), descending=True),),
    owners=("assembly", "unit"), within={"assembly": "unit"}, key=("unit", "title", "proposed_on"),
    sheet=(
        "unit", "title", "proposed_on", "consulted_on", "party_reviewed_on", "resolved_on", "resolution_published_on",
        "result_published_on", "in_favour", "against", "abstained", "note",
    ),
    check=all_of(in_a_village, check_of_village, not_ahead(*DECISION_STEPS)), prefill=from_assembly,
)  # fmt: skip

DISCLOSURES = ledger(
    "disclosures", Disclosure, GROUP, gettext_lazy("登记应公开的村务事项和实际公开日期；在应公开日期当天或之前公开的为按时。"),
    fields=("unit", ("subject", "title"), ("due_on", "published_on"), ("medium", "objections")),
    columns=("title", "unit", "subject", "due_on", "published_on", "medium"),
    filters=("subject", "unit"), search=("title", "unit__name"),
    sorts=(Sort("due_on", gettext_lazy("应公开日期"), ("due_on",), descending=True),),
    owners=("unit",), key=("unit", "subject", "title", "due_on"),
    sheet=("unit", "subject", "title", "due_on", "published_on", "medium", "objections"),
    check=all_of(in_a_village, not_ahead("published_on")), prefill=as_last_time(Disclosure, "subject", "medium"),
)  # fmt: skip

REGISTERS = (ASSEMBLIES, DECISIONS, DISCLOSURES)
