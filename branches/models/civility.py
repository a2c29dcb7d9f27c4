"""乡风文明: heritage sites, reform of customs and the ceremonies under it, culture."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from branches.models.households import Household
from branches.models.village import VillageActivity, VillageRecord, VillageSpan, amount_field
from portal.models.timebound import tracked


@tracked
class HeritageSite(VillageSpan):
    """A place of the revolution's memory, registered from `began`."""

    class Grade(models.TextChoices):
        NATIONAL = "national", _("国家级")
        PROVINCE = "province", _("省级")
        CITY = "city", _("市级")
        COUNTY = "county", _("县级")
        NONE = "none", _("未定级")

    name = models.CharField(_("遗址名称"), max_length=200)
    grade = models.CharField(_("保护级别"), max_length=12, choices=Grade.choices)
    is_base = models.BooleanField(_("爱国主义教育基地"), default=False)
    protection = models.CharField(_("保护情况"), max_length=300, blank=True)

    class Meta(VillageSpan.Meta):
        verbose_name = verbose_name_plural = _("红色遗址")
        ordering = ["id"]

    def __str__(self):
        return self.name


@tracked
class HeritageActivity(VillageActivity):
    """An education activity that recalls the revolution, at a site or elsewhere."""

    site = models.ForeignKey(
        HeritageSite, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name=_("红色遗址")
    )

    class Meta(VillageActivity.Meta):
        verbose_name = verbose_name_plural = _("红色教育活动")


@tracked
class CustomReform(VillageSpan):
    """A village's limits on ceremonies, in force from `began`; an empty limit is none, not nought."""

    has_council = models.BooleanField(_("成立红白理事会"), default=False)
    wedding_tables = models.PositiveSmallIntegerField(_("婚事桌数上限"), null=True, blank=True)
    funeral_tables = models.PositiveSmallIntegerField(_("丧事桌数上限"), null=True, blank=True)
    gift_limit = amount_field(_("礼金上限（元）"), null=True, blank=True)

    class Meta(VillageSpan.Meta):
        verbose_name = verbose_name_plural = _("移风易俗规定")
        ordering = ["id"]

    def __str__(self):
        return str(self.unit)


@tracked
class CeremonyRecord(VillageRecord):
    """A wedding or funeral as registered; what was saved is the reference cost less the cost."""

    class Kind(models.TextChoices):
        WEDDING = "wedding", _("婚事")
        FUNERAL = "funeral", _("丧事")

    kind = models.CharField(_("事项"), max_length=12, choices=Kind.choices)
    held_on = models.DateField(_("办理日期"))
    reported_on = models.DateField(_("报备日期"), null=True, blank=True)
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="ceremonies", verbose_name=_("农户")
    )
    tables = models.PositiveSmallIntegerField(_("桌数"), null=True, blank=True)
    gift = amount_field(_("礼金标准（元）"), null=True, blank=True)
    cost = amount_field(_("实际花费（元）"), null=True, blank=True)
    reference_cost = amount_field(_("同类参考花费（元）"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("红白事")
        ordering = ["-held_on", "-id"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.held_on}"


@tracked
class CulturalFacility(VillageRecord):
    """A cultural facility from the day it was built."""

    class Kind(models.TextChoices):
        SQUARE = "square", _("文化广场")
        STAGE = "stage", _("戏台舞台")
        ROOM = "room", _("文化活动室")
        LIBRARY = "library", _("农家书屋")
        SPORT = "sport", _("体育场地")

    name = models.CharField(_("设施名称"), max_length=200)
    kind = models.CharField(_("设施类别"), max_length=12, choices=Kind.choices)
    area = models.DecimalField(_("面积（㎡）"), max_digits=9, decimal_places=2, null=True, blank=True)
    cost = amount_field(_("投资（万元）"), null=True, blank=True)
    built_on = models.DateField(_("建成日期"))
    hours = models.CharField(_("开放时间"), max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("文化设施")
        ordering = ["-built_on", "-id"]

    def __str__(self):
        return self.name


@tracked
class CulturalActivity(VillageActivity):
    """A performance, match or other cultural activity."""

    class Kind(models.TextChoices):
        PERFORMANCE = "performance", _("文艺演出")
        SPORT = "sport", _("体育比赛")
        FILM = "film", _("电影放映")
        READING = "reading", _("阅读活动")
        OTHER = "other", _("其他")

    kind = models.CharField(_("活动类别"), max_length=12, choices=Kind.choices)
    facility = models.ForeignKey(
        CulturalFacility, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name=_("文化设施")
    )

    class Meta(VillageActivity.Meta):
        verbose_name = verbose_name_plural = _("群众文化活动")
