"""Where villagers talk things over: village councils (村民议事会) and governance committees (乡村治理委员会)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.models import Unit
from portal.models.timebound import Sourced, tracked


class Body(Sourced):
    """A body of a village: in being from its founding up to, but not on, the day it ended."""

    name = models.CharField(_("名称"), max_length=100)
    founded_on = models.DateField(_("成立日期"))
    ended_on = models.DateField(_("撤销日期"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("founded_on")),
                name="%(class)s_ends_after_founding",
                violation_error_message=_("撤销日期必须晚于成立日期。"),
            )
        ]

    def __str__(self):
        return self.name


@tracked
class VillageCouncil(Body):
    """A village's council (村民议事会)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="councils", verbose_name=_("村（社区）"))
    head = models.CharField(_("召集人"), max_length=60, blank=True)
    member_count = models.PositiveSmallIntegerField(_("成员人数"), null=True, blank=True)

    class Meta(Body.Meta):
        verbose_name = verbose_name_plural = _("村民议事会")
        ordering = ["unit", "-founded_on"]


@tracked
class CouncilMeeting(Sourced):
    """One meeting of a council."""

    council = models.ForeignKey(VillageCouncil, models.CASCADE, related_name="meetings", verbose_name=_("村民议事会"))
    held_on = models.DateField(_("召开日期"))
    present = models.PositiveSmallIntegerField(_("到会人数"), null=True, blank=True)
    topic = models.CharField(_("议题"), max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = _("议事会会议")
        ordering = ["-held_on", "-id"]

    def __str__(self):
        return f"{self.council} {self.held_on}"


@tracked
class CouncilItem(Sourced):
    """One matter a council discussed and what it came to."""

    class Result(models.TextChoices):
        ADOPTED = "adopted", _("形成意见并采纳")
        REJECTED = "rejected", _("未采纳")
        DEFERRED = "deferred", _("继续商议")

    meeting = models.ForeignKey(CouncilMeeting, models.CASCADE, related_name="items", verbose_name=_("议事会会议"))
    title = models.CharField(_("议事事项"), max_length=200)
    proposer = models.CharField(_("提出人"), max_length=60, blank=True)
    result = models.CharField(_("议定结果"), max_length=12, choices=Result.choices, blank=True)
    carried_out_on = models.DateField(_("办结日期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("议事事项")
        ordering = ["meeting", "id"]

    def __str__(self):
        return self.title


@tracked
class GovernanceCommittee(Body):
    """A village's governance committee (乡村治理委员会)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="governance_committees", verbose_name=_("村（社区）"))

    class Meta(Body.Meta):
        verbose_name = verbose_name_plural = _("乡村治理委员会")
        ordering = ["unit", "-founded_on"]


@tracked
class CommitteeSeat(Sourced):
    """A seat of a committee, by the sector it speaks for."""

    class Sector(models.TextChoices):
        TEAM = "team", _("村“两委”成员")
        REPRESENTATIVE = "representative", _("村民代表")
        SOCIAL = "social", _("社会组织负责人")
        OTHER = "other", _("其他")

    committee = models.ForeignKey(
        GovernanceCommittee, models.CASCADE, related_name="seats", verbose_name=_("乡村治理委员会")
    )
    sector = models.CharField(_("界别"), max_length=16, choices=Sector.choices)
    name = models.CharField(_("姓名"), max_length=60)
    post = models.CharField(_("单位职务"), max_length=100, blank=True)
    since = models.DateField(_("任职日期"))
    until = models.DateField(_("离任日期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("治理委员会席位")
        ordering = ["committee", "sector", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="committeeseat_until_after_since",
                violation_error_message=_("离任日期必须晚于任职日期。"),
            )
        ]

    def __str__(self):
        return f"{self.name}（{self.get_sector_display()}）"


@tracked
class CommitteeMeeting(Sourced):
    """One meeting of a governance committee."""

    committee = models.ForeignKey(
        GovernanceCommittee, models.CASCADE, related_name="meetings", verbose_name=_("乡村治理委员会")
    )
    held_on = models.DateField(_("召开日期"))
    topic = models.CharField(_("议题"), max_length=200)
    present = models.PositiveSmallIntegerField(_("到会人数"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("治理委员会会议")
        ordering = ["-held_on", "-id"]

    def __str__(self):
        return f"{self.committee} {self.held_on}"


@tracked
class CommitteeProblem(Sourced):
    """One problem of the village a committee took up."""

    committee = models.ForeignKey(
        GovernanceCommittee, models.CASCADE, related_name="problems", verbose_name=_("乡村治理委员会")
    )
    title = models.CharField(_("问题"), max_length=200)
    raised_on = models.DateField(_("提出日期"))
    owner = models.CharField(_("责任人"), max_length=60, blank=True)
    solved_on = models.DateField(_("解决日期"), null=True, blank=True)
    outcome = models.CharField(_("解决情况"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("治理委员会议题")
        ordering = ["-raised_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(solved_on__isnull=True) | Q(solved_on__gte=F("raised_on")),
                name="committeeproblem_solved_after_raised",
                violation_error_message=_("解决日期不能早于提出日期。"),
            )
        ]

    def __str__(self):
        return self.title
