"""Ranks (职级): promotion rounds and cases, the conversion of 2019, quotas and what bars from promotion."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cadres.models.appointments import RankSpan
from cadres.models.people import Person
from cadres.rules.ranks.ladder import rank_name
from cadres.rules.ranks.quota import TIER_CHOICES
from portal.fields import PartialDateField
from portal.models import Unit
from portal.models.timebound import Sourced, TimeBound, tracked


@tracked
class RankPromotionRound(Sourced):
    """One round of promotions: a unit or the whole county, with the day on which years are counted."""

    name = models.CharField(_("名称"), max_length=100, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("组织实施单位"))
    as_of = models.DateField(_("资格计算基准日"))
    proposed_on = models.DateField(_("动议日期"), null=True, blank=True)
    plan_number = models.CharField(_("工作方案文号"), max_length=100, blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("职级晋升批次")
        ordering = ["-as_of", "name"]

    def __str__(self):
        return self.name


@tracked
class RankPromotionCase(Sourced):
    """One person's way to one rank; approved once it is one promotion (人次).

    `kind` tells a promotion from what only looks like one in the lists offices send (first determination, same rank
    elsewhere, a step down). `trace` keeps the explanation of the day on which the years were checked.
    """

    class Kind(models.TextChoices):
        PROMOTION = "promotion", _("职级晋升")
        INITIAL = "initial", _("首次确定")
        LATERAL = "lateral", _("同职级转任")
        DEMOTION = "demotion", _("降低职级")

    class Regime(models.TextChoices):
        PARALLEL = "2019", _("2019年职务与职级并行")
        COUNTY = "2015", _("2015年县以下机关职级")

    class State(models.TextChoices):
        DRAFT = "draft", _("动议")
        ELIGIBLE_CHECK = "eligible_check", _("资格审核")
        POLL = "poll", _("民主测评")
        PLAN_SUBMITTED = "plan_submitted", _("方案报批")
        APPROVED_PLAN = "approved_plan", _("方案已批复")
        PUBLIC_NOTICE = "public_notice", _("公示")
        APPROVED = "approved", _("已批准")
        FILED = "filed", _("已备案")
        PAID = "paid", _("待遇已兑现")
        REJECTED = "rejected", _("不予晋升")
        HOLD = "hold", _("暂缓")
        ROLLED_BACK = "rolled_back", _("批准已撤销")

    round = models.ForeignKey(
        RankPromotionRound, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("晋升批次")
    )
    person = models.ForeignKey(Person, models.CASCADE, related_name="rank_cases", verbose_name=_("人员"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("所在单位"))
    kind = models.CharField(_("办理类别"), max_length=10, choices=Kind.choices, default=Kind.PROMOTION)
    regime = models.CharField(_("适用制度"), max_length=4, choices=Regime.choices, default=Regime.PARALLEL)
    held = models.CharField(_("原职级"), max_length=8, blank=True, help_text="ZB148")
    target = models.CharField(_("拟任职级"), max_length=8, help_text="ZB148")
    checked_on = models.DateField(_("资格审核日期"), null=True, blank=True)
    eligible_on = PartialDateField(_("年限届满时间"), null=True, blank=True)
    trace = models.JSONField(_("资格审核依据"), default=dict, blank=True, editable=False)
    voters = models.PositiveIntegerField(_("测评参加人数"), null=True, blank=True)
    votes = models.PositiveIntegerField(_("测评赞成票"), null=True, blank=True)
    plan_submitted_on = models.DateField(_("方案上报日期"), null=True, blank=True)
    plan_number = models.CharField(_("方案批复文号"), max_length=100, blank=True)
    notice_from = models.DateField(_("公示开始"), null=True, blank=True)
    notice_to = models.DateField(_("公示结束"), null=True, blank=True)
    approved_on = models.DateField(_("批准日期"), null=True, blank=True)
    approval_number = models.CharField(_("批准文号"), max_length=100, blank=True)
    filed_on = models.DateField(_("备案日期"), null=True, blank=True)
    paid_from = models.DateField(_("待遇起算日期"), null=True, blank=True)
    rolled_back_on = models.DateField(_("撤销批准日期"), null=True, blank=True)
    opened = models.OneToOneField(
        RankSpan,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="case",
        verbose_name=_("所任职级"),
    )
    closed = models.ForeignKey(
        RankSpan, models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name=_("原任职级")
    )
    state = models.CharField(_("进度"), max_length=16, choices=State.choices, default=State.DRAFT)
    note = models.CharField(_("说明"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("职级晋升")
        ordering = ["-approved_on", "person", "id"]
        indexes = [models.Index(fields=["approved_on"], name="rankcase_approved")]
        constraints = [
            models.CheckConstraint(
                condition=Q(votes__isnull=True) | Q(voters__isnull=True) | Q(votes__lte=F("voters")),
                name="rankcase_votes_within_voters",
                violation_error_message=_("赞成票不能多于参加人数。"),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "filed", "paid", "rolled_back"]) | Q(approved_on__isnull=False),
                name="rankcase_approved_has_its_day",
                violation_error_message=_("请填写批准日期。"),
            ),
            models.CheckConstraint(
                condition=Q(rolled_back_on__isnull=True) | Q(rolled_back_on__gte=F("approved_on")),
                name="rankcase_rolled_back_after_approval",
                violation_error_message=_("撤销日期不能早于批准日期。"),
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=~Q(state__in=["approved", "filed", "paid", "rejected", "rolled_back"]),
                name="rankcase_one_open_a_person",
                violation_error_message=_("此人已有一件正在办理的职级晋升。"),
            ),
        ]

    def __str__(self):
        return f"{self.person} {rank_name(self.target)}"


@tracked
class InitialRankConversion(Sourced):
    """The conversion of one person's old post into a rank when ranks began (首次套转); never a promotion."""

    class State(models.TextChoices):
        SURVEYED = "surveyed", _("摸底")
        CHECKED = "checked", _("初核")
        NOTICE = "notice", _("公示")
        APPROVED = "approved", _("审批")
        FILED = "filed", _("备案")
        COMPLETED = "completed", _("完成")

    person = models.OneToOneField(Person, models.CASCADE, related_name="rank_conversion", verbose_name=_("人员"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("所在单位"))
    batch = models.CharField(_("套转批次"), max_length=60, blank=True)
    should_convert = models.BooleanField(_("应当套转"), default=True)
    old_post = models.CharField(_("原职务"), max_length=60, blank=True)
    old_since = PartialDateField(_("任原职务时间"), null=True, blank=True)
    new_rank = models.CharField(_("套转后职级"), max_length=8, blank=True, help_text="ZB148")
    seniority_from = PartialDateField(_("职级年限起算时间"), null=True, blank=True)
    notice_from = models.DateField(_("公示开始"), null=True, blank=True)
    notice_to = models.DateField(_("公示结束"), null=True, blank=True)
    approved_on = models.DateField(_("批准日期"), null=True, blank=True)
    approval_number = models.CharField(_("批准文号"), max_length=100, blank=True)
    state = models.CharField(_("进度"), max_length=12, choices=State.choices, default=State.SURVEYED)
    note = models.CharField(_("说明"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("首次职级套转")
        ordering = ["person"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "filed", "completed"])
                | (Q(approved_on__isnull=False) & ~Q(new_rank="")),
                name="rankconversion_approved_has_day_and_rank",
                violation_error_message=_("已审批的套转应填写批准日期和套转后职级。"),
            )
        ]

    def __str__(self):
        return f"{self.person} {rank_name(self.new_rank)}"


@tracked
class RankPool(TimeBound):
    """Units whose rank quotas are worked out together (统筹使用), in force from a day to a day."""

    name = models.CharField(_("名称"), max_length=100)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("统筹单位"))
    document_number = models.CharField(_("批准文号"), max_length=100, blank=True)

    class Meta(TimeBound.Meta):
        verbose_name = verbose_name_plural = _("职级职数统筹")
        ordering = ["name"]

    def __str__(self):
        return self.name


@tracked
class RankPoolUnit(Sourced):
    """A unit whose quota lies in a pool."""

    pool = models.ForeignKey(RankPool, models.CASCADE, related_name="members", verbose_name=_("职级职数统筹"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("机构"))

    class Meta:
        verbose_name = verbose_name_plural = _("统筹机构")
        ordering = ["pool", "unit"]
        constraints = [models.UniqueConstraint(fields=["pool", "unit"], name="rankpoolunit_once")]

    def __str__(self):
        return f"{self.pool} {self.unit}"


@tracked
class RankQuota(TimeBound):
    """A number of places approved in writing for a tier of ranks; it goes before the share worked out by rule."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="rank_quotas", verbose_name=_("机构"))
    tier = models.CharField(_("职级层次"), max_length=24, choices=TIER_CHOICES)
    places = models.PositiveIntegerField(_("核定职数"))
    document_number = models.CharField(_("批准文号"), max_length=100, blank=True)

    class Meta(TimeBound.Meta):
        verbose_name = verbose_name_plural = _("职级职数")
        ordering = ["unit", "tier", "began"]

    def __str__(self):
        return f"{self.unit} {self.get_tier_display()}"


@tracked
class PromotionBar(TimeBound):
    """Something beside discipline that keeps a person from promotion from a day to a day, such as an investigation."""

    class Kind(models.TextChoices):
        INVESTIGATION = "investigation", _("立案审查调查")
        ADMONITION = "admonition", _("诫勉影响期")
        ACCOUNTABILITY = "accountability", _("问责或组织处理影响期")
        OTHER = "other", _("其他")

    person = models.ForeignKey(Person, models.CASCADE, related_name="promotion_bars", verbose_name=_("人员"))
    kind = models.CharField(_("情形"), max_length=16, choices=Kind.choices)
    document_number = models.CharField(_("文号"), max_length=100, blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)

    class Meta(TimeBound.Meta):
        verbose_name = verbose_name_plural = _("不得晋升情形")
        ordering = ["person", "began"]

    def __str__(self):
        return f"{self.person} {self.get_kind_display()}"
