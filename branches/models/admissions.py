"""Admission to the Party (发展党员): a case, the steps it has gone through, the half-yearly observations."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from branches.models.organizations import PartyOrganization
from branches.rules.admission import STEP_NAMES
from cadres.models import Person
from portal.models.timebound import Sourced, tracked


@tracked
class AdmissionCase(Sourced):
    """Somebody on the way into the Party; `state` follows from the steps taken.

    `probation_extended` is how many months the probation was made longer by decision of the branch.
    """

    class State(models.TextChoices):
        APPLICANT = "applicant", _("入党申请人")
        ACTIVIST = "activist", _("入党积极分子")
        DEVELOPMENT_TARGET = "development_target", _("发展对象")
        PROBATIONARY = "probationary", _("预备党员")
        FULL = "full", _("已转正")
        STOPPED = "stopped", _("已终止")

    person = models.ForeignKey(Person, models.PROTECT, related_name="admissions", verbose_name=_("人员"))
    organization = models.ForeignKey(
        PartyOrganization, models.PROTECT, related_name="admissions", verbose_name=_("所在党支部")
    )
    state = models.CharField(
        _("发展阶段"), max_length=20, choices=State.choices, default=State.APPLICANT, editable=False
    )
    applied_on = models.DateField(_("申请入党日期"))
    phone = models.CharField(_("联系电话"), max_length=40, blank=True)
    contacts = models.CharField(_("培养联系人"), max_length=100, blank=True)
    introducers = models.CharField(_("入党介绍人"), max_length=100, blank=True)
    special = models.BooleanField(_("特殊情况（审批可延长）"), default=False)
    probation_extended = models.PositiveSmallIntegerField(_("延长预备期（月）"), default=0)
    stopped_on = models.DateField(_("终止日期"), null=True, blank=True)
    stopped_reason = models.CharField(_("终止原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("发展党员")
        ordering = ["-applied_on", "id"]
        indexes = [models.Index(fields=["organization", "state"], name="admissioncase_organization")]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=~Q(state__in=["full", "stopped"]),
                name="admissioncase_one_open",
                violation_error_message=_("此人已有正在进行的发展党员记录。"),
            )
        ]

    def __str__(self):
        return str(self.person)


@tracked
class AdmissionStep(Sourced):
    """One of the twenty-five steps, done on a day (and up to a day, where it lasts)."""

    case = models.ForeignKey(AdmissionCase, models.CASCADE, related_name="steps", verbose_name=_("发展党员"))
    number = models.PositiveSmallIntegerField(_("步骤"), choices=list(STEP_NAMES.items()))
    done_on = models.DateField(_("日期"))
    ended_on = models.DateField(_("结束日期"), null=True, blank=True, help_text=_("公示、培训等持续几天的步骤填写。"))
    document_number = models.CharField(_("文号或材料"), max_length=200, blank=True)
    note = models.CharField(_("备注"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("发展党员步骤")
        ordering = ["case", "number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="admissionstep_once"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=25), name="admissionstep_number"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=models.F("done_on")),
                name="admissionstep_ends_after_it_begins",
                violation_error_message=_("结束日期不能早于开始日期。"),
            ),
        ]

    def __str__(self):
        return f"{self.case} {self.get_number_display()}"


@tracked
class AdmissionObservation(Sourced):
    """A half-yearly look at an activist or a probationary member, with the branch's opinion."""

    case = models.ForeignKey(AdmissionCase, models.CASCADE, related_name="observations", verbose_name=_("发展党员"))
    on = models.DateField(_("考察日期"))
    opinion = models.CharField(_("考察意见"), max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("培养考察记录")
        ordering = ["case", "on"]

    def __str__(self):
        return f"{self.case} {self.on}"
