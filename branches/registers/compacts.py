"""Register of village compacts: from the draft to the day it holds."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.actions.governance import replace_earlier_compacts
from branches.models import VillageCompact
from branches.registers.ledger import all_of, in_a_village, in_order, ledger, own_village
from branches.rules.assemblies import is_quorate
from portal.lists import Sort
from portal.queries.rules import rule_value
from portal.rules.flow import Flow, Step
from portal.rules.roles import Permission

GROUP = gettext_lazy("乡村治理")
State = VillageCompact.State


def check_vote(compact, *, by, today) -> None:
    """More than half of those present were in favour (村民委员会组织法 (2018) Art. 22), and enough were present."""
    if None in (compact.expected, compact.present, compact.in_favour):
        return
    shares, setting = rule_value("village_assembly_quorum", compact.voted_on or today)
    if not is_quorate(compact.present, compact.expected, shares[compact.assembly_kind]):
        raise ValidationError(
            {"present": _("到会人数未达到法定人数，表决无效（依据：%(source)s）。") % {"source": setting.source}}
        )
    if not is_quorate(compact.in_favour, compact.present, "over_half"):
        raise ValidationError({"in_favour": _("赞成票未超过到会人数的一半，未表决通过。")})


def follow_days(compact, *, by, today) -> None:
    """A compact entered with its days, as from an old file, stands where the last of them puts it."""
    if compact.pk is not None:
        return
    reached = (
        ("in_force_from", State.PUBLISHED), ("filed_on", State.FILED), ("voted_on", State.VOTED),
        ("examined_on", State.EXAMINED), ("consulted_on", State.CONSULTED),
    )  # fmt: skip
    compact.state = next((state for column, state in reached if getattr(compact, column)), State.DRAFTED)


def next_version(user, today, values) -> dict:
    """The village's next version and its usual name."""
    known = own_village(user, today, values)
    unit = values.get("unit") or known.get("unit")
    if unit is None:
        return known
    last = VillageCompact.objects.filter(unit=unit).order_by("-version").first()
    title = last.title if last else _("%(unit)s村规民约") % {"unit": unit.short_name or unit.name}
    return known | {"version": last.version + 1 if last else 1, "title": title, "drafted_on": today}


COMPACTS = ledger(
    "village-compacts", VillageCompact, GROUP,
    gettext_lazy("登记村规民约每一版的起草、征求意见、审核、表决、备案和公示；已备案并在施行期内的村计入“建立健全村规民约”。"),
    fields=(
        "unit", ("version", "title"), ("drafted_on", "consulted_on", "examined_on"),
        ("assembly_kind", "voted_on"), ("expected", "present", "in_favour"),
        ("filed_on", "filing_number"), ("published_on", "in_force_from"), ("review_due", "replaced_on"),
    ),
    later=(
        "consulted_on", "examined_on", "assembly_kind", "voted_on", "expected", "present", "in_favour", "filed_on",
        "filing_number", "published_on", "in_force_from", "review_due", "replaced_on",
    ),
    columns=("title", "unit", "version", "state", "voted_on", "filed_on", "in_force_from", "replaced_on"),
    filters=("state", "unit"), search=("title", "unit__name", "filing_number"),
    sorts=(
        Sort("drafted_on", gettext_lazy("起草日期"), ("drafted_on",), descending=True),
        Sort("unit", gettext_lazy("村（社区）"), ("unit__path",)),
    ),
    owners=("unit",), key=("unit", "version"),
    sheet=(
        "unit", "version", "title", "drafted_on", "consulted_on", "examined_on", "assembly_kind", "voted_on",
        "expected", "present", "in_favour", "filed_on", "filing_number", "published_on", "in_force_from", "replaced_on",
        "review_due",
    ),
    flow=Flow(
        (
            Step("consult", gettext_lazy("征求意见"), (State.DRAFTED,), State.CONSULTED, ("consulted_on",)),
            Step(
                "examine", gettext_lazy("乡镇审核"), (State.CONSULTED,), State.EXAMINED, ("examined_on",),
                right=Permission.APPROVE_RECORDS, second_person=True,
            ),
            Step(
                "vote", gettext_lazy("表决通过"), (State.EXAMINED,), State.VOTED,
                ("assembly_kind", "voted_on", "expected", "present", "in_favour"),
            ),
            Step(
                "file", gettext_lazy("备案"), (State.VOTED,), State.FILED, ("filed_on",),
                right=Permission.APPROVE_RECORDS,
            ),
            Step("publish", gettext_lazy("公示施行"), (State.FILED,), State.PUBLISHED, ("published_on", "in_force_from")),
            Step(
                "redraft", gettext_lazy("退回修改"), (State.CONSULTED, State.EXAMINED, State.VOTED), State.DRAFTED,
                reason=True,
            ),
        )
    ),
    check=all_of(
        in_a_village,
        in_order("drafted_on", "consulted_on", "examined_on", "voted_on", "filed_on", "published_on"),
        check_vote, follow_days,
    ),
    settle=lambda compact, *, by: replace_earlier_compacts(unit=compact.unit_id),
    prefill=next_version,
)  # fmt: skip

REGISTERS = (COMPACTS,)
