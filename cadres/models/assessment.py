"""Appraisal through the year, what follows from the yearly result, and awards on their way."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cadres.models.honours import Appraisal, Award
from cadres.models.people import Person
from portal.models import Unit
from portal.models.timebound import Sourced, tracked


@tracked
class PeriodicAppraisal(Sourced):
    """A person's grade of a month or a quarter (平时考核); one a period."""

    class Period(models.TextChoices):
        MONTH = "month", _("月度")
        QUARTER = "quarter", _("季度")

    class Grade(models.TextChoices):
        GOOD = "1", _("好")
        RATHER_GOOD = "2", _("较好")
        FAIR = "3", _("一般")
        POOR = "4", _("较差")

    person = models.ForeignKey(Person, models.CASCADE, related_name="periodic_appraisals", verbose_name=_("人员"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("考核单位"))
    year = models.PositiveSmallIntegerField(_("年度"))
    period = models.CharField(_("周期"), max_length=8, choices=Period.choices, default=Period.QUARTER)
    number = models.PositiveSmallIntegerField(_("第几期"), help_text=_("月度填 1—12，季度填 1—4"))
    grade = models.CharField(_("等次"), max_length=1, choices=Grade.choices)
    comment = models.CharField(_("评语"), max_length=500, blank=True)
    confirmed_by = models.CharField(_("审定人"), max_length=50, blank=True)
    decided_on = models.DateField(_("确定日期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("平时考核")
        ordering = ["-year", "period", "-number", "person"]
        constraints = [
            models.UniqueConstraint(fields=["person", "year", "period", "number"], name="periodicappraisal_once"),
            models.CheckConstraint(
                condition=Q(period="month", number__range=(1, 12)) | Q(period="quarter", number__range=(1, 4)),
                name="periodicappraisal_number",
                violation_error_message=_("月度填 1—12，季度填 1—4。"),
            ),
        ]

    def __str__(self):
        span = f"{self.number}月" if self.period == self.Period.MONTH else f"第{self.number}季度"
        return f"{self.person} {self.year}年{span}"


@tracked
class AssessmentConsequence(Sourced):
    """One thing to do after a yearly result (考核结果运用), due on a day, with the day it was done."""

    class Kind(models.TextChoices):
        BONUS = "bonus", _("发放年度考核奖金")
        SALARY_STEP = "salary_step", _("晋升一个工资档次")
        LEVEL = "level", _("晋升一个级别")
        SHORTENED = "shortened", _("晋升职级年限缩短半年")
        NOT_COUNTED = "not_counted", _("本年度不计入职级年限")
        ADMONITION = "admonition", _("诫勉")
        IMPROVEMENT = "improvement", _("限期改进")
        NO_PROMOTION = "no_promotion", _("一年内不得晋升")
        TRAINING = "training", _("离岗培训")
        DEMOTION = "demotion", _("降低一个职务或职级层次")
        DISMISSAL = "dismissal", _("予以辞退")

    class State(models.TextChoices):
        DUE = "due", _("待落实")
        EXECUTED = "executed", _("已落实")
        WAIVED = "waived", _("不需落实")

    person = models.ForeignKey(Person, models.CASCADE, related_name="consequences", verbose_name=_("人员"))
    appraisal = models.ForeignKey(
        Appraisal, models.SET_NULL, null=True, blank=True, related_name="consequences", verbose_name=_("年度考核")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("所在单位"))
    year = models.PositiveSmallIntegerField(_("考核年度"))
    kind = models.CharField(_("事项"), max_length=12, choices=Kind.choices)
    basis = models.CharField(_("依据"), max_length=200, blank=True)
    due_on = models.DateField(_("应落实日期"))
    executed_on = models.DateField(_("落实日期"), null=True, blank=True)
    document_number = models.CharField(_("文号"), max_length=100, blank=True)
    state = models.CharField(_("进度"), max_length=10, choices=State.choices, default=State.DUE)

    class Meta:
        verbose_name = verbose_name_plural = _("考核结果运用")
        ordering = ["-year", "due_on", "person"]
        constraints = [
            models.UniqueConstraint(fields=["person", "year", "kind"], name="consequence_once"),
            models.CheckConstraint(
                condition=~Q(state="executed") | Q(executed_on__isnull=False),
                name="consequence_executed_has_its_day",
                violation_error_message=_("请填写落实日期。"),
            ),
        ]

    def __str__(self):
        return f"{self.person} {self.year} {self.get_kind_display()}"


@tracked
class AwardCase(Sourced):
    """An award on its way from proposal to certificate; decided, it becomes a line of the person's honours.

    The years from `basis_from` to `award_year` are consumed by it. `award_year` is the assessed year; the decision
    normally falls in the next.
    """

    class Kind(models.TextChoices):
        COMMENDATION = "01115", _("嘉奖")
        THIRD_CLASS = "01114", _("记三等功")
        SECOND_CLASS = "01113", _("记二等功")
        FIRST_CLASS = "01112", _("记一等功")
        TITLE = "01111", _("授予荣誉称号")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("拟奖励")
        REVIEWED = "reviewed", _("已审核")
        PUBLIC_NOTICE = "public_notice", _("公示")
        DECIDED = "decided", _("已决定")
        CERTIFICATE_ISSUED = "certificate_issued", _("已发证书")
        REJECTED = "rejected", _("不予奖励")
        REVOKED = "revoked", _("已撤销")

    person = models.ForeignKey(Person, models.CASCADE, related_name="award_cases", verbose_name=_("人员"))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("所在单位"))
    kind = models.CharField(_("奖励种类"), max_length=8, choices=Kind.choices)
    basis = models.CharField(_("奖励依据"), max_length=20, choices=Award.Basis.choices)
    award_year = models.PositiveSmallIntegerField(_("奖励年度"))
    basis_from = models.PositiveSmallIntegerField(_("依据起始年度"), null=True, blank=True)
    notice_from = models.DateField(_("公示开始"), null=True, blank=True)
    notice_to = models.DateField(_("公示结束"), null=True, blank=True)
    decided_on = models.DateField(_("决定日期"), null=True, blank=True)
    decided_by = models.CharField(_("批准机关"), max_length=120, blank=True)
    body_level = models.CharField(_("批准机关级别"), max_length=8, blank=True, help_text="ZB03")
    document_number = models.CharField(_("决定文号"), max_length=100, blank=True)
    certificate_number = models.CharField(_("证书编号"), max_length=60, blank=True)
    certificate_on = models.DateField(_("发证日期"), null=True, blank=True)
    bonus = models.DecimalField(_("奖金（元）"), max_digits=10, decimal_places=2, null=True, blank=True)
    revoked_on = models.DateField(_("撤销日期"), null=True, blank=True)
    award = models.OneToOneField(
        Award, models.SET_NULL, null=True, blank=True, editable=False, related_name="case", verbose_name=_("奖惩记录")
    )
    state = models.CharField(_("进度"), max_length=20, choices=State.choices, default=State.PROPOSED)
    note = models.CharField(_("说明"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("奖励办理")
        ordering = ["-award_year", "kind", "person"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "award_year", "kind"],
                condition=~Q(state__in=["rejected", "revoked"]),
                name="awardcase_once_a_year",
                violation_error_message=_("此人该年度已有同一种类的奖励。"),
            ),
            models.UniqueConstraint(
                fields=["certificate_number"],
                condition=~Q(certificate_number=""),
                name="awardcase_certificate_once",
                violation_error_message=_("证书编号已用过。"),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["decided", "certificate_issued"]) | Q(decided_on__isnull=False),
                name="awardcase_decided_has_its_day",
                violation_error_message=_("请填写决定日期。"),
            ),
            models.CheckConstraint(
                condition=Q(basis_from__isnull=True) | Q(basis_from__lte=F("award_year")),
                name="awardcase_basis_before_award_year",
                violation_error_message=_("依据起始年度不能晚于奖励年度。"),
            ),
        ]

    def __str__(self):
        return f"{self.person} {self.award_year} {self.get_kind_display()}"
