"""Party organizations along an industry chain (产业链党组织): who belongs, meetings, and what they get solved."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from branches.models.households import Household
from branches.models.organizations import PartyOrganization
from branches.models.village import placed_by
from portal.models import Unit
from portal.models.timebound import Sourced, TimeBound, tracked

_CHAIN = {"category": PartyOrganization.Category.INDUSTRY_CHAIN}


@tracked
class ChainMembership(TimeBound):
    """A village, cooperative, enterprise or household that belongs to a chain's Party organization."""

    class Kind(models.TextChoices):
        VILLAGE = "village", _("村")
        COOPERATIVE = "cooperative", _("合作社")
        ENTERPRISE = "enterprise", _("企业")
        HOUSEHOLD = "household", _("农户")

    organization = models.ForeignKey(
        PartyOrganization,
        models.CASCADE,
        related_name="chain_memberships",
        limit_choices_to=_CHAIN,
        verbose_name=_("产业链党组织"),
    )
    kind = models.CharField(_("成员类别"), max_length=12, choices=Kind.choices)
    name = models.CharField(_("成员名称"), max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("成员村"))
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("农户")
    )

    objects = placed_by("organization__unit")

    class Meta(TimeBound.Meta):
        verbose_name = verbose_name_plural = _("产业链成员")
        ordering = ["organization", "kind", "id"]

    def __str__(self):
        return self.name


@tracked
class ChainMeeting(Sourced):
    """A meeting of a chain's Party organization."""

    organization = models.ForeignKey(
        PartyOrganization,
        models.CASCADE,
        related_name="chain_meetings",
        limit_choices_to=_CHAIN,
        verbose_name=_("产业链党组织"),
    )
    held_on = models.DateField(_("召开日期"))
    topic = models.CharField(_("议题"), max_length=300)
    attendance = models.PositiveSmallIntegerField(_("参会人数"), null=True, blank=True)
    resolution = models.CharField(_("议定事项"), max_length=500, blank=True)

    objects = placed_by("organization__unit")

    class Meta:
        verbose_name = verbose_name_plural = _("产业链会议")
        ordering = ["-held_on", "-id"]

    def __str__(self):
        return self.topic


@tracked
class ChainIssue(Sourced):
    """A matter raised in a chain, closed on the day it was solved."""

    class Kind(models.TextChoices):
        LAND = "land", _("土地流转")
        TECHNIQUE = "technique", _("技术指导")
        SALES = "sales", _("产品销售")
        CAPITAL = "capital", _("资金信贷")
        FACILITIES = "facilities", _("基础设施")
        OTHER = "other", _("其他")

    organization = models.ForeignKey(
        PartyOrganization,
        models.CASCADE,
        related_name="chain_issues",
        limit_choices_to=_CHAIN,
        verbose_name=_("产业链党组织"),
    )
    kind = models.CharField(_("事项类别"), max_length=12, choices=Kind.choices)
    raised_on = models.DateField(_("提出日期"))
    matter = models.CharField(_("事项内容"), max_length=300)
    closed_on = models.DateField(_("办结日期"), null=True, blank=True)
    result = models.CharField(_("办理结果"), max_length=300, blank=True)
    land = models.DecimalField(_("流转土地（亩）"), max_digits=10, decimal_places=2, null=True, blank=True)
    sessions = models.PositiveSmallIntegerField(_("技术指导（次）"), null=True, blank=True)

    objects = placed_by("organization__unit")

    class Meta:
        verbose_name = verbose_name_plural = _("产业链协调事项")
        ordering = ["-raised_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True) | models.Q(closed_on__gte=models.F("raised_on")),
                name="chainissue_closed_after_it_was_raised",
                violation_error_message=_("办结日期不能早于提出日期。"),
            )
        ]

    def __str__(self):
        return self.matter
