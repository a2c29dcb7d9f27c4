"""Party dues, month by month."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from branches.models.members import PartyMember
from portal.fields import MonthField
from portal.models.timebound import Sourced, tracked


@tracked
class DuesPayment(Sourced):
    """What a member owed and paid for one month; a month without a row is a month not paid."""

    class Way(models.TextChoices):
        STANDARD = "standard", _("按标准")
        LESS = "less", _("经批准少交")
        EXEMPT = "exempt", _("经批准免交")

    member = models.ForeignKey(PartyMember, models.CASCADE, related_name="dues", verbose_name=_("党员"))
    month = MonthField(_("所属月份"), help_text=_("该月1日。"))
    way = models.CharField(_("交纳方式"), max_length=10, choices=Way.choices, default=Way.STANDARD)
    due = models.DecimalField(_("应交金额（元）"), max_digits=10, decimal_places=2)
    paid = models.DecimalField(_("实交金额（元）"), max_digits=10, decimal_places=2, default=0)
    paid_on = models.DateField(_("交纳日期"), null=True, blank=True)
    extra = models.DecimalField(_("自愿多交（元）"), max_digits=10, decimal_places=2, default=0)
    note = models.CharField(_("备注"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("党费交纳")
        ordering = ["-month", "id"]
        constraints = [
            models.UniqueConstraint(fields=["member", "month"], name="duespayment_once"),
            models.CheckConstraint(
                condition=Q(month__day=1), name="duespayment_month", violation_error_message=_("所属月份请填该月1日。")
            ),
            models.CheckConstraint(condition=Q(due__gte=0, paid__gte=0, extra__gte=0), name="duespayment_not_negative"),
            models.CheckConstraint(
                condition=Q(paid=0) | Q(paid_on__isnull=False),
                name="duespayment_paid_on_a_day",
                violation_error_message=_("请填写交纳日期。"),
            ),
        ]

    def __str__(self):
        return f"{self.member} {self.month:%Y.%m}"
