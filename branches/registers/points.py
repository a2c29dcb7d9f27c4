"""Registers of points: schemes, their items, entries and exchanges. What is posted is only ever reversed."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.actions.points import follow_scheme, hand_out, post_entries, reverse_entry, reverse_redemption
from branches.models import PointsEntry, PointsRedemption, PointsRule, PointsScheme
from branches.registers.ledger import all_of, as_last_time, in_a_village, in_order, ledger, own_village
from portal.lists import Sort
from portal.rules.flow import Flow, Step

GROUP = gettext_lazy("积分制")
Entry, Exchange = PointsEntry.State, PointsRedemption.State


def check_entry(entry, *, by, today) -> None:
    """An entry keeps to a rule of its household's village in the days of its scheme; posted, it stays as it is."""
    scheme = entry.rule.scheme
    if entry.household.unit_id != scheme.unit_id:
        raise ValidationError({"rule": _("所选积分事项不是该户所在村的。")})
    if entry.happened_on < scheme.began_on or (scheme.ended_on and entry.happened_on >= scheme.ended_on):
        raise ValidationError({"happened_on": _("发生日期不在积分办法施行期内。")})
    if (entry.points > 0) != (entry.rule.points > 0):
        raise ValidationError({"points": _("积分的正负应与积分事项一致。")})
    _stays(entry, (Entry.POSTED, Entry.REVERSED), ("household_id", "rule_id", "points", "posted_on"))


def check_redemption(redemption, *, by, today) -> None:
    """Handed out, an exchange stays as it is."""
    _stays(redemption, (Exchange.HANDED_OUT, Exchange.REVERSED), ("household_id", "points", "handed_out_on"))


def _stays(record, states, columns) -> None:
    kept = type(record).objects.filter(pk=record.pk, state__in=states).first() if record.pk else None
    if kept and any(getattr(kept, name) != getattr(record, name) for name in columns):
        raise ValidationError(_("已记入积分账户，不能修改；填错的请先冲正，再重新登记。"))


def points_of_rule(user, today, values) -> dict:
    """The points of the item."""
    rule = values.get("rule")
    return {"happened_on": today, **({"points": rule.points} if rule else {})}


SCHEMES = ledger(
    "points-schemes", PointsScheme, GROUP, gettext_lazy("登记各村的积分办法；在施行期内的村计入“推广积分制”。"),
    fields=("unit", "name", ("began_on", "ended_on"), ("may_be_negative", "yuan_per_point")),
    columns=("name", "unit", "began_on", "ended_on"), filters=("unit",), search=("name", "unit__name"),
    sorts=(Sort("began_on", gettext_lazy("施行日期"), ("began_on",), descending=True),), owners=("unit",),
    key=("unit", "began_on"), sheet=("unit", "name", "began_on", "ended_on", "may_be_negative", "yuan_per_point"),
    check=in_a_village, settle=lambda scheme, *, by: follow_scheme(scheme=scheme), prefill=own_village,
)  # fmt: skip

RULES = ledger(
    "points-rules", PointsRule, GROUP, gettext_lazy("登记积分办法中的每一项加分和扣分事项。"), place="scheme__unit",
    fields=("scheme", ("category", "points"), "item", "evidence"), columns=("item", "scheme", "category", "points"),
    filters=("category", "scheme__unit"), search=("item", "scheme__name"),
    sorts=(Sort("category", gettext_lazy("积分类别"), ("category",)),), owners=("scheme",), key=("scheme", "item"),
    sheet=("scheme", "category", "item", "points", "evidence"), prefill=as_last_time(PointsRule, "category", place="scheme"),
)  # fmt: skip

ENTRIES = ledger(
    "points-entries", PointsEntry, GROUP,
    gettext_lazy("登记各户的积分：申报、评议、公示、入账。多户同一事项请用“集中登记积分”。"), place="household__unit",
    fields=("household", ("rule", "points"), ("happened_on", "reason"), ("reviewed_on", "noticed_on")),
    columns=("household", "household__unit", "rule", "points", "happened_on", "state", "posted_on"),
    filters=("state", "rule__category", "household__unit"), search=("household__number", "household__head", "rule__item"),
    sorts=(Sort("happened_on", gettext_lazy("发生日期"), ("happened_on",), descending=True),), owners=("household",),
    key=("household", "rule", "happened_on"), sheet=("household", "rule", "points", "happened_on", "reason"),
    flow=Flow(
        (
            Step("review", gettext_lazy("评议通过"), (Entry.CLAIMED,), Entry.REVIEWED, ("reviewed_on",)),
            Step("refuse", gettext_lazy("不予认定"), (Entry.CLAIMED, Entry.REVIEWED, Entry.NOTICED), Entry.REFUSED, reason=True),
            Step("notice", gettext_lazy("公示"), (Entry.REVIEWED,), Entry.NOTICED, ("noticed_on",)),
            Step(
                "post", gettext_lazy("入账"), (Entry.NOTICED,), Entry.POSTED, ("posted_on",),
                does=lambda entry, *, by, today: post_entries(entries=[entry], on=entry.posted_on, by=by),
            ),
            Step(
                "reverse", gettext_lazy("冲正"), (Entry.POSTED,), Entry.REVERSED, ("reversed_on",), reason=True,
                does=lambda entry, *, by, today: reverse_entry(entry=entry, on=entry.reversed_on, by=by),
            ),
        )
    ),
    check=all_of(in_order("happened_on", "reviewed_on", "noticed_on", "posted_on", "reversed_on"), check_entry),
    prefill=points_of_rule,
)  # fmt: skip

REDEMPTIONS = ledger(
    "points-redemptions", PointsRedemption, GROUP, gettext_lazy("登记积分兑换的物品或服务；兑换时从积分账户扣减。"),
    place="household__unit", fields=("household", ("points", "goods", "value"), "requested_on"),
    columns=("household", "household__unit", "goods", "points", "value", "state", "handed_out_on"),
    filters=("state", "household__unit"), search=("household__number", "household__head", "goods"),
    sorts=(Sort("requested_on", gettext_lazy("申请日期"), ("requested_on",), descending=True),), owners=("household",),
    key=("household", "goods", "requested_on"), sheet=("household", "points", "goods", "value", "requested_on"),
    flow=Flow(
        (
            Step(
                "hand-out", gettext_lazy("兑换"), (Exchange.REQUESTED,), Exchange.HANDED_OUT, ("handed_out_on", "value"),
                does=lambda one, *, by, today: hand_out(redemption=one, on=one.handed_out_on, by=by),
            ),
            Step("cancel", gettext_lazy("取消"), (Exchange.REQUESTED,), Exchange.CANCELLED, reason=True),
            Step(
                "reverse", gettext_lazy("冲正"), (Exchange.HANDED_OUT,), Exchange.REVERSED, ("reversed_on",), reason=True,
                does=lambda one, *, by, today: reverse_redemption(redemption=one, on=one.reversed_on, by=by),
            ),
        )
    ),
    check=all_of(in_order("requested_on", "handed_out_on", "reversed_on"), check_redemption),
    prefill=lambda user, today, values: {"requested_on": today},
)  # fmt: skip

REGISTERS = (SCHEMES, RULES, ENTRIES, REDEMPTIONS)
