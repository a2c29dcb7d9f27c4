"""Service centres of villages (综合服务中心), whom they served, and what was brought together in them."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from branches.models.village import VillageSpan, amount_field, placed_by, year_field
from portal.models.timebound import Sourced, tracked


@tracked
class ServiceCentre(VillageSpan):
    """A service centre and which of the three functions it has."""

    name = models.CharField(_("中心名称"), max_length=200)
    has_culture = models.BooleanField(_("文化娱乐"), default=False)
    has_health = models.BooleanField(_("医疗卫生"), default=False)
    has_care = models.BooleanField(_("养老托幼"), default=False)
    area = models.DecimalField(_("建筑面积（㎡）"), max_digits=9, decimal_places=2, null=True, blank=True)
    staff = models.PositiveSmallIntegerField(_("工作人员（人）"), null=True, blank=True)
    hours = models.CharField(_("开放时间"), max_length=100, blank=True)

    class Meta(VillageSpan.Meta):
        verbose_name = verbose_name_plural = _("综合服务中心")
        ordering = ["id"]

    def __str__(self):
        return self.name


@tracked
class ServiceLog(Sourced):
    """How many times a centre served in a month, by function (人次)."""

    centre = models.ForeignKey(ServiceCentre, models.CASCADE, related_name="logs", verbose_name=_("综合服务中心"))
    year = year_field()
    month = models.PositiveSmallIntegerField(_("月份"), validators=[MinValueValidator(1), MaxValueValidator(12)])
    culture = models.PositiveIntegerField(_("文化娱乐（人次）"), default=0)
    health = models.PositiveIntegerField(_("医疗卫生（人次）"), default=0)
    care = models.PositiveIntegerField(_("养老托幼（人次）"), default=0)
    errands = models.PositiveIntegerField(_("代办事项（件）"), default=0)

    objects = placed_by("centre__unit")

    class Meta:
        verbose_name = verbose_name_plural = _("服务台账")
        ordering = ["-year", "-month", "centre"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "year", "month"],
                name="servicelog_once_a_month",
                violation_error_message=_("该中心本月的台账已有。"),
            )
        ]

    def __str__(self):
        return f"{self.year}年{self.month}月"


@tracked
class ServiceResource(Sourced):
    """A department, project or fund brought into a centre."""

    class Kind(models.TextChoices):
        DEPARTMENT = "department", _("部门")
        PROJECT = "project", _("项目")
        FUND = "fund", _("资金")

    centre = models.ForeignKey(ServiceCentre, models.CASCADE, related_name="resources", verbose_name=_("综合服务中心"))
    kind = models.CharField(_("资源类别"), max_length=12, choices=Kind.choices)
    name = models.CharField(_("资源名称"), max_length=200)
    amount = amount_field(_("金额（万元）"), null=True, blank=True)
    attached_on = models.DateField(_("整合日期"))

    objects = placed_by("centre__unit")

    class Meta:
        verbose_name = verbose_name_plural = _("整合资源")
        ordering = ["-attached_on", "-id"]

    def __str__(self):
        return self.name
