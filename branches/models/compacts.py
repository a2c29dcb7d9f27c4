"""Village compacts (村规民约): versions, how each was adopted and filed, and since when it holds."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from branches.models.assemblies import VillageAssembly
from portal.models import Unit
from portal.models.timebound import Sourced, tracked


@tracked
class VillageCompact(Sourced):
    """One version of a village's compact; it holds from its first day up to, but not on, the day it is replaced.

    村民委员会组织法 (2018) Art. 27: made by the villagers' assembly and filed with the township.
    """

    class State(models.TextChoices):
        DRAFTED = "drafted", _("起草")
        CONSULTED = "consulted", _("征求意见")
        EXAMINED = "examined", _("审核")
        VOTED = "voted", _("表决通过")
        FILED = "filed", _("备案")
        PUBLISHED = "published", _("公示施行")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="compacts", verbose_name=_("村（社区）"))
    version = models.PositiveSmallIntegerField(_("版次"), default=1)
    title = models.CharField(_("名称"), max_length=200)
    state = models.CharField(_("进度"), max_length=12, choices=State.choices, default=State.DRAFTED)
    drafted_on = models.DateField(_("起草日期"))
    consulted_on = models.DateField(_("征求意见日期"), null=True, blank=True)
    examined_on = models.DateField(_("乡镇审核日期"), null=True, blank=True)
    assembly_kind = models.CharField(
        _("表决会议"), max_length=16, choices=VillageAssembly.Kind.choices, default=VillageAssembly.Kind.HOUSEHOLDS
    )
    voted_on = models.DateField(_("表决日期"), null=True, blank=True)
    expected = models.PositiveIntegerField(_("应到人数"), null=True, blank=True)
    present = models.PositiveIntegerField(_("实到人数"), null=True, blank=True)
    in_favour = models.PositiveIntegerField(_("赞成票数"), null=True, blank=True)
    filed_on = models.DateField(_("备案日期"), null=True, blank=True)
    filing_number = models.CharField(_("备案号"), max_length=100, blank=True)
    published_on = models.DateField(_("公示日期"), null=True, blank=True)
    in_force_from = models.DateField(_("施行日期"), null=True, blank=True)
    replaced_on = models.DateField(_("废止日期"), null=True, blank=True, help_text=_("从这一天起不再施行。"))
    review_due = models.DateField(_("应修订日期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("村规民约")
        ordering = ["unit", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "version"], name="villagecompact_version_once"),
            models.CheckConstraint(
                condition=Q(present__isnull=True) | Q(expected__isnull=True) | Q(present__lte=F("expected")),
                name="villagecompact_present_within_expected",
                violation_error_message=_("实到人数不能多于应到人数。"),
            ),
            models.CheckConstraint(
                condition=Q(in_favour__isnull=True) | Q(present__isnull=True) | Q(in_favour__lte=F("present")),
                name="villagecompact_votes_within_present",
                violation_error_message=_("赞成票数不能多于实到人数。"),
            ),
            models.CheckConstraint(
                condition=Q(replaced_on__isnull=True)
                | Q(in_force_from__isnull=False, replaced_on__gt=F("in_force_from")),
                name="villagecompact_replaced_after_in_force",
                violation_error_message=_("废止日期必须晚于施行日期。"),
            ),
            models.UniqueConstraint(
                fields=["unit", "in_force_from"],
                name="villagecompact_in_force_once",
                violation_error_message=_("本村已有同一天施行的村规民约。"),
            ),
        ]

    def __str__(self):
        return f"{self.title}（第{self.version}版）"
