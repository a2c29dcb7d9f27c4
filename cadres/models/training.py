"""Training of cadres: classes and lectures, who teaches, who takes part."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cadres.models.partners import CooperationAgreement, PartnerUnit
from cadres.models.people import Person
from portal.models import Unit
from portal.models.timebound import Sourced, tracked


@tracked
class Lecturer(Sourced):
    """Someone who teaches or lectures (知名专家学者 …)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("邀请单位"))
    name = models.CharField(_("姓名"), max_length=50)
    organization = models.CharField(_("工作单位"), max_length=150, blank=True)
    title = models.CharField(_("职务职称"), max_length=100, blank=True)
    subject = models.CharField(_("授课领域"), max_length=150, blank=True)
    partner = models.ForeignKey(
        PartnerUnit, models.PROTECT, null=True, blank=True, related_name="lecturers", verbose_name=_("所属合作单位")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("授课专家")
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["unit", "name", "organization"], name="lecturer_once")]

    def __str__(self):
        return self.name


@tracked
class TrainingClass(Sourced):
    """A class or a series of lectures; one class is one batch (批次).

    A class held in two terms is two rows, the second naming the first in `first_term`: together one batch, unless
    their batch numbers differ.
    """

    class Direction(models.TextChoices):
        BRING_IN = "bring_in", _("请进来")
        GO_OUT = "go_out", _("走出去")
        LOCAL = "local", _("本地培训")

    class State(models.TextChoices):
        PLANNED = "planned", _("计划")
        RUNNING = "running", _("进行中")
        FINISHED = "finished", _("已结束")
        CANCELLED = "cancelled", _("已取消")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="training_classes", verbose_name=_("主办单位"))
    name = models.CharField(_("班次名称"), max_length=150)
    direction = models.CharField(_("培训方向"), max_length=8, choices=Direction.choices)
    kind = models.CharField(_("培训类别"), max_length=4, blank=True, help_text="XZ12")
    class_kind = models.CharField(_("班次类别"), max_length=4, blank=True, help_text="ZB31")
    leave_mode = models.CharField(_("离岗状态"), max_length=4, blank=True, help_text="ZB30")
    batch_no = models.PositiveSmallIntegerField(_("批次号"), null=True, blank=True)
    first_term = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="later_terms", verbose_name=_("前一阶段班次")
    )
    host = models.CharField(_("承办机构"), max_length=150, blank=True)
    agreement = models.ForeignKey(
        CooperationAgreement, models.PROTECT, null=True, blank=True, related_name="classes",
        verbose_name=_("依据的合作协议"),
    )  # fmt: skip
    place = models.CharField(_("地点"), max_length=150, blank=True)
    began = models.DateField(_("开班日期"))
    ended = models.DateField(_("结束日期"), null=True, blank=True)
    days = models.DecimalField(_("天数"), max_digits=5, decimal_places=1, null=True, blank=True)
    hours = models.DecimalField(_("学时"), max_digits=6, decimal_places=1, null=True, blank=True)
    cost = models.DecimalField(_("经费（元）"), max_digits=12, decimal_places=2, null=True, blank=True)
    evaluation = models.DecimalField(_("平均评估得分"), max_digits=4, decimal_places=1, null=True, blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.PLANNED)
    note = models.CharField(_("备注"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("培训班次")
        ordering = ["-began", "id"]
        indexes = [models.Index(fields=["state", "ended"], name="trainingclass_ended")]
        constraints = [
            models.UniqueConstraint(fields=["unit", "name", "began"], name="trainingclass_once"),
            models.CheckConstraint(
                condition=Q(ended__isnull=True) | Q(ended__gte=F("began")),
                name="trainingclass_ends_after_it_begins",
                violation_error_message=_("结束日期不能早于开班日期。"),
            ),
            models.CheckConstraint(
                condition=~Q(state="finished") | Q(ended__isnull=False),
                name="trainingclass_finished_on_a_day",
                violation_error_message=_("已结束的班次要填写结束日期。"),
            ),
            models.CheckConstraint(
                condition=Q(evaluation__isnull=True) | Q(evaluation__range=(0, 100)),
                name="trainingclass_evaluation_of_hundred",
                violation_error_message=_("评估得分在0至100之间。"),
            ),
            models.CheckConstraint(
                condition=(Q(hours__isnull=True) | Q(hours__gt=0)) & (Q(days__isnull=True) | Q(days__gt=0)),
                name="trainingclass_hours_positive",
                violation_error_message=_("天数和学时要大于0。"),
            ),
        ]

    def __str__(self):
        return self.name


@tracked
class TrainingSession(Sourced):
    """One lecture of a class; it counts once somebody has signed in. `signed_in` is the number of sign-ins."""

    training_class = models.ForeignKey(
        TrainingClass, models.CASCADE, related_name="sessions", verbose_name=_("培训班次")
    )
    held_on = models.DateField(_("授课日期"))
    theme = models.CharField(_("主题"), max_length=200)
    lecturer = models.ForeignKey(
        Lecturer, models.PROTECT, null=True, blank=True, related_name="sessions", verbose_name=_("授课专家")
    )
    hours = models.DecimalField(_("学时"), max_digits=5, decimal_places=1, null=True, blank=True)
    place = models.CharField(_("地点"), max_length=150, blank=True)
    signed_in = models.PositiveIntegerField(_("签到人数"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("授课场次")
        ordering = ["-held_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["training_class", "held_on", "theme"], name="trainingsession_once"),
            models.CheckConstraint(
                condition=Q(hours__isnull=True) | Q(hours__gt=0),
                name="trainingsession_hours_positive",
                violation_error_message=_("学时要大于0。"),
            ),
        ]

    def __str__(self):
        return self.theme


@tracked
class Enrolment(Sourced):
    """A person's place in a class. `hours` are those earned; empty means the whole hours of the class."""

    class State(models.TextChoices):
        ENROLLED = "enrolled", _("已报名")
        ATTENDED = "attended", _("已参加")
        COMPLETED = "completed", _("已结业")
        WITHDRAWN = "withdrawn", _("退出")

    class Result(models.TextChoices):
        EXCELLENT = "excellent", _("优秀")
        PASSED = "passed", _("合格")
        FAILED = "failed", _("不合格")

    training_class = models.ForeignKey(
        TrainingClass, models.CASCADE, related_name="enrolments", verbose_name=_("培训班次")
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="enrolments", verbose_name=_("学员"))
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.ENROLLED)
    hours = models.DecimalField(_("获得学时"), max_digits=6, decimal_places=1, null=True, blank=True)
    leave_hours = models.DecimalField(_("请假学时"), max_digits=6, decimal_places=1, default=0)
    result = models.CharField(_("考核结果"), max_length=10, choices=Result.choices, blank=True)
    note = models.CharField(_("备注"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("参训记录")
        ordering = ["training_class", "person"]
        constraints = [
            models.UniqueConstraint(
                fields=["training_class", "person"], name="enrolment_once",
                violation_error_message=_("此人已在这个班次的名单中。"),
            ),
            models.CheckConstraint(
                condition=Q(leave_hours__gte=0) & (Q(hours__isnull=True) | Q(hours__gte=0)),
                name="enrolment_hours_not_negative",
                violation_error_message=_("学时不能小于0。"),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.person} {self.training_class}"
