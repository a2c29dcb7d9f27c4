"""The ledger of points: accounts of households and postings that are added and never changed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from branches.models.points import PointsEntry, PointsRedemption
from branches.models.points_triggers import ACCOUNT_TRIGGERS, POSTING_TRIGGERS
from portal.models.timebound import tracked


@tracked
class PointsAccount(models.Model):
    """The account of one household. Its balance is moved by postings alone; the database refuses any other change."""

    household = models.OneToOneField(
        "branches.Household", models.PROTECT, related_name="points_account", verbose_name=_("农户")
    )
    balance = models.IntegerField(_("积分余额"), default=0, editable=False)
    may_be_negative = models.BooleanField(_("允许积分为负"), default=False, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("积分账户")
        constraints = [
            models.CheckConstraint(
                condition=Q(balance__gte=0) | Q(may_be_negative=True),
                name="pointsaccount_balance_not_below_nought",
                violation_error_message=_("积分余额不能为负。"),
            )
        ]
        triggers = ACCOUNT_TRIGGERS

    def __str__(self):
        return f"{self.household}（{self.balance}分）"


class PointsPosting(models.Model):
    """One line of the ledger; a wrong one is set right by another that reverses it. Kept for ever, so not tracked."""

    account = models.ForeignKey(PointsAccount, models.PROTECT, related_name="postings", verbose_name=_("积分账户"))
    amount = models.IntegerField(_("积分变动"))
    balance_after = models.IntegerField(_("变动后余额"), editable=False, default=0)
    posted_on = models.DateField(_("记账日期"))
    entry = models.ForeignKey(
        PointsEntry, models.PROTECT, null=True, related_name="postings", verbose_name=_("积分登记")
    )
    redemption = models.ForeignKey(
        PointsRedemption, models.PROTECT, null=True, related_name="postings", verbose_name=_("积分兑换")
    )
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversal", verbose_name=_("冲正"))
    posted_by = models.ForeignKey("portal.User", models.PROTECT, null=True, related_name="+", verbose_name=_("记账人"))
    posted_at = models.DateTimeField(_("记账时间"), auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = _("积分流水")
        ordering = ["account", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="pointsposting_amount_not_nought"),
            models.CheckConstraint(
                condition=Q(entry__isnull=False, redemption__isnull=True)
                | Q(entry__isnull=True, redemption__isnull=False),
                name="pointsposting_has_one_reason",
            ),
            models.UniqueConstraint(
                fields=["entry"], condition=Q(reverses__isnull=True), name="pointsposting_entry_once"
            ),
            models.UniqueConstraint(
                fields=["redemption"], condition=Q(reverses__isnull=True), name="pointsposting_redemption_once"
            ),
        ]
        triggers = POSTING_TRIGGERS

    def __str__(self):
        return f"{self.account} {self.amount:+d}"
