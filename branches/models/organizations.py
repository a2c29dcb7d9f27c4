"""Party organizations: the tree of committees, general branches and branches, on any day."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from portal.models import Unit
from portal.models.timebound import FOREVER, Sourced, TimeBound, TimeBoundQuerySet, tracked


class PartyOrganizationQuerySet(TimeBoundQuerySet):
    """Organizations by who may see them."""

    def visible_to(self, user):
        """Organizations whose unit lies in the user's scope."""
        if user.sees_everything():
            return self
        return self.filter(unit__in=Unit.objects.visible_to(user))


class OrganizationCategory(models.TextChoices):
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


class OrganizationSector(models.TextChoices):
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


@tracked
class PartyOrganization(TimeBound):
    """One organization as an identity: in being from its founding up to, but not on, the day it was dissolved.

    `unit` is where it stands (its host) and decides who sees it. The columns hold today's values; what it was called
    and where it belonged on any day is in its spans (`OrganizationSpan`).
    """

    Category = OrganizationCategory
    Sector = OrganizationSector

    code = models.CharField(_("党组织代码"), max_length=40, blank=True)
    name = models.CharField(_("党组织名称"), max_length=200)
    category = models.CharField(_("党组织类别"), max_length=4, choices=Category.choices)
    sector = models.CharField(_("所在单位类别"), max_length=24, choices=Sector.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="party_organizations", verbose_name=_("所在单位"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级党组织")
    )
    approval_number = models.CharField(_("批准文号"), max_length=200, blank=True)
    phone = models.CharField(_("联系电话"), max_length=40, blank=True)
    counts_in_statistics = models.BooleanField(
        _("计入党内统计"), default=True, help_text=_("产业链党组织、功能型党支部的党员组织关系在原支部，不计入。")
    )

    objects = PartyOrganizationQuerySet.as_manager()

    class Meta(TimeBound.Meta):
        verbose_name = verbose_name_plural = _("党组织")
        ordering = ["id"]
        indexes = [models.Index(fields=["unit"], name="partyorganization_unit")]
        constraints = [
            *TimeBound.Meta.constraints,
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="partyorganization_code_once"),
        ]

    def __str__(self):
        return self.name


@tracked
class OrganizationSpan(TimeBound):
    """What an organization was from one day to another: its name, category, host and place in the tree."""

    organization = models.ForeignKey(PartyOrganization, models.CASCADE, related_name="spans", verbose_name=_("党组织"))
    name = models.CharField(_("党组织名称"), max_length=200)
    category = models.CharField(_("党组织类别"), max_length=4, choices=OrganizationCategory.choices)
    sector = models.CharField(_("所在单位类别"), max_length=24, choices=OrganizationSector.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("所在单位"))
    parent = models.ForeignKey(
        PartyOrganization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("上级党组织")
    )

    class Meta(TimeBound.Meta):
        verbose_name = verbose_name_plural = _("党组织沿革")
        ordering = ["organization", "began"]
        constraints = [
            *TimeBound.Meta.constraints,
            ExclusionConstraint(
                name="organizationspan_one_at_a_time",
                expressions=[
                    ("organization", RangeOperators.EQUAL),
                    (
                        Func(Coalesce("began", Value(0)), Coalesce("ended", Value(FOREVER)), function="int4range"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("同一党组织的两段沿革时间重叠。"),
            ),
        ]

    def __str__(self):
        return self.name


@tracked
class OrganizationChange(Sourced):
    """One act by which an organization came to be, became another or ended; the spans say what followed.

    A merger is kept with the organization that was absorbed and a split with the one that came of it; `counterpart`
    is the other side.
    """

    class Kind(models.TextChoices):
        SET_UP = "set_up", _("新建")
        MERGE = "merge", _("合并")
        SPLIT = "split", _("分设")
        RENAME = "rename", _("更名")
        MOVE = "move", _("隶属变更")
        UPGRADE = "upgrade", _("升格或改设")
        DISSOLVE = "dissolve", _("撤销")

    organization = models.ForeignKey(
        PartyOrganization, models.CASCADE, related_name="changes", verbose_name=_("党组织")
    )
    kind = models.CharField(_("变动类型"), max_length=10, choices=Kind.choices)
    on = models.DateField(_("变动日期"))
    counterpart = models.ForeignKey(
        PartyOrganization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("相关党组织")
    )
    approval_number = models.CharField(_("批准文号"), max_length=200, blank=True)
    approved_on = models.DateField(_("批准日期"), null=True, blank=True)
    was = models.CharField(_("变动前"), max_length=300, blank=True)
    became = models.CharField(_("变动后"), max_length=300, blank=True)
    reason = models.CharField(_("理由"), max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("党组织变动")
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["on"], name="organizationchange_on")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.organization}"


@tracked
class CoveredUnit(TimeBound):
    """A unit whose Party members a joint branch takes in; firms that are in no unit tree have only their name."""

    organization = models.ForeignKey(
        PartyOrganization, models.CASCADE, related_name="covered_units", verbose_name=_("党组织")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("机构"))
    unit_text = models.CharField(_("单位名称"), max_length=200, blank=True)

    class Meta(TimeBound.Meta):
        verbose_name = verbose_name_plural = _("联合组建单位")
        ordering = ["organization", "id"]
        constraints = [
            *TimeBound.Meta.constraints,
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | ~Q(unit_text=""),
                name="coveredunit_has_a_name",
                violation_error_message=_("请选择机构，或写出单位名称。"),
            ),
        ]

    def __str__(self):
        return self.unit_text or str(self.unit)
