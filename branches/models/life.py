"""The life of Party organizations (三会一课、主题党日、组织生活会): meetings, who came, and which were due."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from branches.models.members import PartyMember
from branches.models.organizations import PartyOrganization
from portal.models.timebound import Sourced, tracked


class LifeKind(models.TextChoices):
    """Kinds of organization life (支部工作条例); the codes are this project's own."""

    MEMBER_ASSEMBLY = "member_assembly", _("支部党员大会")
    BRANCH_COMMITTEE = "branch_committee", _("支部委员会")
    GROUP_MEETING = "group_meeting", _("党小组会")
    PARTY_LECTURE = "party_lecture", _("党课")
    THEME_DAY = "theme_day", _("主题党日")
    ORG_LIFE_MEETING = "org_life_meeting", _("组织生活会")
    DEMOCRATIC_LIFE_MEETING = "democratic_life_meeting", _("民主生活会")
    MEMBER_APPRAISAL = "member_appraisal", _("民主评议党员")


@tracked
class OrgLifeMeeting(Sourced):
    """One meeting of an organization. The numbers come from the attendance when it was taken, else from the paper."""

    class State(models.TextChoices):
        PLANNED = "planned", _("已计划")
        HELD = "held", _("已召开")
        RECORDED = "recorded", _("已记录")
        REVIEWED = "reviewed", _("已审核")
        MISSED = "missed", _("未召开")

    KINDS = [choice for choice in LifeKind.choices if choice[0] not in ("democratic_life_meeting", "member_appraisal")]

    organization = models.ForeignKey(
        PartyOrganization, models.PROTECT, related_name="life_meetings", verbose_name=_("党组织")
    )
    kind = models.CharField(_("会议类别"), max_length=24, choices=KINDS)
    state = models.CharField(_("进度"), max_length=10, choices=State.choices, default=State.PLANNED)
    held_on = models.DateField(_("召开日期"), help_text=_("尚未召开的填计划日期。"))
    place = models.CharField(_("地点"), max_length=100, blank=True)
    topic = models.CharField(_("主题"), max_length=200)
    agenda = models.TextField(_("议程"), blank=True)
    chair = models.CharField(_("主持人"), max_length=60, blank=True)
    recorder = models.CharField(_("记录人"), max_length=60, blank=True)
    expected = models.PositiveSmallIntegerField(_("应到人数"), null=True, blank=True)
    present = models.PositiveSmallIntegerField(_("实到人数"), null=True, blank=True)
    on_leave = models.PositiveSmallIntegerField(_("请假人数"), null=True, blank=True)
    absent = models.PositiveSmallIntegerField(_("缺席人数"), null=True, blank=True)
    minutes = models.TextField(_("会议记录"), blank=True)
    decisions = models.TextField(_("形成决议"), blank=True)
    attachment = models.ForeignKey(
        "portal.StoredFile", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("附件")
    )
    recorded_on = models.DateField(_("记录日期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("组织生活会议")
        ordering = ["-held_on", "-id"]
        indexes = [models.Index(fields=["organization", "kind", "held_on"], name="orglifemeeting_organization")]
        constraints = [
            models.CheckConstraint(
                condition=Q(present__isnull=True) | Q(expected__isnull=True) | Q(present__lte=F("expected")),
                name="orglifemeeting_present_within_expected",
                violation_error_message=_("实到人数不能多于应到人数。"),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["recorded", "reviewed"]) | Q(recorded_on__isnull=False),
                name="orglifemeeting_recorded_has_day",
                violation_error_message=_("已记录的会议必须有记录日期。"),
            ),
            models.CheckConstraint(
                condition=Q(recorded_on__isnull=True) | Q(recorded_on__gte=F("held_on")),
                name="orglifemeeting_recorded_after_held",
                violation_error_message=_("记录日期不能早于召开日期。"),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.held_on} {self.topic}"


@tracked
class LifeAttendance(models.Model):
    """One member at one meeting; whoever has no row was not expected."""

    class State(models.TextChoices):
        PRESENT = "present", _("到会")
        ON_LEAVE = "on_leave", _("请假")
        ABSENT = "absent", _("缺席")

    meeting = models.ForeignKey(
        OrgLifeMeeting, models.CASCADE, related_name="attendance", verbose_name=_("组织生活会议")
    )
    member = models.ForeignKey(PartyMember, models.PROTECT, related_name="attendance", verbose_name=_("党员"))
    state = models.CharField(_("到会情况"), max_length=8, choices=State.choices, default=State.PRESENT)
    reason = models.CharField(_("原因"), max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("到会情况")
        ordering = ["meeting", "member"]
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="lifeattendance_once")]

    def __str__(self):
        return f"{self.member} {self.get_state_display()}"


@tracked
class LifeSlot(models.Model):
    """A period in which an organization had to hold a kind of meeting, and the record that fills it. Derived, never edited."""

    organization = models.ForeignKey(
        PartyOrganization, models.CASCADE, related_name="life_slots", verbose_name=_("党组织")
    )
    kind = models.CharField(_("会议类别"), max_length=24, choices=LifeKind.choices)
    first = models.DateField(_("应开期间首日"))
    last = models.DateField(_("应开期间末日"))
    held_on = models.DateField(_("召开日期"), null=True)
    recorded_on = models.DateField(_("记录日期"), null=True)
    backfilled = models.BooleanField(_("补录"), default=False)
    meeting = models.ForeignKey(
        OrgLifeMeeting, models.SET_NULL, null=True, related_name="+", verbose_name=_("组织生活会议")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("应开组织生活")
        ordering = ["organization", "first", "kind"]
        indexes = [models.Index(fields=["last"], name="lifeslot_last")]
        constraints = [models.UniqueConstraint(fields=["organization", "kind", "first"], name="lifeslot_once")]

    def __str__(self):
        return f"{self.organization} {self.get_kind_display()} {self.first}"


@tracked
class DemocraticLifeMeeting(Sourced):
    """The yearly democratic life meeting of a leading team, with its steps."""

    class State(models.TextChoices):
        PLANNED = "planned", _("制定方案")
        SOLICITED = "solicited", _("征求意见")
        TALKED = "talked", _("谈心谈话")
        HELD = "held", _("已召开")
        REPORTED = "reported", _("已报告")
        RECTIFIED = "rectified", _("整改完成")

    organization = models.ForeignKey(
        PartyOrganization, models.PROTECT, related_name="democratic_meetings", verbose_name=_("党组织")
    )
    year = models.PositiveSmallIntegerField(_("年度"))
    theme = models.CharField(_("主题"), max_length=200)
    state = models.CharField(_("进度"), max_length=10, choices=State.choices, default=State.PLANNED)
    plan_reported_on = models.DateField(_("方案报告日期"), null=True, blank=True)
    solicited_on = models.DateField(_("征求意见日期"), null=True, blank=True)
    opinions = models.PositiveSmallIntegerField(_("征求意见条数"), null=True, blank=True)
    talked_on = models.DateField(_("谈心谈话完成日期"), null=True, blank=True)
    held_on = models.DateField(_("召开日期"), null=True, blank=True)
    expected = models.PositiveSmallIntegerField(_("应到人数"), null=True, blank=True)
    present = models.PositiveSmallIntegerField(_("实到人数"), null=True, blank=True)
    criticisms = models.PositiveSmallIntegerField(_("批评意见条数"), null=True, blank=True)
    supervisor = models.CharField(_("上级督导"), max_length=60, blank=True)
    reported_on = models.DateField(_("情况报告日期"), null=True, blank=True)
    rectifications = models.PositiveSmallIntegerField(_("整改事项数"), null=True, blank=True)
    rectified_on = models.DateField(_("整改完成日期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("民主生活会")
        ordering = ["-year", "organization"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year"], name="democraticlifemeeting_once_a_year",
                violation_error_message=_("这个党组织本年度的民主生活会已登记。"),
            ),
            models.CheckConstraint(
                condition=Q(present__isnull=True) | Q(expected__isnull=True) | Q(present__lte=F("expected")),
                name="democraticlifemeeting_present_within_expected",
                violation_error_message=_("实到人数不能多于应到人数。"),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.organization} {self.year}年度民主生活会"


@tracked
class MemberAppraisalRound(Sourced):
    """One year's appraisal of the members of an organization (民主评议党员)."""

    organization = models.ForeignKey(
        PartyOrganization, models.PROTECT, related_name="appraisal_rounds", verbose_name=_("党组织")
    )
    year = models.PositiveSmallIntegerField(_("年度"))
    held_on = models.DateField(_("评议日期"))
    expected = models.PositiveSmallIntegerField(_("应参加人数"), null=True, blank=True)
    present = models.PositiveSmallIntegerField(_("实参加人数"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("民主评议")
        ordering = ["-year", "organization"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year"], name="memberappraisalround_once_a_year",
                violation_error_message=_("这个党组织本年度的民主评议已登记。"),
            )
        ]  # fmt: skip

    def __str__(self):
        return f"{self.organization} {self.year}年度民主评议"


@tracked
class MemberAppraisal(Sourced):
    """What one member was found; a probationary member takes part without a grade."""

    class Grade(models.TextChoices):
        EXCELLENT = "1", _("优秀")
        QUALIFIED = "2", _("合格")
        BASIC = "3", _("基本合格")
        UNQUALIFIED = "4", _("不合格")

    round = models.ForeignKey(
        MemberAppraisalRound, models.CASCADE, related_name="appraisals", verbose_name=_("民主评议")
    )
    member = models.ForeignKey(PartyMember, models.PROTECT, related_name="appraisals", verbose_name=_("党员"))
    self_grade = models.CharField(_("个人自评"), max_length=1, choices=Grade.choices, blank=True)
    grade = models.CharField(_("评定等次"), max_length=1, choices=Grade.choices, blank=True)
    note = models.CharField(_("备注"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("党员评议结果")
        ordering = ["round", "member"]
        constraints = [models.UniqueConstraint(fields=["round", "member"], name="memberappraisal_once")]

    def __str__(self):
        return f"{self.member} {self.get_grade_display()}"
