"""Households of a village: one record each, whatever it takes part in."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from branches.models.village import VillageRecord, amount_field, placed_by, year_field
from portal.models.timebound import Sourced, tracked


@tracked
class Household(VillageRecord):
    """A household, known by its number in the village; of its head only the family name is kept."""

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", _("一般户")
        RELIEVED = "relieved", _("脱贫户")
        WATCHED = "watched", _("监测对象")

    number = models.CharField(_("户编号"), max_length=40)
    head = models.CharField(_("户主"), max_length=40, help_text=_("只保存姓氏，如“张某”。"))
    size = models.PositiveSmallIntegerField(_("家庭人口"), validators=[MinValueValidator(1)], default=1)
    kind = models.CharField(_("户类型"), max_length=12, choices=Kind.choices, default=Kind.ORDINARY)

    class Meta:
        verbose_name = verbose_name_plural = _("农户")
        ordering = ["unit", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "number"],
                name="household_once_in_a_village",
                violation_error_message=_("本村已有这个户编号。"),
            )
        ]

    def __str__(self):
        return f"{self.number} {self.head}"


@tracked
class HouseholdIncome(Sourced):
    """A household's income of a whole year; the gain of a year is the difference from the year before."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="incomes", verbose_name=_("农户"))
    year = year_field()
    amount = amount_field(_("家庭年收入（元）"))

    objects = placed_by("household__unit")

    class Meta:
        verbose_name = verbose_name_plural = _("农户收入")
        ordering = ["household", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "year"],
                name="householdincome_once_a_year",
                violation_error_message=_("该户本年度的收入已有。"),
            )
        ]

    def __str__(self):
        return f"{self.household} {self.year}"
