"""What a person studied, where, and whether full-time or in service."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cadres.models.people import Person
from portal.fields import PartialDateField
from portal.models.timebound import TimeBound, tracked


@tracked
class Education(TimeBound):
    """One course of study; it counts from the day it ended (毕业), not from the day it began."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="educations", verbose_name=_("人员"))
    mode = models.CharField(_("教育类别"), max_length=1, help_text=_("ZB123:1 全日制，2 在职"))
    level = models.CharField(_("学历代码"), max_length=4, blank=True, help_text="ZB64")
    level_text = models.CharField(_("学历名称"), max_length=60, blank=True)
    degree = models.CharField(_("学位代码"), max_length=4, blank=True, help_text="GB6864")
    degree_text = models.CharField(_("学位名称"), max_length=60, blank=True)
    degree_granted = PartialDateField(_("学位授予时间"), null=True, blank=True)
    school = models.CharField(_("学校（单位）名称"), max_length=120, blank=True)
    major = models.CharField(_("所学专业名称"), max_length=80, blank=True)
    major_category = models.CharField(_("所学专业类别"), max_length=60, blank=True, help_text="GB16835")
    school_text = models.CharField(_("毕业院校系及专业"), max_length=200, blank=True, help_text=_("任免审批表原文"))
    degree_school_text = models.CharField(_("毕业院校系及专业（学位）"), max_length=200, blank=True)
    years = models.CharField(_("学制年限"), max_length=8, blank=True)
    outcome = models.CharField(_("学业完成情况"), max_length=1, default="1", help_text=_("ZB28:1 毕业"))
    shown = models.BooleanField(_("输出标识"), default=True)

    class Meta(TimeBound.Meta):
        verbose_name = verbose_name_plural = _("学历学位")
        indexes = [models.Index(fields=["person", "mode", "level"], name="education_person")]

    def __str__(self):
        return f"{self.level_text}{self.degree_text}"
