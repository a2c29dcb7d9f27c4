"""Registers of disputes and of what was done about them; the parties' names are guarded."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.models import Dispute, DisputeHandling
from branches.registers.ledger import all_of, in_a_village, in_order, ledger, own_village
from branches.rules.disputes import due_on, escalate_on, masked
from portal.lists import Day, Filter, Sort
from portal.queries.rules import rule_value
from portal.rules.flow import Flow, Step
from portal.rules.roles import Permission

GROUP = gettext_lazy("矛盾纠纷")
State = Dispute.State
_OPEN = (State.FOUND, State.ACCEPTED, State.MEDIATING, State.FAILED, State.REFERRED)
_BY_DAY = (
    ("closed_on", State.CLOSED), ("revisited_on", State.REVISITED), ("settled_on", State.SETTLED),
    ("referred_on", State.REFERRED), ("accepted_on", State.ACCEPTED),
)  # fmt: skip


def complete(dispute, *, by, today) -> None:
    """What follows from the other columns: parties masked, days due, and where an old record entered whole stands."""
    dispute.parties_shown = masked(dispute.party_names)
    if dispute.party_names and not dispute.party_count:
        dispute.party_count = dispute.parties_shown.count("、") + 1
    days, _setting = rule_value("dispute_days", dispute.found_on)
    dispute.due_on = due_on(dispute.found_on, days)
    dispute.escalate_on = escalate_on(dispute.level, dispute.level_since or dispute.found_on, days)
    if dispute.pk is None:
        dispute.state = next((state for column, state in _BY_DAY if getattr(dispute, column)), State.FOUND)


def check_settled(dispute, *, by, today) -> None:
    """What is settled says how; a level is reached on or after the day of finding."""
    if dispute.settled_on and not dispute.method:
        raise ValidationError({"method": _("已填化解日期，请选择化解方式。")})
    if dispute.level_since and dispute.level_since < dispute.found_on:
        raise ValidationError({"level_since": _("转到本层级日期不能早于排查日期。")})


def check_handling(handling, *, by, today) -> None:
    """An act lies between the finding of its dispute and today."""
    if not handling.dispute.found_on <= handling.handled_on <= today:
        raise ValidationError({"handled_on": _("办理日期应在排查日期之后、今天之前。")})


def new_dispute(user, today, values) -> dict:
    """The account's own village, today."""
    return {"found_on": today, **own_village(user, today, values)}


def new_handling(user, today, values) -> dict:
    """Who handled the dispute last, at the level where it is now."""
    dispute = values.get("dispute")
    if dispute is None:
        return {"handled_on": today}
    return {"handled_on": today, "level": dispute.level, "handler": dispute.handler, "method": "mediation"}


def still_open_on(rows, value: str):
    """Disputes that passed their last day by the day given and are not settled; raises ValueError for no date."""
    return Day("overdue", "", "due_on__lt").apply(rows.filter(state__in=_OPEN, settled_on__isnull=True), value)


DISPUTES = ledger(
    "disputes", Dispute, GROUP,
    gettext_lazy("登记排查出的矛盾纠纷和化解情况；事由中不写当事人姓名，当事人姓名只有有“查看纠纷当事人”权限的人能看到。"),
    fields=(
        "unit", ("number", "title"), ("kind", "origin"), ("found_on", "level", "level_since"),
        ("party_names", "party_count"), ("accepted_on", "handler"), ("method", "settled_on"), "result",
        ("referred_to", "referred_on"), ("revisited_on", "satisfied", "closed_on"),
    ),
    later=(
        "number", "level_since", "party_count", "accepted_on", "handler", "method", "settled_on", "result", "referred_to",
        "referred_on", "revisited_on", "satisfied", "closed_on",
    ),
    columns=("title", "unit", "kind", "level", "found_on", "parties_shown", "state", "due_on", "escalate_on", "settled_on"),
    filters=(
        "state", "kind", "level", "origin", "unit",
        Filter("overdue", gettext_lazy("逾期未化解，截至"), still_open_on, "day"),
    ),
    search=("title", "number", "unit__name"),
    sorts=(
        Sort("found_on", gettext_lazy("排查日期"), ("found_on",), descending=True),
        Sort("unit", gettext_lazy("村（社区）"), ("unit__path",)),
    ),
    owners=("unit",), key=("unit", "number", "found_on", "title"), guarded={"party_names": Permission.VIEW_PARTIES},
    sheet=(
        "unit", "number", "title", "kind", "origin", "found_on", "level", "party_names", "party_count", "accepted_on",
        "handler", "method", "settled_on", "result", "referred_to", "referred_on", "revisited_on", "satisfied", "closed_on",
    ),
    flow=Flow(
        (
            Step("accept", gettext_lazy("受理"), (State.FOUND,), State.ACCEPTED, ("accepted_on", "handler")),
            Step("mediate", gettext_lazy("开始调解"), (State.ACCEPTED,), State.MEDIATING),
            Step(
                "settle", gettext_lazy("化解"), (State.ACCEPTED, State.MEDIATING, State.REFERRED), State.SETTLED,
                ("settled_on", "method", "result"),
            ),
            Step("fail", gettext_lazy("调解不成"), (State.MEDIATING,), State.FAILED, ("result",)),
            Step(
                "escalate", gettext_lazy("上报上一级"), (State.FOUND, State.ACCEPTED, State.MEDIATING, State.FAILED),
                State.ACCEPTED, ("level", "level_since", "accepted_on"), reason=True,
            ),
            Step(
                "refer", gettext_lazy("转办"), (State.FAILED, State.ACCEPTED), State.REFERRED,
                ("referred_to", "referred_on"),
            ),
            Step(
                "revisit", gettext_lazy("回访"), (State.SETTLED, State.REFERRED), State.REVISITED,
                ("revisited_on", "satisfied"),
            ),
            Step("close", gettext_lazy("办结"), (State.REVISITED,), State.CLOSED, ("closed_on",)),
            Step("reopen", gettext_lazy("重新调解"), (State.REVISITED, State.CLOSED), State.MEDIATING, reason=True),
        )
    ),
    check=all_of(
        in_a_village, in_order("found_on", "accepted_on", "settled_on", "revisited_on", "closed_on"), check_settled,
        complete,
    ),
    prefill=new_dispute,
)  # fmt: skip

HANDLINGS = ledger(
    "dispute-handlings", DisputeHandling, GROUP, gettext_lazy("登记每一次走访、调解和会商。"), place="dispute__unit",
    fields=("dispute", ("handled_on", "level"), ("handler", "method"), "outcome"),
    columns=("dispute", "handled_on", "level", "handler", "method"),
    filters=("level", "method"), search=("dispute__title", "handler"),
    sorts=(Sort("handled_on", gettext_lazy("办理日期"), ("handled_on",), descending=True),),
    owners=("dispute",), key=("dispute", "handled_on", "handler"),
    sheet=("dispute", "handled_on", "level", "handler", "method", "outcome"), check=check_handling, prefill=new_handling,
)  # fmt: skip

REGISTERS = (DISPUTES, HANDLINGS)
