"""党建+ initiatives of a village and their quarterly reports."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from branches.models.organizations import PartyOrganization
from branches.models.village import VillageSpan, amount_field, placed_by, year_field
from branches.rules.initiative_tracks import MEASURE_CHOICES, Track
from portal.models.timebound import Sourced, tracked


@tracked
class Initiative(VillageSpan):
    """What a village undertakes on one track of 党建+; its measure is one of the track's."""

    track = models.CharField(_("方向"), max_length=12, choices=Track.pairs())
    measure = models.CharField(_("主要抓手"), max_length=12, choices=MEASURE_CHOICES)
    title = models.CharField(_("项目名称"), max_length=200)
    organization = models.ForeignKey(
        PartyOrganization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("牵头党组织")
    )
    aim = models.CharField(_("目标和做法"), max_length=500, blank=True)

    class Meta(VillageSpan.Meta):
        verbose_name = verbose_name_plural = _("党建+项目")
        ordering = ["id"]

    def __str__(self):
        return self.title


@tracked
class InitiativeReport(Sourced):
    """What an initiative reports of a quarter."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="reports", verbose_name=_("党建+项目"))
    year = year_field()
    quarter = models.PositiveSmallIntegerField(_("季度"), validators=[MinValueValidator(1), MaxValueValidator(4)])
    progress = models.TextField(_("进展和成效"))
    served = models.PositiveIntegerField(_("受益人次"), null=True, blank=True)
    invested = amount_field(_("本季投入（万元）"), null=True, blank=True)
    difficulty = models.CharField(_("困难和建议"), max_length=500, blank=True)

    objects = placed_by("initiative__unit")

    class Meta:
        verbose_name = verbose_name_plural = _("党建+季度报告")
        ordering = ["-year", "-quarter", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "year", "quarter"],
                name="initiativereport_once_a_quarter",
                violation_error_message=_("该项目本季度的报告已有。"),
            )
        ]

    def __str__(self):
        return f"{self.year}年第{self.quarter}季度"
