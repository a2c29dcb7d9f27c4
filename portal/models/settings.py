"""Rules an office may set itself, each value with the day it holds from and where it comes from."""

import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.models.timebound import tracked


@tracked
class RuleSetting(models.Model):
    """A value of a rule from a day on; the latest one begun by the as-of day holds."""

    key = models.CharField(_("口径"), max_length=80)
    value = models.JSONField(_("取值"))
    in_force_from = models.DateField(_("生效日期"), default=datetime.date(1949, 10, 1))
    source = models.CharField(_("依据"), max_length=300)
    verified = models.BooleanField(_("依据已核实"), default=False)
    note = models.CharField(_("说明"), max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("统计口径")
        ordering = ["key", "-in_force_from"]
        constraints = [models.UniqueConstraint(fields=["key", "in_force_from"], name="rulesetting_one_a_day")]

    def __str__(self):
        return f"{self.key} {self.in_force_from:%Y-%m-%d}"
