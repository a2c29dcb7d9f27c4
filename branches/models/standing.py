"""How well organizations stand: weak ones found and mended, yearly reviews by a score sheet, stars."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from branches.models.organizations import PartyOrganization
from portal.models import Unit
from portal.models.timebound import Sourced, tracked


@tracked
class WeakOrganizationCase(Sourced):
    """A weak organization (软弱涣散) found in a year, who mends it, and how far that has come."""

    class State(models.TextChoices):
        IDENTIFIED = "identified", _("已确定")
        PLAN = "plan", _("已定方案")
        RECTIFYING = "rectifying", _("整顿中")
        ACCEPTED = "accepted", _("已验收")
        CLOSED = "closed", _("已销号")
        REOPENED = "reopened", _("重新整顿")

    class Reason(models.TextChoices):
        """After the reasons asked for in table 41 of the Party's yearly statistics, shortened."""

        TEAM_INCOMPLETE = "team_incomplete", _("班子配备不齐或书记长期缺职")
        SECRETARY_UNFIT = "secretary_unfit", _("书记不胜任")
        TEAM_DISUNITED = "team_disunited", _("班子不团结")
        LIFE_IRREGULAR = "life_irregular", _("组织生活不正常")
        AFFAIRS_SECRET = "affairs_secret", _("村务财务不公开")
        ECONOMY_WEAK = "economy_weak", _("集体经济薄弱")
        CLAN_INTERFERENCE = "clan_interference", _("宗族宗教和黑恶势力干扰")
        PETITIONS = "petitions", _("信访矛盾突出")
        ADMISSION_WRONG = "admission_wrong", _("发展党员违规")
        ELECTION_WRONG = "election_wrong", _("换届选举问题突出")
        SERVICE_POOR = "service_poor", _("服务群众意识差")

    organization = models.ForeignKey(
        PartyOrganization, models.CASCADE, related_name="weak_cases", verbose_name=_("党组织")
    )
    year = models.PositiveSmallIntegerField(_("排查年度"))
    state = models.CharField(_("进度"), max_length=12, choices=State.choices, default=State.IDENTIFIED)
    found_on = models.DateField(_("确定日期"))
    reason = models.CharField(_("主要问题"), max_length=20, choices=Reason.choices)
    second_reason = models.CharField(_("其他问题"), max_length=20, choices=Reason.choices, blank=True)
    situation = models.CharField(_("情况说明"), max_length=500, blank=True)
    county_leader = models.CharField(_("联系县级领导"), max_length=50, blank=True)
    first_secretary = models.CharField(_("第一书记"), max_length=50, blank=True)
    helping_unit = models.CharField(_("帮扶单位"), max_length=200, blank=True)
    township_contact = models.CharField(_("包村乡镇干部"), max_length=50, blank=True)
    plan = models.CharField(_("整顿方案"), max_length=1000, blank=True)
    plan_on = models.DateField(_("方案确定日期"), null=True, blank=True)
    deadline = models.DateField(_("整顿期限"), null=True, blank=True)
    accepted_on = models.DateField(_("验收日期"), null=True, blank=True)
    acceptance = models.CharField(_("验收意见"), max_length=500, blank=True)
    closed_on = models.DateField(_("销号日期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("软弱涣散党组织整顿")
        ordering = ["-year", "id"]
        constraints = [models.UniqueConstraint(fields=["organization", "year"], name="weakorganizationcase_once")]

    def __str__(self):
        return f"{self.organization} {self.year}"


class ForEverybody(models.QuerySet):
    """Rows that whoever fills in a record may name, wherever they were issued."""

    def visible_to(self, user):
        """All of them."""
        return self


@tracked
class ScoringScheme(Sourced):
    """One version of a score sheet: for the yearly review (标准化) or for stars; `unit` issued it."""

    class Kind(models.TextChoices):
        STANDARDIZATION = "standardization", _("标准化规范化评审")
        STARS = "stars", _("星级评定")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("印发单位"))
    kind = models.CharField(_("用途"), max_length=16, choices=Kind.choices)
    name = models.CharField(_("评分办法名称"), max_length=100)
    version = models.PositiveSmallIntegerField(_("版本"), default=1)
    in_force_from = models.DateField(_("启用日期"))
    pass_mark = models.DecimalField(_("达标分数"), max_digits=5, decimal_places=1, null=True, blank=True)
    document_number = models.CharField(_("印发文号"), max_length=200, blank=True)

    objects = ForEverybody.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("评分办法")
        ordering = ["kind", "-in_force_from"]
        constraints = [models.UniqueConstraint(fields=["name", "version"], name="scoringscheme_version_once")]

    def __str__(self):
        return f"{self.name}（第{self.version}版）"


@tracked
class ScoringItem(Sourced):
    """A line of a score sheet with the most points it can give."""

    scheme = models.ForeignKey(ScoringScheme, models.CASCADE, related_name="items", verbose_name=_("评分办法"))
    position = models.PositiveSmallIntegerField(_("序号"), default=1)
    name = models.CharField(_("评分项目"), max_length=200)
    weight = models.DecimalField(_("满分"), max_digits=5, decimal_places=1)
    evidence = models.CharField(_("评分依据"), max_length=300, blank=True)

    objects = ForEverybody.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("评分项目")
        ordering = ["scheme", "position", "id"]

    def __str__(self):
        return self.name


@tracked
class ScoringBand(Sourced):
    """From how many points on a star is given, and how large a share of the organizations may have it."""

    scheme = models.ForeignKey(ScoringScheme, models.CASCADE, related_name="bands", verbose_name=_("评分办法"))
    star = models.PositiveSmallIntegerField(_("星级"))
    least = models.DecimalField(_("最低分数"), max_digits=5, decimal_places=1)
    cap = models.PositiveSmallIntegerField(_("比例上限（%）"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("星级分数线")
        ordering = ["scheme", "-star"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "star"], name="scoringband_once"),
            models.CheckConstraint(condition=Q(star__gte=1, star__lte=5), name="scoringband_star"),
        ]

    def __str__(self):
        return f"{self.star}星"


@tracked
class StandardizationReview(Sourced):
    """An organization's score in a year; `passed` follows from the scheme's mark."""

    class State(models.TextChoices):
        SCORED = "scored", _("已评分")
        CONFIRMED = "confirmed", _("已审定")

    organization = models.ForeignKey(
        PartyOrganization, models.CASCADE, related_name="reviews", verbose_name=_("党组织")
    )
    scheme = models.ForeignKey(ScoringScheme, models.PROTECT, related_name="+", verbose_name=_("评分办法"))
    year = models.PositiveSmallIntegerField(_("评审年度"))
    reviewed_on = models.DateField(_("评审日期"))
    score = models.DecimalField(_("得分"), max_digits=5, decimal_places=1, null=True, blank=True)
    passed = models.BooleanField(_("达标"), null=True, blank=True, editable=False)
    state = models.CharField(_("进度"), max_length=10, choices=State.choices, default=State.SCORED)
    note = models.CharField(_("存在问题"), max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("标准化规范化评审")
        ordering = ["-year", "id"]
        constraints = [models.UniqueConstraint(fields=["organization", "year"], name="standardizationreview_once")]

    def __str__(self):
        return f"{self.organization} {self.year}"


@tracked
class ReviewScore(Sourced):
    """The points of one item of a review."""

    review = models.ForeignKey(
        StandardizationReview, models.CASCADE, related_name="points", verbose_name=_("标准化规范化评审")
    )
    item = models.ForeignKey(ScoringItem, models.PROTECT, related_name="+", verbose_name=_("评分项目"))
    points = models.DecimalField(_("得分"), max_digits=5, decimal_places=1)
    note = models.CharField(_("扣分原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("评审得分")
        ordering = ["review", "item__position"]
        constraints = [models.UniqueConstraint(fields=["review", "item"], name="reviewscore_once")]

    def __str__(self):
        return f"{self.item} {self.points}"


@tracked
class StarRating(Sourced):
    """The stars an organization was given for a year; none of them is a rating too."""

    organization = models.ForeignKey(
        PartyOrganization, models.CASCADE, related_name="star_ratings", verbose_name=_("党组织")
    )
    scheme = models.ForeignKey(
        ScoringScheme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("评分办法")
    )
    year = models.PositiveSmallIntegerField(_("评定年度"))
    decided_on = models.DateField(_("评定日期"))
    score = models.DecimalField(_("得分"), max_digits=5, decimal_places=1, null=True, blank=True)
    star = models.PositiveSmallIntegerField(
        _("星级"), choices=[(star, _("未评星") if star == 0 else f"{'一二三四五'[star - 1]}星") for star in range(6)]
    )
    document_number = models.CharField(_("公布文号"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("星级评定")
        ordering = ["-year", "-star", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "year"], name="starrating_once"),
            models.CheckConstraint(condition=Q(star__lte=5), name="starrating_star"),
        ]

    def __str__(self):
        return f"{self.organization} {self.year}"
