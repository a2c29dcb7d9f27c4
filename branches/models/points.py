"""Points of households (积分制): a village's scheme and its rules, what is entered, and what is exchanged."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from branches.models.points_triggers import ENTRY_TRIGGERS, REDEMPTION_TRIGGERS
from portal.models import Unit
from portal.models.timebound import Sourced, tracked


@tracked
class PointsScheme(Sourced):
    """A village's scheme, in force from its first day up to, but not on, its last; one at a time."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="points_schemes", verbose_name=_("村（社区）"))
    name = models.CharField(_("名称"), max_length=200)
    began_on = models.DateField(_("施行日期"))
    ended_on = models.DateField(_("停止日期"), null=True, blank=True)
    may_be_negative = models.BooleanField(_("允许积分为负"), default=False)
    yuan_per_point = models.DecimalField(
        _("每分折合（元）"), max_digits=8, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )

    class Meta:
        verbose_name = verbose_name_plural = _("积分办法")
        ordering = ["unit", "-began_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("began_on")),
                name="pointsscheme_ends_after_it_begins",
                violation_error_message=_("停止日期必须晚于施行日期。"),
            ),
            ExclusionConstraint(
                name="pointsscheme_one_at_a_time",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    (
                        Func(F("began_on"), F("ended_on"), Value("[)"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("同一村的两个积分办法施行时间重叠。"),
            ),
        ]

    def __str__(self):
        return self.name


class PointsCategory(models.TextChoices):
    """No national list; the codes are this project's own."""

    LAW_ABIDING = "law_abiding", _("遵纪守法")
    CUSTOMS = "customs", _("乡风文明")
    ENVIRONMENT = "environment", _("环境卫生")
    PUBLIC_GOOD = "public_good", _("公益参与")
    INDUSTRY = "industry", _("产业发展")
    OTHER = "other", _("其他")


@tracked
class PointsRule(Sourced):
    """One item of a scheme and the points it gives or takes."""

    scheme = models.ForeignKey(PointsScheme, models.CASCADE, related_name="rules", verbose_name=_("积分办法"))
    category = models.CharField(_("积分类别"), max_length=16, choices=PointsCategory.choices)
    item = models.CharField(_("积分事项"), max_length=200)
    points = models.SmallIntegerField(_("分值"), help_text=_("扣分填负数。"))
    evidence = models.CharField(_("认定依据"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("积分细则")
        ordering = ["scheme", "category", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(points=0),
                name="pointsrule_points_not_nought",
                violation_error_message=_("分值不能为0。"),
            ),
            models.UniqueConstraint(fields=["scheme", "item"], name="pointsrule_item_once"),
        ]

    def __str__(self):
        return f"{self.item}（{self.points:+d}分）"


@tracked
class PointsEntry(Sourced):
    """Points one household claims by one item, from the claim to the account; posted, it can only be reversed."""

    class State(models.TextChoices):
        CLAIMED = "claimed", _("已申报")
        REVIEWED = "reviewed", _("评议通过")
        NOTICED = "noticed", _("已公示")
        POSTED = "posted", _("已入账")
        REFUSED = "refused", _("不予认定")
        REVERSED = "reversed", _("已冲正")

    household = models.ForeignKey(
        "branches.Household", models.PROTECT, related_name="points_entries", verbose_name=_("农户")
    )
    rule = models.ForeignKey(PointsRule, models.PROTECT, related_name="entries", verbose_name=_("积分事项"))
    points = models.SmallIntegerField(_("积分"), help_text=_("扣分填负数。"))
    happened_on = models.DateField(_("发生日期"))
    reason = models.CharField(_("事由"), max_length=200, blank=True)
    state = models.CharField(_("进度"), max_length=10, choices=State.choices, default=State.CLAIMED)
    reviewed_on = models.DateField(_("评议日期"), null=True, blank=True)
    noticed_on = models.DateField(_("公示日期"), null=True, blank=True)
    posted_on = models.DateField(_("入账日期"), null=True, blank=True)
    reversed_on = models.DateField(_("冲正日期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("积分登记")
        ordering = ["-happened_on", "-id"]
        indexes = [models.Index(fields=["household", "posted_on"], name="pointsentry_household_posted")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(points=0),
                name="pointsentry_points_not_nought",
                violation_error_message=_("积分不能为0。"),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["posted", "reversed"]) | Q(posted_on__isnull=False),
                name="pointsentry_posted_has_day",
                violation_error_message=_("已入账的积分必须有入账日期。"),
            ),
        ]
        triggers = ENTRY_TRIGGERS

    def __str__(self):
        return f"{self.household} {self.points:+d}分"


@tracked
class PointsRedemption(Sourced):
    """Points a household exchanges for goods or services; handed out, it can only be reversed."""

    class State(models.TextChoices):
        REQUESTED = "requested", _("已申请")
        HANDED_OUT = "handed_out", _("已兑换")
        CANCELLED = "cancelled", _("已取消")
        REVERSED = "reversed", _("已冲正")

    household = models.ForeignKey(
        "branches.Household", models.PROTECT, related_name="points_redemptions", verbose_name=_("农户")
    )
    points = models.PositiveIntegerField(_("兑换积分"), validators=[MinValueValidator(1)])
    goods = models.CharField(_("兑换物品或服务"), max_length=200)
    value = models.DecimalField(
        _("价值（元）"), max_digits=10, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    requested_on = models.DateField(_("申请日期"))
    state = models.CharField(_("进度"), max_length=12, choices=State.choices, default=State.REQUESTED)
    handed_out_on = models.DateField(_("兑换日期"), null=True, blank=True)
    reversed_on = models.DateField(_("冲正日期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("积分兑换")
        ordering = ["-requested_on", "-id"]
        indexes = [models.Index(fields=["household", "handed_out_on"], name="pointsredemption_household")]
        constraints = [
            models.CheckConstraint(
                condition=Q(points__gt=0),
                name="pointsredemption_points_above_nought",
                violation_error_message=_("兑换积分必须大于0。"),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["handed_out", "reversed"]) | Q(handed_out_on__isnull=False),
                name="pointsredemption_handed_out_has_day",
                violation_error_message=_("已兑换的必须有兑换日期。"),
            ),
        ]
        triggers = REDEMPTION_TRIGGERS

    def __str__(self):
        return f"{self.household} {self.goods}"
