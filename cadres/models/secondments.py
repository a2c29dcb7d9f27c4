"""Cadres sent elsewhere for a time: up, down, or to work along."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cadres.models.people import Person
from portal.models import Unit
from portal.models.timebound import Sourced, tracked


@tracked
class Secondment(Sourced):
    """A time at another unit; the personnel relation stays with the sending one (公务员法 Art. 72).

    Up and down are posts (挂职); shadowing (跟班学习) is no appointment. `started` and `ended` are the days it really
    began and ended, the last one included; `planned_end` is the day by which it ends.
    """

    class Direction(models.TextChoices):
        UP = "up", _("上派")
        DOWN = "down", _("下挂")
        SHADOWING = "shadowing", _("跟班学习")

    class State(models.TextChoices):
        PLANNED = "planned", _("计划")
        RUNNING = "running", _("进行中")
        FINISHED = "finished", _("已结束")
        CANCELLED = "cancelled", _("已取消")

    class Appraisal(models.TextChoices):
        EXCELLENT = "excellent", _("优秀")
        GOOD = "good", _("称职（合格）")
        FAIR = "fair", _("基本称职（基本合格）")
        POOR = "poor", _("不称职（不合格）")

    person = models.ForeignKey(Person, models.PROTECT, related_name="secondments", verbose_name=_("人员"))
    direction = models.CharField(_("类型"), max_length=10, choices=Direction.choices)
    sending_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("派出单位")
    )
    sending_text = models.CharField(_("派出单位名称"), max_length=150, blank=True)
    host_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("接收单位")
    )
    host_text = models.CharField(_("接收单位名称"), max_length=150, blank=True)
    post = models.CharField(_("挂任职务（跟班岗位）"), max_length=100, blank=True)
    mentor = models.CharField(_("带教人"), max_length=60, blank=True)
    task = models.CharField(_("主要任务"), max_length=300, blank=True)
    document_number = models.CharField(_("派出文号"), max_length=120, blank=True)
    planned_start = models.DateField(_("计划开始日期"), null=True, blank=True)
    planned_end = models.DateField(_("计划结束日期"), null=True, blank=True)
    started = models.DateField(_("实际开始日期"), null=True, blank=True)
    ended = models.DateField(_("实际结束日期"), null=True, blank=True)
    appraisal = models.CharField(_("鉴定等次"), max_length=10, choices=Appraisal.choices, blank=True)
    appraisal_text = models.CharField(_("鉴定意见"), max_length=500, blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.PLANNED)

    class Meta:
        verbose_name = verbose_name_plural = _("挂职与跟班")
        ordering = ["-started", "id"]
        indexes = [models.Index(fields=["person", "started"], name="secondment_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(host_unit__isnull=False) | ~Q(host_text=""),
                name="secondment_has_host",
                violation_error_message=_("请选择接收单位，或写出接收单位名称。"),
            ),
            models.CheckConstraint(
                condition=Q(ended__isnull=True) | Q(started__isnull=False, ended__gte=F("started")),
                name="secondment_ends_after_it_starts",
                violation_error_message=_("实际结束日期不能早于实际开始日期。"),
            ),
            models.CheckConstraint(
                condition=Q(planned_end__isnull=True)
                | Q(planned_start__isnull=True)
                | Q(planned_end__gte=F("planned_start")),
                name="secondment_plan_ends_after_it_starts",
                violation_error_message=_("计划结束日期不能早于计划开始日期。"),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "cancelled"], started__isnull=True, ended__isnull=True)
                | Q(state="running", started__isnull=False, ended__isnull=True)
                | Q(state="finished", started__isnull=False, ended__isnull=False),
                name="secondment_state_has_its_days",
                violation_error_message=_(
                    "进行中的要有实际开始日期，已结束的还要有实际结束日期；计划和取消的两者都不填。"
                ),
            ),
        ]

    def __str__(self):
        return f"{self.person} {self.host}"

    @property
    def host(self) -> str:
        """Name of the unit that takes the person in."""
        return self.host_unit.name if self.host_unit_id else self.host_text

    @property
    def sender(self) -> str:
        """Name of the unit that sends the person, the person's own unit when none is named."""
        if self.sending_unit_id:
            return self.sending_unit.name
        return self.sending_text or (self.person.unit.name if self.person.unit_id else "")
