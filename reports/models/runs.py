"""Frozen figures: a number, its people and their facts as they stood when it was taken."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class RunQuerySet(models.QuerySet):
    """Runs a user may see."""

    def visible_to(self, user):
        if user.sees_everything():
            return self
        from portal.models import Unit

        return self.filter(unit__in=Unit.objects.visible_to(user))


class Run(models.Model):
    """The board of a unit and a day, taken once and never changed."""

    name = models.CharField(_("名称"), max_length=120)
    as_of = models.DateField(_("基准日"))
    known_at = models.DateTimeField(_("数据截至"))
    unit = models.ForeignKey("portal.Unit", models.PROTECT, related_name="+", verbose_name=_("单位"))
    population = models.CharField(_("人群"), max_length=40)
    round = models.ForeignKey(
        "cadres.TurnoverRound", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("换届")
    )
    rules = models.JSONField(_("所用口径"), default=dict)
    created_by = models.ForeignKey("portal.User", models.PROTECT, related_name="+", verbose_name=_("固化人"))
    created_at = models.DateTimeField(_("固化时间"), auto_now_add=True)
    withdrawn_at = models.DateTimeField(_("作废时间"), null=True, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("统计固化")
        ordering = ["-id"]

    def __str__(self):
        return self.name


class RunFigure(models.Model):
    """One number of a run with the digest of the definition that made it."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="figures")
    indicator = models.CharField(_("指标"), max_length=40)
    township = models.ForeignKey("portal.Unit", models.PROTECT, null=True, related_name="+", verbose_name=_("乡镇"))
    numerator = models.BigIntegerField(_("分子"), null=True)
    denominator = models.BigIntegerField(_("分母"), null=True)
    value = models.CharField(_("数值"), max_length=40, blank=True)
    missing = models.BigIntegerField(_("缺数据人数"), default=0)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = _("固化指标")
        constraints = [
            models.UniqueConstraint(
                fields=["run", "indicator", "township"], name="runfigure_once", nulls_distinct=False
            )
        ]

    def __str__(self):
        return f"{self.indicator} {self.value}"


class RunMember(models.Model):
    """A person of a run: which numerators counted them, which facts were missing, and the facts used.

    `person_id` is a plain number: a person merged or deleted later stays in the frozen list by name.
    """

    run = models.ForeignKey(Run, models.CASCADE, related_name="members")
    person_id = models.BigIntegerField()
    person_name = models.CharField(_("姓名"), max_length=50)
    township = models.ForeignKey("portal.Unit", models.PROTECT, null=True, related_name="+")
    numerators = ArrayField(models.CharField(max_length=40), default=list)
    missing = ArrayField(models.CharField(max_length=40), default=list)
    facts = models.JSONField(default=dict)

    class Meta:
        verbose_name = verbose_name_plural = _("固化人员")
        constraints = [
            models.UniqueConstraint(
                fields=["run", "person_id", "township"], name="runmember_once", nulls_distinct=False
            )
        ]

    def __str__(self):
        return self.person_name
