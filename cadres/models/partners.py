"""Whom the county trains its cadres with: units that support it, colleges, and the agreements made with them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.models import Unit
from portal.models.timebound import Sourced, tracked


@tracked
class PartnerUnit(Sourced):
    """An institution outside the county that helps to train its cadres (对口支援单位, 合作院校 …)."""

    class Kind(models.TextChoices):
        COUNTERPART_SUPPORT = "counterpart_support", _("对口支援单位")
        COLLEGE = "college", _("合作院校")
        PARTY_SCHOOL = "party_school", _("党校（行政学院）")
        DEPARTMENT = "department", _("部门单位")
        BASE = "base", _("现场教学基地")
        OTHER = "other", _("其他")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("联系单位"))
    name = models.CharField(_("名称"), max_length=120)
    kind = models.CharField(_("类别"), max_length=24, choices=Kind.choices)
    place = models.CharField(_("所在地"), max_length=60, blank=True)
    document_number = models.CharField(_("关系文件"), max_length=120, blank=True)
    resources = models.CharField(_("可用培训资源"), max_length=500, blank=True)
    contact = models.CharField(_("联系人"), max_length=60, blank=True)
    note = models.CharField(_("备注"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("合作单位")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="partnerunit_once")]

    def __str__(self):
        return self.name


@tracked
class CooperationAgreement(Sourced):
    """An agreement with a partner (县校合作协议); in force from `signed` to `expires`, both days included."""

    partner = models.ForeignKey(PartnerUnit, models.PROTECT, related_name="agreements", verbose_name=_("合作单位"))
    name = models.CharField(_("协议名称"), max_length=150)
    document_number = models.CharField(_("文号"), max_length=120, blank=True)
    signed = models.DateField(_("签订日期"))
    expires = models.DateField(_("有效期至"), null=True, blank=True)
    terminated = models.DateField(_("提前终止日期"), null=True, blank=True)
    annual_quota = models.PositiveIntegerField(_("每年培训名额"), null=True, blank=True)
    contact = models.CharField(_("双方联系人"), max_length=120, blank=True)
    renews = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="renewals", verbose_name=_("续签自")
    )
    note = models.CharField(_("备注"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("合作协议")
        ordering = ["-signed", "id"]
        constraints = [
            models.UniqueConstraint(fields=["partner", "name", "signed"], name="cooperationagreement_once"),
            models.CheckConstraint(
                condition=Q(expires__isnull=True) | Q(expires__gte=F("signed")),
                name="cooperationagreement_expires_after_signed",
                violation_error_message=_("有效期至不能早于签订日期。"),
            ),
            models.CheckConstraint(
                condition=Q(terminated__isnull=True) | Q(terminated__gte=F("signed")),
                name="cooperationagreement_terminated_after_signed",
                violation_error_message=_("提前终止日期不能早于签订日期。"),
            ),
        ]

    def __str__(self):
        return self.name
