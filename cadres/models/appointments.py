"""Posts held, levels and ranks, professional titles."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from cadres.models.people import Person
from portal.fields import PartialDateField
from portal.models import Unit
from portal.models.timebound import FOREVER, Sourced, TimeBound, tracked


@tracked
class Appointment(TimeBound):
    """A post held from a day to a day. In office on a day means the period holds that day."""

    class Nature(models.TextChoices):
        POST = "post", _("任职")
        SECONDMENT = "secondment", _("挂职")
        VILLAGE_POSTING = "village_posting", _("驻村")

    person = models.ForeignKey(Person, models.CASCADE, related_name="appointments", verbose_name=_("人员"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="appointments", verbose_name=_("任职机构")
    )
    unit_text = models.CharField(_("任职机构名称"), max_length=300)
    title = models.CharField(_("职务名称"), max_length=200)
    nature = models.CharField(_("任职性质"), max_length=16, choices=Nature.choices, default=Nature.POST)
    is_team_member = models.BooleanField(_("是否领导成员"), default=False)
    member_kind = models.CharField(_("成员类别"), max_length=1, blank=True, help_text=_("ZB129:1 正职，3 副职，Z 其他"))
    is_leader_post = models.BooleanField(_("是否领导职务"), default=False)
    post_order = models.PositiveIntegerField(_("职务排序"), null=True, blank=True)
    team_order = models.PositiveIntegerField(_("集体内排序"), null=True, blank=True)
    document_number = models.CharField(_("任职文号"), max_length=260, blank=True)
    removal_number = models.CharField(_("免职文号"), max_length=260, blank=True)
    selection_mode = models.CharField(_("选拔任用方式"), max_length=4, blank=True, help_text="ZB122")
    is_exceptional = models.BooleanField(_("是否破格提拔"), default=False)
    change_reason = models.CharField(_("职务变动原因综述"), max_length=300, blank=True)
    shown = models.BooleanField(_("职务输出标识"), default=True)
    is_primary = models.BooleanField(_("主职务"), default=False)

    class Meta(TimeBound.Meta):
        verbose_name = verbose_name_plural = _("任职")
        ordering = ["person", "post_order", "began"]
        indexes = [
            models.Index(fields=["unit", "began"], name="appointment_unit"),
            models.Index(fields=["person", "began"], name="appointment_person"),
            models.Index(
                fields=["person"],
                name="appointment_team",
                include=["unit", "began", "ended"],
                condition=Q(is_team_member=True, member_kind__in=["1", "3"], nature="post"),
            ),
        ]

    def __str__(self):
        return f"{self.unit_text}{self.title}"


@tracked
class RankSpan(TimeBound):
    """A post level (职务层次) or a rank (职级) held from its approval to its end; one of each kind at a time."""

    class Sequence(models.TextChoices):
        LEVEL = "level", _("职务层次")
        RANK = "rank", _("职级")

    person = models.ForeignKey(Person, models.CASCADE, related_name="ranks", verbose_name=_("人员"))
    sequence = models.CharField(_("类别"), max_length=8, choices=Sequence.choices)
    code = models.CharField(_("职务层次（职级）"), max_length=8, help_text="ZB09 / ZB148")
    document_number = models.CharField(_("批准文号"), max_length=260, blank=True)
    status = models.CharField(_("状态"), max_length=2, blank=True, help_text="ZB10 / ZB14")

    class Meta(TimeBound.Meta):
        verbose_name = verbose_name_plural = _("职务层次与职级")
        ordering = ["person", "sequence", "began"]
        constraints = [
            *TimeBound.Meta.constraints,
            ExclusionConstraint(
                name="cadres_rankspan_one_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("sequence", RangeOperators.EQUAL),
                    (
                        Func(Coalesce("began", Value(0)), Coalesce("ended", Value(FOREVER)), function="int4range"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("同一序列的两段职级时间重叠。"),
            ),
        ]

    def __str__(self):
        return self.code


@tracked
class Qualification(Sourced):
    """A professional title obtained (专业技术任职资格)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="qualifications", verbose_name=_("人员"))
    code = models.CharField(_("专业技术资格代码"), max_length=8, blank=True, help_text="GB8561")
    name = models.CharField(_("专业技术资格名称"), max_length=60)
    obtained = PartialDateField(_("获得资格日期"), null=True, blank=True)
    obtained_by = models.CharField(_("取得资格途径"), max_length=40, blank=True, help_text="ZB24")
    body = models.CharField(_("评委会或考试名称"), max_length=100, blank=True)
    shown = models.BooleanField(_("输出标识"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = _("专业技术任职资格")

    def __str__(self):
        return self.name
