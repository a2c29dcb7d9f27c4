"""Places in units: what is about to be used, what a post asks for, and what people have done."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cadres.models.people import Person
from cadres.models.selection import SelectionCase
from cadres.rules.post_needs import Experience
from portal.fields import PartialDateField
from portal.models import Unit
from portal.models.timebound import Sourced, tracked


@tracked
class PostReservation(Sourced):
    """A place (编制 or 职数) of a unit kept for one case, so that nobody else is promised it."""

    class Kind(models.TextChoices):
        CHIEF = "chief_posts", _("正职领导职数")
        DEPUTY = "deputy_posts", _("副职领导职数")
        ADMINISTRATIVE = "administrative", _("行政编制")
        GOVERNED = "institution_governed", _("参公事业编制")
        INSTITUTION = "institution_other", _("事业编制")

    class State(models.TextChoices):
        HELD = "held", _("拟使用")
        USED = "used", _("已使用")
        RELEASED = "released", _("已释放")

    case = models.ForeignKey(SelectionCase, models.CASCADE, related_name="reservations", verbose_name=_("选拔任用"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reservations", verbose_name=_("机构"))
    kind = models.CharField(_("名额类别"), max_length=24, choices=Kind.choices)
    reserved_on = models.DateField(_("占用日期"))
    ended_on = models.DateField(_("使用（释放）日期"), null=True, blank=True)
    document_number = models.CharField(_("使用审批文号"), max_length=100, blank=True)
    state = models.CharField(_("状态"), max_length=12, choices=State.choices, default=State.HELD)

    class Meta:
        verbose_name = verbose_name_plural = _("拟使用名额")
        ordering = ["-reserved_on", "-id"]
        indexes = [models.Index(fields=["unit", "kind"], name="postreservation_held", condition=Q(state="held"))]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"], condition=Q(state="held"), name="postreservation_once_a_case",
                violation_error_message=_("该人选已占用同类名额。"),
            ),
            models.CheckConstraint(
                condition=Q(state="held", ended_on__isnull=True) | (~Q(state="held") & Q(ended_on__isnull=False)),
                name="postreservation_ended_on_a_day",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.unit} {self.get_kind_display()}"


@tracked
class PostProfile(Sourced):
    """An experience a post of a unit asks for (因事择人); advice for choosing, never a condition."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="post_profiles", verbose_name=_("机构"))
    post = models.CharField(_("岗位"), max_length=100)
    experience = models.CharField(_("所需专长经历"), max_length=24, choices=Experience.pairs())
    number = models.PositiveSmallIntegerField(_("人数"), default=1)
    reason = models.CharField(_("理由"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("岗位需求")
        ordering = ["unit", "post", "experience"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "post", "experience"], name="postprofile_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="postprofile_asks_somebody", violation_error_message=_("人数至少为1。")
            ),
        ]

    def __str__(self):
        return f"{self.unit}{self.post} {self.get_experience_display()}"


@tracked
class PersonExperience(Sourced):
    """An experience or expertise a person has, with what shows it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="experiences", verbose_name=_("人员"))
    experience = models.CharField(_("专长经历"), max_length=24, choices=Experience.pairs())
    since = PartialDateField(_("起始时间"), null=True, blank=True)
    evidence = models.CharField(_("依据"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("专长经历")
        ordering = ["person", "experience"]
        constraints = [models.UniqueConstraint(fields=["person", "experience"], name="personexperience_once")]

    def __str__(self):
        return f"{self.person} {self.get_experience_display()}"
