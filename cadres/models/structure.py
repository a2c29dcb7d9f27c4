"""Requirements on the structure of township teams in a round, and the slates as they stood at completion."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cadres.models.people import Person
from cadres.models.selection import AGE_BOUNDARIES
from cadres.models.turnover import TurnoverRound, TurnoverUnit
from cadres.rules.age import AgeBoundary
from cadres.rules.structure import Comparator, Group, Measure, Scope, TeamPost, Trait
from portal.fields import PartialDateField
from portal.models import Unit
from portal.models.timebound import Sourced, tracked


@tracked
class StructureRequirement(Sourced):
    """One requirement of a round, with the paper it comes from."""

    round = models.ForeignKey(TurnoverRound, models.CASCADE, related_name="requirements", verbose_name=_("换届"))
    name = models.CharField(_("要求"), max_length=100)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("适用机构"), help_text=_("全县适用的填县")
    )
    scope = models.CharField(_("范围"), max_length=8, choices=Scope.pairs(), default=Scope.EACH.value)
    group = models.CharField(_("对象"), max_length=16, choices=Group.pairs(), default=Group.MEMBERS.value)
    trait = models.CharField(_("条件"), max_length=24, choices=Trait.pairs())
    most_age = models.PositiveSmallIntegerField(
        _("年龄"), null=True, blank=True, help_text=_("条件或对象涉及年龄时填写")
    )
    age_boundary = models.CharField(
        _("年龄界限"), max_length=16, choices=AGE_BOUNDARIES, default=AgeBoundary.NOT_FULL_NEXT.value
    )
    measure = models.CharField(_("计量"), max_length=8, choices=Measure.pairs(), default=Measure.NUMBER.value)
    comparator = models.CharField(_("比较"), max_length=8, choices=Comparator.pairs(), default=Comparator.LEAST.value)
    threshold = models.DecimalField(_("标准（人或%）"), max_digits=6, decimal_places=2)
    source_document = models.CharField(_("依据文件"), max_length=300)
    verified = models.BooleanField(_("依据已核实"), default=False)
    note = models.CharField(_("说明"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("换届结构要求")
        ordering = ["round", "id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "name"], name="structurerequirement_once"),
            models.CheckConstraint(
                condition=~Q(trait="age") & ~Q(group="young_heads") | Q(most_age__isnull=False),
                name="structurerequirement_age_told",
                violation_error_message=_("请填写年龄。"),
            ),
            models.CheckConstraint(
                condition=Q(threshold__gte=0), name="structurerequirement_threshold",
                violation_error_message=_("标准不能为负数。"),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.name


@tracked
class SlateSnapshot(models.Model):
    """A member of a slate as they stood on the round's day, kept when the township completed and never changed.

    Empty facts were not on file then.
    """

    turnover_unit = models.ForeignKey(
        TurnoverUnit, models.CASCADE, related_name="snapshots", verbose_name=_("换届乡镇")
    )
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("人员"))
    name = models.CharField(_("姓名"), max_length=50)
    post = models.CharField(_("职务"), max_length=200, blank=True)
    team_post = models.CharField(_("班子职务"), max_length=12, choices=TeamPost.pairs())
    channel = models.CharField(_("来源渠道"), max_length=32, blank=True)
    sex = models.CharField(_("性别"), max_length=1, blank=True, help_text="GB2261")
    ethnicity = models.CharField(_("民族"), max_length=2, blank=True, help_text="GB3304")
    political_status = models.CharField(_("政治面貌"), max_length=4, blank=True, help_text="GB4762")
    born = PartialDateField(_("出生年月"), null=True, blank=True)
    age = models.PositiveSmallIntegerField(_("年龄"), null=True)
    fulltime_rank = models.SmallIntegerField(_("全日制学历档次"), null=True, help_text=_("2研究生，1大学，0大学以下"))
    township_months = models.PositiveIntegerField(_("乡镇工作月数"), null=True)
    category = models.CharField(_("主要来源类别"), max_length=32, blank=True)
    categories = models.CharField(_("全部来源类别"), max_length=300, blank=True)
    as_of = models.DateField(_("计算基准日"))
    frozen_at = models.DateTimeField(_("留存时间"), auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = _("换届留存名单")
        ordering = ["turnover_unit", "id"]
        constraints = [
            models.UniqueConstraint(fields=["turnover_unit", "person"], name="slatesnapshot_once"),
        ]

    def __str__(self):
        return self.name
