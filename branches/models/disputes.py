"""Disputes found and resolved (矛盾纠纷排查化解), and what was done about each."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.models import Unit
from portal.models.timebound import Sourced, tracked


@tracked
class Dispute(Sourced):
    """One dispute in a village; `level` is who has it in hand today, `due_on` and `escalate_on` follow the office's rule."""

    class Kind(models.TextChoices):
        """After the statistics of people's mediation; the codes are this project's own."""

        MARRIAGE = "marriage", _("婚姻家庭")
        NEIGHBOUR = "neighbour", _("邻里")
        HOUSING = "housing", _("房屋宅基地")
        CONTRACT = "contract", _("合同")
        DAMAGE = "damage", _("损害赔偿")
        BUSINESS = "business", _("生产经营")
        LAND_CONTRACT = "land_contract", _("土地承包")
        FOREST_LAND = "forest_land", _("山林土地")
        EXPROPRIATION = "expropriation", _("征地拆迁")
        ENVIRONMENT = "environment", _("环境污染")
        LABOUR = "labour", _("劳动争议")
        MEDICAL = "medical", _("医疗")
        TRAFFIC = "traffic", _("交通事故")
        PROPERTY_SERVICE = "property_service", _("物业")
        CONSUMER = "consumer", _("消费")
        OTHER = "other", _("其他")

    class Origin(models.TextChoices):
        SEARCH = "search", _("集中排查")
        GRID = "grid", _("网格员巡查")
        VILLAGER = "villager", _("群众反映")
        SUPERIOR = "superior", _("上级交办")
        PETITION = "petition", _("信访转来")
        OTHER = "other", _("其他")

    class Level(models.TextChoices):
        GRID = "grid", _("网格")
        VILLAGE = "village", _("村（社区）")
        TOWNSHIP = "township", _("乡镇（街道）")
        COUNTY = "county", _("县")

    class Method(models.TextChoices):
        MEDIATION = "mediation", _("人民调解")
        ADMINISTRATIVE = "administrative", _("行政调解")
        JUDICIAL = "judicial", _("司法调解")
        RULING = "ruling", _("行政裁决")
        LAWSUIT = "lawsuit", _("诉讼")
        OTHER = "other", _("其他")

    class State(models.TextChoices):
        FOUND = "found", _("已排查")
        ACCEPTED = "accepted", _("已受理")
        MEDIATING = "mediating", _("调解中")
        SETTLED = "settled", _("已化解")
        FAILED = "failed", _("调解不成")
        REFERRED = "referred", _("已转办")
        REVISITED = "revisited", _("已回访")
        CLOSED = "closed", _("已办结")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="disputes", verbose_name=_("村（社区）"))
    number = models.CharField(_("编号"), max_length=40, blank=True)
    title = models.CharField(_("事由"), max_length=200, help_text=_("不写当事人姓名。"))
    kind = models.CharField(_("纠纷类别"), max_length=20, choices=Kind.choices)
    origin = models.CharField(_("来源"), max_length=12, choices=Origin.choices, default=Origin.SEARCH)
    found_on = models.DateField(_("排查日期"))
    level = models.CharField(_("办理层级"), max_length=10, choices=Level.choices, default=Level.VILLAGE)
    level_since = models.DateField(_("转到本层级日期"), null=True, blank=True)
    party_names = models.CharField(_("当事人姓名"), max_length=200, blank=True)
    party_count = models.PositiveSmallIntegerField(_("当事人数"), null=True, blank=True)
    parties_shown = models.CharField(_("当事人"), max_length=200, blank=True, editable=False)
    state = models.CharField(_("进度"), max_length=12, choices=State.choices, default=State.FOUND)
    handler = models.CharField(_("经办人"), max_length=60, blank=True)
    accepted_on = models.DateField(_("受理日期"), null=True, blank=True)
    method = models.CharField(_("化解方式"), max_length=16, choices=Method.choices, blank=True)
    settled_on = models.DateField(_("化解日期"), null=True, blank=True)
    result = models.CharField(_("处理结果"), max_length=500, blank=True)
    referred_to = models.CharField(_("转办单位"), max_length=100, blank=True)
    referred_on = models.DateField(_("转办日期"), null=True, blank=True)
    revisited_on = models.DateField(_("回访日期"), null=True, blank=True)
    satisfied = models.BooleanField(_("当事人满意"), null=True, blank=True)
    closed_on = models.DateField(_("办结日期"), null=True, blank=True)
    due_on = models.DateField(_("应化解日期"), null=True, blank=True, editable=False)
    escalate_on = models.DateField(_("应上报上一级日期"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("矛盾纠纷")
        ordering = ["-found_on", "-id"]
        indexes = [
            models.Index(fields=["unit", "found_on"], name="dispute_unit_found"),
            models.Index(fields=["found_on"], name="dispute_found"),
            models.Index(fields=["settled_on"], name="dispute_settled"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True) | Q(settled_on__gte=F("found_on")),
                name="dispute_settled_after_found",
                violation_error_message=_("化解日期不能早于排查日期。"),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["settled"]) | Q(settled_on__isnull=False),
                name="dispute_settled_has_day",
                violation_error_message=_("已化解的纠纷必须填写化解日期。"),
            ),
        ]

    def __str__(self):
        return self.title


@tracked
class DisputeHandling(Sourced):
    """One act of handling a dispute: a visit, a mediation, a meeting of departments."""

    dispute = models.ForeignKey(Dispute, models.CASCADE, related_name="handlings", verbose_name=_("矛盾纠纷"))
    handled_on = models.DateField(_("办理日期"))
    level = models.CharField(_("办理层级"), max_length=10, choices=Dispute.Level.choices)
    handler = models.CharField(_("经办人"), max_length=60)
    method = models.CharField(_("方式"), max_length=16, choices=Dispute.Method.choices)
    outcome = models.CharField(_("办理情况"), max_length=500)

    class Meta:
        verbose_name = verbose_name_plural = _("纠纷办理记录")
        ordering = ["dispute", "handled_on", "id"]

    def __str__(self):
        return f"{self.dispute} {self.handled_on}"
