"""Law education (法治宣传教育): campaigns and their events."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.models import Unit
from portal.models.timebound import Sourced, tracked


@tracked
class LawCampaign(Sourced):
    """One campaign (法治宣传教育月) of a village, a township or the county, over its days, the last included."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="law_campaigns", verbose_name=_("开展单位"))
    name = models.CharField(_("活动名称"), max_length=200)
    began_on = models.DateField(_("开始日期"))
    ended_on = models.DateField(_("结束日期"))
    theme = models.CharField(_("主题"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("法治宣传教育月")
        ordering = ["-began_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__gte=F("began_on")),
                name="lawcampaign_ends_after_it_begins",
                violation_error_message=_("结束日期不能早于开始日期。"),
            )
        ]

    def __str__(self):
        return self.name


@tracked
class LawActivity(Sourced):
    """One event of law education, within a campaign or on its own."""

    class Kind(models.TextChoices):
        LECTURE = "lecture", _("法治讲座")
        CONSULTATION = "consultation", _("法律咨询")
        SHOW = "show", _("法治文艺")
        LEAFLETS = "leaflets", _("发放资料")
        TRIAL = "trial", _("巡回审判")
        OTHER = "other", _("其他")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="law_activities", verbose_name=_("举办单位"))
    campaign = models.ForeignKey(
        LawCampaign, models.SET_NULL, null=True, blank=True, related_name="activities", verbose_name=_("法治宣传教育月")
    )
    kind = models.CharField(_("活动形式"), max_length=16, choices=Kind.choices)
    held_on = models.DateField(_("活动日期"))
    title = models.CharField(_("活动名称"), max_length=200)
    materials = models.PositiveIntegerField(_("发放资料份数"), null=True, blank=True)
    attendees = models.PositiveIntegerField(_("参加人次"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("法治宣传活动")
        ordering = ["-held_on", "-id"]

    def __str__(self):
        return self.title
