"""Training of Party members: courses by channel, and who took part for how many hours."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from branches.models.members import PartyMember
from branches.models.organizations import PartyOrganization
from portal.models.timebound import Sourced, tracked


def hours_field(label: str) -> models.DecimalField:
    """Hours of training, to the half hour or finer."""
    return models.DecimalField(label, max_digits=5, decimal_places=1, validators=[MinValueValidator(0)])


@tracked
class MemberCourse(Sourced):
    """One course for members; one held is one 期."""

    class Channel(models.TextChoices):
        INTENSIVE = "intensive", _("集中轮训")
        ONLINE = "online", _("在线学习")
        VISIT = "visit", _("实地考察")

    organization = models.ForeignKey(
        PartyOrganization, models.PROTECT, related_name="courses", verbose_name=_("主办党组织")
    )
    channel = models.CharField(_("培训形式"), max_length=10, choices=Channel.choices)
    title = models.CharField(_("培训名称"), max_length=200)
    began_on = models.DateField(_("开始日期"))
    ended_on = models.DateField(_("结束日期"), null=True, blank=True)
    place = models.CharField(_("地点"), max_length=100, blank=True)
    hours = hours_field(_("学时"))

    class Meta:
        verbose_name = verbose_name_plural = _("党员培训")
        ordering = ["-began_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=models.F("began_on")),
                name="membercourse_ends_after_it_begins",
                violation_error_message=_("结束日期不能早于开始日期。"),
            )
        ]

    def __str__(self):
        return self.title


@tracked
class MemberTraining(Sourced):
    """One member in one course, with the hours earned."""

    course = models.ForeignKey(MemberCourse, models.CASCADE, related_name="trainings", verbose_name=_("党员培训"))
    member = models.ForeignKey(PartyMember, models.PROTECT, related_name="trainings", verbose_name=_("党员"))
    hours = hours_field(_("学时"))

    class Meta:
        verbose_name = verbose_name_plural = _("党员参训记录")
        ordering = ["course", "member"]
        constraints = [models.UniqueConstraint(fields=["course", "member"], name="membertraining_once")]

    def __str__(self):
        return f"{self.member} {self.course}"
