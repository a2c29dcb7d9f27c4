"""The disputes of a unit in equal windows before and after a law campaign."""

import datetime
from dataclasses import dataclass

from branches.models import Dispute, LawCampaign
from portal.queries.rules import rule_value


@dataclass(frozen=True)
class Windows:
    """Disputes found in so many days right before the first day of a campaign, and right after its last."""

    days: int
    before: int
    after: int
    until: datetime.date


def disputes_around(campaign: LawCampaign) -> Windows:
    """The numbers of the unit and all below it, under the window in force when it ended."""
    days = int(rule_value("law_campaign_window", campaign.ended_on)[0]["days"])
    window = datetime.timedelta(days=days)
    found = Dispute.objects.filter(unit__path__startswith=campaign.unit.path)
    until = campaign.ended_on + window
    return Windows(
        days,
        found.filter(found_on__gte=campaign.began_on - window, found_on__lt=campaign.began_on).count(),
        found.filter(found_on__gt=campaign.ended_on, found_on__lte=until).count(),
        until,
    )
