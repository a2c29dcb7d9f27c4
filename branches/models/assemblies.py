"""How a village decides (村民自治): assemblies, the six steps of a decision, what is made public and by when."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.models import Unit
from portal.models.timebound import Sourced, tracked


@tracked
class VillageAssembly(Sourced):
    """One assembly of a village. Quorum: 村民委员会组织法 (2018) Art. 22 and 26, as the office's rules say on the day."""

    class Kind(models.TextChoices):
        VILLAGERS = "villagers", _("村民会议（十八周岁以上村民）")
        HOUSEHOLDS = "households", _("村民会议（户代表）")
        REPRESENTATIVES = "representatives", _("村民代表会议")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assemblies", verbose_name=_("村（社区）"))
    kind = models.CharField(_("会议类别"), max_length=16, choices=Kind.choices, default=Kind.REPRESENTATIVES)
    held_on = models.DateField(_("召开日期"))
    topic = models.CharField(_("议题"), max_length=200)
    chair = models.CharField(_("主持人"), max_length=60, blank=True)
    recorder = models.CharField(_("记录人"), max_length=60, blank=True)
    expected = models.PositiveIntegerField(_("应到人数"), null=True, blank=True)
    present = models.PositiveIntegerField(_("实到人数"), null=True, blank=True)
    minutes = models.TextField(_("会议记录"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("村民会议")
        ordering = ["-held_on", "-id"]
        indexes = [models.Index(fields=["unit", "held_on"], name="villageassembly_unit_held")]
        constraints = [
            models.CheckConstraint(
                condition=Q(present__isnull=True) | Q(expected__isnull=True) | Q(present__lte=F("expected")),
                name="villageassembly_present_within_expected",
                violation_error_message=_("实到人数不能多于应到人数。"),
            )
        ]

    def __str__(self):
        return f"{self.unit} {self.held_on} {self.topic}"


@tracked
class DecisionItem(Sourced):
    """One matter a village decided, with the days of the four deliberations and two publications (四议两公开)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="decisions", verbose_name=_("村（社区）"))
    assembly = models.ForeignKey(
        VillageAssembly, models.SET_NULL, null=True, blank=True, related_name="items", verbose_name=_("决议会议")
    )
    title = models.CharField(_("决策事项"), max_length=200)
    proposed_on = models.DateField(_("村党组织提议日期"))
    consulted_on = models.DateField(_("村“两委”会议商议日期"), null=True, blank=True)
    party_reviewed_on = models.DateField(_("党员大会审议日期"), null=True, blank=True)
    resolved_on = models.DateField(_("村民（代表）会议决议日期"), null=True, blank=True)
    resolution_published_on = models.DateField(_("决议公开日期"), null=True, blank=True)
    result_published_on = models.DateField(_("实施结果公开日期"), null=True, blank=True)
    in_favour = models.PositiveIntegerField(_("赞成票数"), null=True, blank=True)
    against = models.PositiveIntegerField(_("反对票数"), null=True, blank=True)
    abstained = models.PositiveIntegerField(_("弃权票数"), null=True, blank=True)
    note = models.CharField(_("备注"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("民主决策事项")
        ordering = ["-proposed_on", "-id"]
        indexes = [models.Index(fields=["unit", "proposed_on"], name="decisionitem_unit_proposed")]

    def __str__(self):
        return self.title


@tracked
class Disclosure(Sourced):
    """One thing a village must make public (村务公开, 村民委员会组织法 (2018) Art. 30) and when it did."""

    class Subject(models.TextChoices):
        FINANCE = "finance", _("财务收支")
        AFFAIRS = "affairs", _("村务事项")
        PARTY = "party", _("党务事项")
        BENEFITS = "benefits", _("惠民政策与救助")
        PROJECTS = "projects", _("工程项目")
        OTHER = "other", _("其他")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="disclosures", verbose_name=_("村（社区）"))
    subject = models.CharField(_("公开内容"), max_length=12, choices=Subject.choices)
    title = models.CharField(_("公开事项"), max_length=200)
    due_on = models.DateField(_("应公开日期"))
    published_on = models.DateField(_("公开日期"), null=True, blank=True)
    medium = models.CharField(_("公开方式"), max_length=100, blank=True)
    objections = models.PositiveSmallIntegerField(_("收到意见条数"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("村务公开")
        ordering = ["-due_on", "-id"]
        indexes = [models.Index(fields=["unit", "due_on"], name="disclosure_unit_due")]

    def __str__(self):
        return self.title
