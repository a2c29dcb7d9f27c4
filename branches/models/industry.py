"""Industry projects of villages, their yearly results, and what villages earn together."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from branches.models.initiatives import Initiative
from branches.models.village import VillageRecord, VillageSpan, amount_field, placed_by, year_field
from portal.models.timebound import Sourced, tracked


@tracked
class IndustryProject(VillageSpan):
    """An industry project in being from its start up to, but not on, its end."""

    class Kind(models.TextChoices):
        PLANTING = "planting", _("特色种植")
        BREEDING = "breeding", _("特色养殖")
        TOURISM = "tourism", _("乡村旅游")
        COMMERCE = "commerce", _("电商经济")
        PROCESSING = "processing", _("农产品加工")
        OTHER = "other", _("其他")

    class Operator(models.TextChoices):
        COLLECTIVE = "collective", _("村集体经济组织")
        COOPERATIVE = "cooperative", _("合作社")
        ENTERPRISE = "enterprise", _("企业")
        FARM = "farm", _("家庭农场")
        PERSON = "person", _("个人")

    name = models.CharField(_("产业项目名称"), max_length=200)
    kind = models.CharField(_("产业类型"), max_length=12, choices=Kind.choices)
    operator = models.CharField(_("经营主体类型"), max_length=12, choices=Operator.choices, blank=True)
    operator_name = models.CharField(_("经营主体名称"), max_length=200, blank=True)
    initiative = models.ForeignKey(
        Initiative, models.PROTECT, null=True, blank=True, related_name="projects", verbose_name=_("党建+项目")
    )
    investment = amount_field(_("总投资（万元）"), null=True, blank=True)
    jobs = models.PositiveIntegerField(_("带动就业（人）"), null=True, blank=True)

    class Meta(VillageSpan.Meta):
        verbose_name = verbose_name_plural = _("产业项目")
        ordering = ["id"]

    def __str__(self):
        return self.name


@tracked
class IndustryResult(Sourced):
    """What a project came to in a whole year."""

    project = models.ForeignKey(IndustryProject, models.CASCADE, related_name="results", verbose_name=_("产业项目"))
    year = year_field()
    revenue = amount_field(_("营业收入（万元）"), null=True, blank=True)
    collective_revenue = amount_field(_("村集体增收（万元）"), null=True, blank=True)
    visitors = models.PositiveIntegerField(_("接待游客（人次）"), null=True, blank=True)

    objects = placed_by("project__unit")

    class Meta:
        verbose_name = verbose_name_plural = _("产业项目年度成效")
        ordering = ["project", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "year"],
                name="industryresult_once_a_year",
                violation_error_message=_("该项目本年度的成效已有。"),
            )
        ]

    def __str__(self):
        return f"{self.project} {self.year}"


@tracked
class CollectiveIncome(VillageRecord):
    """What a village's collective earned in a whole year; grants are no operating income."""

    year = year_field()
    operating = amount_field(_("经营性收入（万元）"))
    total = amount_field(_("集体经济总收入（万元）"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("村集体收入")
        ordering = ["unit", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"],
                name="collectiveincome_once_a_year",
                violation_error_message=_("本村本年度的集体收入已有。"),
            ),
            models.CheckConstraint(
                condition=models.Q(total__isnull=True) | models.Q(operating__lte=models.F("total")),
                name="collectiveincome_operating_within_total",
                violation_error_message=_("经营性收入不能超过集体经济总收入。"),
            ),
        ]

    def __str__(self):
        return f"{self.unit} {self.year}"
