"""Party members who lead others to prosper (党员带富), whom they lead, and 双培双带."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from branches.models.admissions import AdmissionCase
from branches.models.households import Household
from branches.models.industry import IndustryProject
from branches.models.village import VillageRecord, VillageSpan, placed_by, year_field
from cadres.models import Person
from portal.models.timebound import Sourced, TimeBound, tracked


@tracked
class LeadingMember(VillageSpan):
    """A Party member who leads households; with a project when the member runs one."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("党员"))
    project = models.ForeignKey(
        IndustryProject, models.PROTECT, null=True, blank=True, related_name="leaders", verbose_name=_("创办产业项目")
    )
    skill = models.CharField(_("技术和经验"), max_length=200, blank=True)

    class Meta(VillageSpan.Meta):
        verbose_name = verbose_name_plural = _("带富党员")
        ordering = ["id"]

    def __str__(self):
        return str(self.person)


@tracked
class LeadingReview(Sourced):
    """The yearly review of a member who leads."""

    class Result(models.TextChoices):
        GOOD = "good", _("成效明显")
        FAIR = "fair", _("成效一般")
        POOR = "poor", _("成效不明显")

    leader = models.ForeignKey(LeadingMember, models.CASCADE, related_name="reviews", verbose_name=_("带富党员"))
    year = year_field()
    result = models.CharField(_("评价结果"), max_length=12, choices=Result.choices)
    opinion = models.CharField(_("评价意见"), max_length=300, blank=True)
    reviewed_on = models.DateField(_("评价日期"))

    objects = placed_by("leader__unit")

    class Meta:
        verbose_name = verbose_name_plural = _("带富年度评价")
        ordering = ["leader", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["leader", "year"],
                name="leadingreview_once_a_year",
                violation_error_message=_("该党员本年度的评价已有。"),
            )
        ]

    def __str__(self):
        return f"{self.leader} {self.year}"


@tracked
class HouseholdLink(TimeBound):
    """A household led by a project or by a member, from a day to a day; counted by household, never by link."""

    class Way(models.TextChoices):
        WORK = "work", _("吸纳务工")
        LAND = "land", _("土地流转")
        SHARE = "share", _("入股分红")
        ORDER = "order", _("订单收购")
        TECHNIQUE = "technique", _("技术帮带")
        OTHER = "other", _("其他")

    household = models.ForeignKey(Household, models.PROTECT, related_name="links", verbose_name=_("农户"))
    project = models.ForeignKey(
        IndustryProject, models.CASCADE, null=True, blank=True, related_name="links", verbose_name=_("产业项目")
    )
    leader = models.ForeignKey(
        LeadingMember, models.CASCADE, null=True, blank=True, related_name="links", verbose_name=_("带富党员")
    )
    way = models.CharField(_("带动方式"), max_length=12, choices=Way.choices)

    objects = placed_by("household__unit")

    class Meta(TimeBound.Meta):
        verbose_name = verbose_name_plural = _("带动农户")
        ordering = ["id"]
        constraints = [
            *TimeBound.Meta.constraints,
            models.CheckConstraint(
                condition=Q(project__isnull=False) | Q(leader__isnull=False),
                name="householdlink_led_by_somebody",
                violation_error_message=_("请填写带动该户的产业项目或带富党员。"),
            ),
        ]

    def __str__(self):
        return str(self.household)


@tracked
class DualCultivation(VillageRecord):
    """双培双带: a member made a leader in prosperity, or a leader made a member."""

    class Direction(models.TextChoices):
        MEMBER_TO_LEADER = "member_to_leader", _("把党员培养成致富带头人")
        LEADER_TO_MEMBER = "leader_to_member", _("把致富带头人培养成党员")

    class State(models.TextChoices):
        LISTED = "listed", _("列入计划")
        CULTIVATING = "cultivating", _("培养中")
        ACHIEVED = "achieved", _("达成")
        DROPPED = "dropped", _("退出")

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("培养对象"))
    direction = models.CharField(_("培养方向"), max_length=20, choices=Direction.choices)
    mentor = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("培养联系人")
    )
    listed_on = models.DateField(_("列入计划日期"))
    cultivating_on = models.DateField(_("开始培养日期"), null=True, blank=True)
    admission = models.ForeignKey(
        AdmissionCase, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("发展党员台账")
    )
    probationary_on = models.DateField(_("接收预备党员日期"), null=True, blank=True)
    achieved_on = models.DateField(_("达成日期"), null=True, blank=True)
    dropped_on = models.DateField(_("退出日期"), null=True, blank=True)
    outcome = models.CharField(_("培养成效"), max_length=300, blank=True)
    state = models.CharField(_("培养进度"), max_length=12, choices=State.choices, default=State.LISTED)

    class Meta:
        verbose_name = verbose_name_plural = _("双培双带")
        ordering = ["-listed_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(probationary_on__isnull=True) | Q(direction="leader_to_member"),
                name="dualcultivation_members_are_not_admitted_again",
                violation_error_message=_("培养对象已是党员，不填写接收预备党员日期。"),
            )
        ]

    def __str__(self):
        return str(self.person)
