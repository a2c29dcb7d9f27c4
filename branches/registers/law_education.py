"""Registers of law education: campaigns and their events."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.models import LawActivity, LawCampaign
from branches.queries.law_campaigns import disputes_around
from branches.registers.ledger import all_of, in_order, ledger, own_village
from portal.lists import Sort

GROUP = gettext_lazy("法治建设")


def check_campaign(activity, *, by, today) -> None:
    """An event within a campaign lies on one of its days."""
    campaign = activity.campaign
    if campaign and not campaign.began_on <= activity.held_on <= campaign.ended_on:
        raise ValidationError({"held_on": _("活动日期不在“%(name)s”期间。") % {"name": campaign.name}})


def from_campaign(user, today, values) -> dict:
    """The unit of the campaign."""
    campaign = values.get("campaign")
    return {"unit": campaign.unit} if campaign else own_village(user, today, values)


def compared(campaign, user) -> list[tuple[str, str]]:
    """The disputes before and after, leading to the unit's disputes."""
    found = disputes_around(campaign)
    words = {"days": found.days, "before": found.before, "after": found.after, "until": found.until}
    told = _("活动前纠纷%(before)d件，活动后%(after)d件（前后各%(days)d天，至%(until)s）") % words
    return [(told, f"{reverse('portal:register', args=['disputes'])}?unit={campaign.unit_id}")]


CAMPAIGNS = ledger(
    "law-campaigns", LawCampaign, GROUP,
    gettext_lazy("登记法治宣传教育月等集中活动；活动前后的纠纷数按“口径设置”中的天数对比。"),
    fields=("unit", "name", "theme", ("began_on", "ended_on")),
    columns=("name", "unit", "began_on", "ended_on", "theme"), filters=("unit",), search=("name", "unit__name", "theme"),
    sorts=(Sort("began_on", gettext_lazy("开始日期"), ("began_on",), descending=True),), owners=("unit",),
    key=("unit", "name", "began_on"), sheet=("unit", "name", "theme", "began_on", "ended_on"),
    prefill=own_village, pages=compared,
)  # fmt: skip

ACTIVITIES = ledger(
    "law-activities", LawActivity, GROUP, gettext_lazy("登记每一场法治宣传活动的形式、发放资料份数和参加人次。"),
    fields=(("unit", "campaign"), ("kind", "held_on"), "title", ("materials", "attendees")),
    columns=("title", "unit", "kind", "held_on", "materials", "attendees", "campaign"), filters=("kind", "unit"),
    search=("title", "unit__name"),
    sorts=(Sort("held_on", gettext_lazy("活动日期"), ("held_on",), descending=True),), owners=("campaign", "unit"),
    key=("unit", "held_on", "title"), sheet=("unit", "kind", "held_on", "title", "materials", "attendees"),
    check=all_of(in_order("held_on"), check_campaign), prefill=from_campaign,
)  # fmt: skip

REGISTERS = (CAMPAIGNS, ACTIVITIES)
