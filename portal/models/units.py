"""The organization tree, with what each unit was called and where it stood on any day."""

import pgtrigger  # noqa: F401  (registers the triggers that history is made of)
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Func, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from portal.models.timebound import FOREVER, TimeBound, tracked
from portal.rules.unit_kinds import UnitKind


class UnitQuerySet(models.QuerySet):
    """Units by place in the tree."""

    def under(self, *units):
        """The units given and everything below them, by one range of the path index."""
        condition = models.Q(pk__in=[])
        for unit in units:
            condition |= models.Q(path__startswith=unit.path)
        return self.filter(condition)

    def visible_to(self, user):
        """Units inside the user's scope."""
        return self.under(*user.scope_units())


@tracked
class Unit(models.Model):
    """A unit as an identity; name, kind and parent here are today's, `UnitSpan` holds every day's."""

    code = models.CharField(_("机构编码"), max_length=68, unique=True)
    name = models.CharField(_("机构名称"), max_length=200)
    short_name = models.CharField(_("机构简称"), max_length=200, blank=True)
    kind = models.CharField(_("机构性质"), max_length=24, choices=UnitKind.pairs())
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级机构")
    )
    township = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="township_units",
        verbose_name=_("所属乡镇街道"),
        help_text=_("本机构所在的乡、镇、街道；县直机构为空。"),
    )
    path = models.CharField(_("层级路径"), max_length=400, editable=False)
    position = models.PositiveIntegerField(_("排序号"), default=0)
    source_row = models.ForeignKey(
        "portal.BatchRow", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("机构")
        ordering = ["path"]
        # Of one column twice: what begins with a path is found by the first, the order of units is read from the second.
        indexes = [
            models.Index(fields=["path"], name="unit_path", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["path"], name="unit_in_order"),
        ]

    def __str__(self):
        return self.name


@tracked
class UnitSpan(TimeBound):
    """What a unit was from one day to another: its name, kind, parent and township."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="spans", verbose_name=_("机构"))
    name = models.CharField(_("机构名称"), max_length=200)
    short_name = models.CharField(_("机构简称"), max_length=200, blank=True)
    kind = models.CharField(_("机构性质"), max_length=24, choices=UnitKind.pairs())
    parent = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("上级机构")
    )
    township = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("所属乡镇街道")
    )
    affiliation = models.CharField(_("隶属关系"), max_length=8, blank=True, help_text="ZB87")
    level = models.CharField(_("机构级别"), max_length=8, blank=True, help_text="ZB03")
    category = models.CharField(_("机构类别"), max_length=8, blank=True, help_text="ZB04")
    legal_kind = models.CharField(_("法人单位标识"), max_length=4, blank=True, help_text="B0194")
    region = models.CharField(_("所在政区"), max_length=60, blank=True, help_text="ZB01")
    note = models.CharField(_("备注"), max_length=500, blank=True)

    class Meta(TimeBound.Meta):
        verbose_name = verbose_name_plural = _("机构沿革")
        ordering = ["unit", "began"]
        constraints = [
            *TimeBound.Meta.constraints,
            ExclusionConstraint(
                name="portal_unitspan_one_at_a_time",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    (
                        Func(Coalesce("began", Value(0)), Coalesce("ended", Value(FOREVER)), function="int4range"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("同一机构的两段沿革时间重叠。"),
            ),
        ]

    def __str__(self):
        return self.name


@tracked
class UnitQuota(TimeBound):
    """Approved numbers of a unit (编制, 职数) from a day on; empty means not approved, not nought."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="quotas", verbose_name=_("机构"))
    administrative = models.PositiveIntegerField(_("行政编制数"), null=True, blank=True)
    institution_governed = models.PositiveIntegerField(_("事业编制数（参照）"), null=True, blank=True)
    institution_other = models.PositiveIntegerField(_("事业编制数（非参照）"), null=True, blank=True)
    worker = models.PositiveIntegerField(_("工勤编制数"), null=True, blank=True)
    other = models.PositiveIntegerField(_("其他编制数"), null=True, blank=True)
    inner_leaders = models.PositiveIntegerField(_("内设机构领导职数"), null=True, blank=True)
    chief_posts = models.PositiveIntegerField(_("正职领导职数"), null=True, blank=True)
    deputy_posts = models.PositiveIntegerField(_("副职领导职数"), null=True, blank=True)
    document_number = models.CharField(_("批准文号"), max_length=200, blank=True)
    document_date = models.CharField(_("批准时间"), max_length=20, blank=True)

    class Meta(TimeBound.Meta):
        verbose_name = verbose_name_plural = _("编制职数")

    def __str__(self):
        return f"{self.unit} {self.began or ''}"
