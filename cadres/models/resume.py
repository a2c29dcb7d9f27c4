"""A résumé: the text as it stands, the spells read from it, and what a person confirmed."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cadres.models.people import Person
from portal.fields import PartialDateField
from portal.models import Unit
from portal.models.timebound import Sourced, tracked


@tracked
class Resume(Sourced):
    """The text is the record of truth; everything else here is read from it."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="resume", verbose_name=_("人员"))
    text = models.TextField(_("简历"))
    digest = models.CharField(max_length=64, editable=False, help_text=_("简历文本的 SHA-256"))
    read_digest = models.CharField(max_length=64, blank=True, editable=False, help_text=_("各段履历所依据的文本"))
    tail = models.TextField(_("末段"), blank=True, help_text=_("无日期的党代表、委员等"))
    problems = models.JSONField(_("问题"), default=list)
    needs_review = models.BooleanField(_("待核对"), default=False, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = _("简历")

    def __str__(self):
        return str(self.person)


@tracked
class Spell(models.Model):
    """One period of a résumé, classed by where (`kind`) and as what (`nature`)."""

    class State(models.TextChoices):
        CERTAIN = "certain", _("自动认定")
        DOUBTFUL = "doubtful", _("待核对")
        CONFIRMED = "confirmed", _("人工确认")

    person = models.ForeignKey(Person, models.CASCADE, related_name="spells", verbose_name=_("人员"))
    position = models.PositiveSmallIntegerField(_("序号"))
    parent_position = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("其间所属的上一段"))
    line = models.PositiveSmallIntegerField(_("行号"))
    line_digest = models.CharField(max_length=64, help_text=_("原文行的摘要，人工确认据此保留"))
    raw = models.TextField(_("原文"))
    text = models.TextField(_("内容"))
    began = PartialDateField(_("起始时间"), null=True, blank=True)
    ended = PartialDateField(_("终止时间"), null=True, blank=True)
    kind = models.CharField(_("单位性质"), max_length=24)
    nature = models.CharField(_("经历性质"), max_length=24)
    full_time = models.BooleanField(_("脱产"), null=True, blank=True)
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("对应机构"))
    unit_name = models.CharField(_("单位"), max_length=200, blank=True)
    words = models.JSONField(_("判定依据"), default=list)
    reason = models.CharField(_("说明"), max_length=300, blank=True)
    state = models.CharField(_("状态"), max_length=12, choices=State.choices)

    class Meta:
        verbose_name = verbose_name_plural = _("履历段")
        ordering = ["person", "position"]
        constraints = [
            models.UniqueConstraint(fields=["person", "position"], name="spell_position"),
            models.CheckConstraint(
                condition=Q(ended__isnull=True) | Q(began__isnull=True) | Q(ended__gte=F("began")),
                name="spell_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["state", "person"], name="spell_state")]

    def __str__(self):
        return self.text[:40]


@tracked
class SpellConfirmation(models.Model):
    """What a person said of one line of a résumé; holds as long as the line reads the same."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="spell_confirmations", verbose_name=_("人员"))
    line_digest = models.CharField(max_length=64)
    occurrence = models.PositiveSmallIntegerField(default=0, help_text=_("同一行内第几段"))
    began = PartialDateField(_("起始时间"), null=True, blank=True)
    ended = PartialDateField(_("终止时间"), null=True, blank=True)
    kind = models.CharField(_("单位性质"), max_length=24)
    nature = models.CharField(_("经历性质"), max_length=24)
    full_time = models.BooleanField(_("脱产"), null=True, blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    confirmed_by = models.ForeignKey("portal.User", models.PROTECT, related_name="+", verbose_name=_("确认人"))
    confirmed_at = models.DateTimeField(_("确认时间"), auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = _("履历确认")
        constraints = [
            models.UniqueConstraint(fields=["person", "line_digest", "occurrence"], name="confirmation_once")
        ]

    def __str__(self):
        return f"{self.person} {self.kind}"


@tracked
class TownshipPeriod(models.Model):
    """A stretch of time that counts as township work under the rule in force, worked out from the spells.

    Disjoint for one person; clipped at the as-of day when counted. `counts_from` is the first day on which
    the stretch counts at all (a secondment counts only once it has lasted long enough).
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="township_periods", verbose_name=_("人员"))
    began = PartialDateField(_("起始时间"))
    ended = PartialDateField(_("终止时间"), null=True, blank=True)
    counts_from = PartialDateField(_("起算日"), null=True, blank=True)
    convention = models.CharField(_("月数算法"), max_length=20, default="MONTH_DIFF", help_text="MONTH_DIFF, FULL_MONTHS, INCLUSIVE_MONTHS")
    spells = models.JSONField(_("依据的履历段"), default=list, help_text=_("履历段序号"))
    rule = models.ForeignKey("portal.RuleSetting", models.PROTECT, null=True, related_name="+", verbose_name=_("口径"))

    class Meta:
        verbose_name = verbose_name_plural = _("乡镇工作时段")
        indexes = [
            models.Index(fields=["person"], include=["began", "ended", "counts_from", "convention"], name="townshipperiod_person")
        ]

    def __str__(self):
        return f"{self.began}-{self.ended or ''}"
