"""Activity venues of Party organizations (阵地), the projects that build them, their money and their equipment."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from branches.models.village import VillageRecord, VillageSpan, amount_field, placed_by
from portal.models.timebound import Sourced, tracked


@tracked
class ActivityVenue(VillageSpan):
    """A venue with its areas in ㎡ and its functions; an empty area is not measured, not nought."""

    name = models.CharField(_("阵地名称"), max_length=200)
    main_area = models.DecimalField(_("主体建筑面积（㎡）"), max_digits=9, decimal_places=2, null=True, blank=True)
    hall_area = models.DecimalField(_("便民服务大厅面积（㎡）"), max_digits=9, decimal_places=2, null=True, blank=True)
    room_area = models.DecimalField(_("党员活动室面积（㎡）"), max_digits=9, decimal_places=2, null=True, blank=True)
    square_area = models.DecimalField(_("活动广场面积（㎡）"), max_digits=9, decimal_places=2, null=True, blank=True)
    holds_meetings = models.BooleanField(_("党员议事"), default=False)
    holds_training = models.BooleanField(_("教育培训"), default=False)
    gives_service = models.BooleanField(_("便民服务"), default=False)
    holds_culture = models.BooleanField(_("文体活动"), default=False)

    class Meta(VillageSpan.Meta):
        verbose_name = verbose_name_plural = _("活动阵地")
        ordering = ["id"]

    def __str__(self):
        return self.name


@tracked
class VenueProject(VillageRecord):
    """A project that builds or renovates a venue; each step has its day, so that any day can be asked."""

    class Kind(models.TextChoices):
        NEW = "new", _("新建")
        EXTENSION = "extension", _("改扩建")
        REPAIR = "repair", _("维修")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("已立项")
        APPROVED = "approved", _("已批准")
        FUNDED = "funded", _("资金到位")
        BUILDING = "building", _("建设中")
        ACCEPTED = "accepted", _("已验收")
        OPERATING = "operating", _("已运行")

    name = models.CharField(_("项目名称"), max_length=200)
    kind = models.CharField(_("建设性质"), max_length=12, choices=Kind.choices)
    venue = models.ForeignKey(
        ActivityVenue, models.PROTECT, null=True, blank=True, related_name="projects", verbose_name=_("活动阵地")
    )
    total = amount_field(_("总投资（万元）"))
    proposed_on = models.DateField(_("立项日期"))
    due_on = models.DateField(_("计划验收日期"))
    approved_on = models.DateField(_("批准日期"), null=True, blank=True)
    approval_number = models.CharField(_("批准文号"), max_length=200, blank=True)
    funded_on = models.DateField(_("资金落实日期"), null=True, blank=True)
    started_on = models.DateField(_("开工日期"), null=True, blank=True)
    accepted_on = models.DateField(_("验收日期"), null=True, blank=True)
    operating_on = models.DateField(_("投入运行日期"), null=True, blank=True)
    state = models.CharField(_("项目进度"), max_length=12, choices=State.choices, default=State.PROPOSED)

    class Meta:
        verbose_name = verbose_name_plural = _("阵地建设项目")
        ordering = ["-proposed_on", "-id"]

    def __str__(self):
        return self.name


@tracked
class FundAllocation(Sourced):
    """One sum given to a project by one source; what is paid in two pieces is two rows."""

    class Source(models.TextChoices):
        CENTRAL = "central", _("中央财政")
        PROVINCE = "province", _("省级财政")
        CITY = "city", _("市级财政")
        COUNTY = "county", _("县级财政")
        PARTY_DUES = "party_dues", _("组织部门党费")
        PARTNER = "partner", _("帮扶单位")
        TOWNSHIP = "township", _("乡镇自筹")
        VILLAGE = "village", _("村级自筹")
        MERGED = "merged", _("项目整合")
        OTHER = "other", _("其他")

    project = models.ForeignKey(
        VenueProject, models.CASCADE, related_name="allocations", verbose_name=_("阵地建设项目")
    )
    source = models.CharField(_("资金来源"), max_length=12, choices=Source.choices)
    amount = amount_field(_("安排金额（万元）"))
    allocated_on = models.DateField(_("下达日期"))
    document_number = models.CharField(_("下达文号"), max_length=200, blank=True)
    paid = amount_field(_("已支付金额（万元）"), default=0)
    paid_on = models.DateField(_("支付日期"), null=True, blank=True)

    objects = placed_by("project__unit")

    class Meta:
        verbose_name = verbose_name_plural = _("专项资金")
        ordering = ["project", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(paid__lte=models.F("amount")),
                name="fundallocation_paid_within_amount",
                violation_error_message=_("已支付金额不能超过安排金额。"),
            ),
            models.CheckConstraint(
                condition=models.Q(paid=0) | models.Q(paid_on__isnull=False),
                name="fundallocation_paid_on_a_day",
                violation_error_message=_("有已支付金额的，请填写支付日期。"),
            ),
        ]

    def __str__(self):
        return f"{self.get_source_display()} {self.amount.normalize():f}"


@tracked
class VenueEquipment(VillageRecord):
    """Equipment given to a village's venue; `value` is that of all pieces together."""

    class Kind(models.TextChoices):
        OFFICE = "office", _("办公设备")
        EDUCATION = "education", _("远程教育设备")
        SERVICE = "service", _("便民服务设备")
        CULTURE = "culture", _("文体设备")
        OTHER = "other", _("其他")

    venue = models.ForeignKey(
        ActivityVenue, models.PROTECT, null=True, blank=True, related_name="equipment", verbose_name=_("活动阵地")
    )
    name = models.CharField(_("设备名称"), max_length=200)
    kind = models.CharField(_("设备类别"), max_length=12, choices=Kind.choices)
    quantity = models.PositiveIntegerField(_("数量（件）"))
    value = amount_field(_("总价值（万元）"), null=True, blank=True)
    provided_on = models.DateField(_("配备日期"))

    class Meta:
        verbose_name = verbose_name_plural = _("设施设备")
        ordering = ["-provided_on", "-id"]

    def __str__(self):
        return self.name
