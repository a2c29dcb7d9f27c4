"""Figures over records frozen: the numbers, and every record that was asked about, as it stood."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from reports.models.runs import RunQuerySet


class RecordRun(models.Model):
    """All figures over records of a unit and a day, taken once and never changed."""

    name = models.CharField(_("名称"), max_length=120)
    as_of = models.DateField(_("基准日"))
    since = models.DateField(_("累计起算日"))
    known_at = models.DateTimeField(_("数据截至"))
    unit = models.ForeignKey("portal.Unit", models.PROTECT, related_name="+", verbose_name=_("单位"))
    rules = models.JSONField(_("所用口径"), default=dict)
    created_by = models.ForeignKey("portal.User", models.PROTECT, related_name="+", verbose_name=_("固化人"))
    created_at = models.DateTimeField(_("固化时间"), auto_now_add=True)
    withdrawn_at = models.DateTimeField(_("作废时间"), null=True, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("工作指标固化")
        ordering = ["-id"]

    def __str__(self):
        return self.name


class RecordRunFigure(models.Model):
    """One number of a run: of a place, of the whole where the place is empty, or of all outside every township."""

    run = models.ForeignKey(RecordRun, models.CASCADE, related_name="figures")
    indicator = models.CharField(_("指标"), max_length=40)
    place = models.ForeignKey("portal.Unit", models.PROTECT, null=True, related_name="+", verbose_name=_("单位"))
    outside = models.BooleanField(_("乡镇以外"), default=False)
    numerator = models.DecimalField(_("分子"), max_digits=20, decimal_places=4)
    denominator = models.DecimalField(_("分母"), max_digits=20, decimal_places=4, null=True)
    value = models.CharField(_("数值"), max_length=40, blank=True)
    missing = models.PositiveIntegerField(_("缺数据条数"), default=0)
    asked = models.PositiveIntegerField(_("统计条数"), default=0)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = _("固化工作指标")
        constraints = [
            models.UniqueConstraint(
                fields=["run", "indicator", "place", "outside"], name="recordrunfigure_once", nulls_distinct=False
            )
        ]

    def __str__(self):
        return f"{self.indicator} {self.value}"


class RecordRunRow(models.Model):
    """A record of a run: which figures asked about it, counted it, or lacked one of its columns.

    `record_id` and `person_id` are plain numbers: a record deleted later stays in the frozen list by its texts.
    """

    run = models.ForeignKey(RecordRun, models.CASCADE, related_name="rows")
    source = models.CharField(_("记录种类"), max_length=60)
    record_id = models.BigIntegerField(_("记录编号"))
    place = models.ForeignKey("portal.Unit", models.PROTECT, null=True, related_name="+", verbose_name=_("单位"))
    person_id = models.BigIntegerField(null=True)
    shown = ArrayField(models.TextField(), default=list)
    columns = models.JSONField(default=dict)
    asked = ArrayField(models.CharField(max_length=40), default=list)
    numerators = ArrayField(models.CharField(max_length=40), default=list)
    missing = ArrayField(models.CharField(max_length=40), default=list)

    class Meta:
        verbose_name = verbose_name_plural = _("固化记录")
        constraints = [models.UniqueConstraint(fields=["run", "source", "record_id"], name="recordrunrow_once")]

    def __str__(self):
        return "，".join(self.shown[:2])
