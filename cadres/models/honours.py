"""Awards, discipline and yearly appraisals."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cadres.models.people import Person
from portal.fields import PartialDateField
from portal.models.timebound import Sourced, tracked


@tracked
class Award(Sourced):
    """An award or a disciplinary act."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="awards", verbose_name=_("人员"))
    name = models.CharField(_("奖惩名称"), max_length=120)
    code = models.CharField(_("奖惩名称代码"), max_length=10, blank=True, help_text="ZB65")
    decided = PartialDateField(_("批准日期"), null=True, blank=True)
    decided_by = models.CharField(_("批准机关"), max_length=120, blank=True)
    body_level = models.CharField(_("批准机关级别"), max_length=8, blank=True, help_text="ZB03")
    post_level = models.CharField(_("受奖惩时职务层次"), max_length=8, blank=True, help_text="ZB09")
    revoked = PartialDateField(_("撤销日期"), null=True, blank=True)
    body_kind = models.CharField(_("批准机关性质"), max_length=4, blank=True, help_text="ZB128")

    class Meta:
        verbose_name = verbose_name_plural = _("奖惩")
        ordering = ["person", "decided", "id"]

    def __str__(self):
        return self.name


@tracked
class Appraisal(Sourced):
    """The result of one year's appraisal; one result a person a year."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="appraisals", verbose_name=_("人员"))
    year = models.PositiveSmallIntegerField(_("考核年度"))
    result = models.CharField(_("考核结论"), max_length=4, help_text="ZB18")

    class Meta:
        verbose_name = verbose_name_plural = _("年度考核")
        ordering = ["person", "year"]
        constraints = [models.UniqueConstraint(fields=["person", "year"], name="appraisal_once_a_year")]

    def __str__(self):
        return f"{self.year} {self.result}"
