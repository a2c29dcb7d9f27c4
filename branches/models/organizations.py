"""Party organizations: the tree of committees, general branches and branches."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.models import Unit
from portal.models.timebound import TimeBound, TimeBoundQuerySet, tracked


class PartyOrganizationQuerySet(TimeBoundQuerySet):
    """Organizations by who may see them."""

    def visible_to(self, user):
        """Organizations whose unit lies in the user's scope."""
        if user.sees_everything():
            return self
        return self.filter(unit__in=Unit.objects.visible_to(user))


@tracked
class PartyOrganization(TimeBound):
    """One organization as an identity: in being from its founding up to, but not on, the day it was dissolved.

    `unit` is where it stands (its host) and decides who sees it. The columns hold today's values; what it was called
    and where it belonged before is kept as dated changes.
    """

    class Category(models.TextChoices):
        """No national list was found; the codes are this project's own."""

        COMMITTEE = "COM", _("党委")
        WORK_COMMITTEE = "WC", _("党工委")
        GENERAL_BRANCH = "GEN", _("党总支")
        BRANCH = "BR", _("党支部")
        JOINT_BRANCH = "JBR", _("联合党支部")
        TEMPORARY_BRANCH = "TBR", _("临时党支部")
        GROUP = "GRP", _("党小组")
        INDUSTRY_CHAIN = "CHN", _("产业链党组织")
        FUNCTIONAL = "FUN", _("功能型党支部")

    class Sector(models.TextChoices):
        """Kinds of host units, after the tables of the Party's own statistics."""

        VILLAGE = "village", _("建制村")
        COMMUNITY = "community", _("社区（居委会）")
        TOWNSHIP = "township", _("乡镇机关")
        STREET = "street", _("街道")
        ORGAN = "organ", _("机关")
        INSTITUTION = "institution", _("事业单位")
        STATE_ENTERPRISE = "state_enterprise", _("国有企业")
        PRIVATE_ENTERPRISE = "private_enterprise", _("非公企业")
        SOCIAL_ORGANIZATION = "social_organization", _("社会组织")
        OTHER = "other", _("其他")

    name = models.CharField(_("党组织名称"), max_length=200)
    category = models.CharField(_("党组织类别"), max_length=4, choices=Category.choices)
    sector = models.CharField(_("所在单位类别"), max_length=24, choices=Sector.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="party_organizations", verbose_name=_("所在单位"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级党组织")
    )
    approval_number = models.CharField(_("批准文号"), max_length=200, blank=True)
    counts_in_statistics = models.BooleanField(
        _("计入党内统计"), default=True, help_text=_("产业链党组织、功能型党支部的党员组织关系在原支部，不计入。")
    )

    objects = PartyOrganizationQuerySet.as_manager()

    class Meta(TimeBound.Meta):
        verbose_name = verbose_name_plural = _("党组织")
        ordering = ["id"]
        indexes = [models.Index(fields=["unit"], name="partyorganization_unit")]

    def __str__(self):
        return self.name
