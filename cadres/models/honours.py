"""Awards, discipline and yearly appraisals."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cadres.models.people import Person
from portal.fields import PartialDateField
from portal.models import Unit
from portal.models.timebound import Sourced, tracked


@tracked
class Award(Sourced):
    """An award or a disciplinary act.

    `award_year` is the assessed year an award is given for and `basis` what it is given for; both are empty where the
    file did not say.
    """

    class Basis(models.TextChoices):
        EXCELLENT_YEAR = "excellent_year", _("年度考核优秀")
        THREE_YEARS = "three_years", _("连续三年年度考核优秀")
        OTHER = "other", _("其他事由")

    person = models.ForeignKey(Person, models.CASCADE, related_name="awards", verbose_name=_("人员"))
    name = models.CharField(_("奖惩名称"), max_length=120)
    code = models.CharField(_("奖惩名称代码"), max_length=10, blank=True, help_text="ZB65")
    decided = PartialDateField(_("批准日期"), null=True, blank=True)
    decided_by = models.CharField(_("批准机关"), max_length=120, blank=True)
    body_level = models.CharField(_("批准机关级别"), max_length=8, blank=True, help_text="ZB03")
    post_level = models.CharField(_("受奖惩时职务层次"), max_length=8, blank=True, help_text="ZB09")
    revoked = PartialDateField(_("撤销日期"), null=True, blank=True)
    body_kind = models.CharField(_("批准机关性质"), max_length=4, blank=True, help_text="ZB128")
    award_year = models.PositiveSmallIntegerField(_("奖励年度"), null=True, blank=True)
    basis = models.CharField(_("奖励依据"), max_length=20, choices=Basis.choices, blank=True)
    document_number = models.CharField(_("决定文号"), max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("奖惩")
        ordering = ["person", "decided", "id"]

    def __str__(self):
        return self.name


@tracked
class Appraisal(Sourced):
    """The result of one year's appraisal; one result a person a year.

    The result counts from `decided_on`, known only in the next year; where it is empty the office's rule tells the
    day. `signed_on` is when the person signed for it.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="appraisals", verbose_name=_("人员"))
    year = models.PositiveSmallIntegerField(_("考核年度"))
    result = models.CharField(_("考核结论"), max_length=4, help_text="ZB18")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("考核单位"))
    participated = models.BooleanField(_("参加考核"), default=True)
    reason = models.CharField(_("不定等次或未参加的原因"), max_length=200, blank=True)
    decided_on = models.DateField(_("确定日期"), null=True, blank=True)
    signed_on = models.DateField(_("本人签字日期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("年度考核")
        ordering = ["person", "year"]
        constraints = [models.UniqueConstraint(fields=["person", "year"], name="appraisal_once_a_year")]

    def __str__(self):
        return f"{self.person} {self.year}年度考核"
