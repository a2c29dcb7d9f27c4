"""Selecting cadres: a case from its proposal to the post, the notice before it, objections, and source categories' conditions."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cadres.models.appointments import Appointment
from cadres.models.people import Person
from cadres.rules.age import AgeBoundary, AgePrecision
from cadres.rules.category_conditions import SCHOOLING
from cadres.rules.selection import PostKind, SelectionChannel, SelectionState, SourceNature
from cadres.rules.source_category import SourceCategory, SourceSubcategory
from portal.fields import PartialDateField
from portal.models import Unit
from portal.models.timebound import Sourced, TimeBound, tracked

AGE_BOUNDARIES = (
    (AgeBoundary.LT, _("未满N周岁")), (AgeBoundary.NOT_FULL_NEXT, _("不满N+1岁")),
    (AgeBoundary.AROUND, _("不满N+2岁（左右）")), (AgeBoundary.LE_DAY, _("未过N周岁生日")),
)  # fmt: skip
AGE_PRECISIONS = ((AgePrecision.MONTH, _("按月")), (AgePrecision.DAY, _("按日")))


@tracked
class SourceCategoryRule(TimeBound):
    """What a round and a province ask of a sub-category of 三方面人员 or 五方面人员, from a day on."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("适用机构"))
    category = models.CharField(_("来源类别"), max_length=32, choices=SourceCategory.pairs())
    subcategory = models.CharField(_("具体类别"), max_length=40, blank=True, choices=SourceSubcategory.pairs())
    round_name = models.CharField(_("适用换届"), max_length=100)
    province = models.CharField(_("适用省份"), max_length=40, blank=True)
    years = models.PositiveSmallIntegerField(_("乡镇（村）工作年限"), default=0, help_text=_("0为不要求"))
    post_years = models.PositiveSmallIntegerField(_("现岗位年限"), default=0, help_text=_("0为不要求"))
    most_age = models.PositiveSmallIntegerField(_("年龄上限"), null=True, blank=True)
    age_boundary = models.CharField(
        _("年龄界限"), max_length=16, choices=AGE_BOUNDARIES, default=AgeBoundary.LE_DAY.value
    )
    age_precision = models.CharField(
        _("年龄精度"), max_length=8, choices=AGE_PRECISIONS, default=AgePrecision.DAY.value
    )
    age_as_of = models.DateField(_("年龄计算日"), null=True, blank=True, help_text=_("不填为审查当日"))
    least_schooling = models.CharField(
        _("最低学历"), max_length=16, blank=True, choices=[(key, label) for key, (label, _rank) in SCHOOLING.items()]
    )
    includes_posted = models.BooleanField(_("含派驻乡镇机构人员"), default=False)
    includes_streets = models.BooleanField(_("含街道"), default=False)
    includes_communities = models.BooleanField(_("含城市社区"), default=False)
    excludes_governed = models.BooleanField(_("不含参公人员"), default=True)
    ended_posting = models.BooleanField(_("须驻村（到村任职）期满合格"), default=False)
    source_document = models.CharField(_("依据文件"), max_length=300)
    verified = models.BooleanField(_("依据已核实"), default=False)
    note = models.CharField(_("说明"), max_length=300, blank=True)

    class Meta(TimeBound.Meta):
        verbose_name = verbose_name_plural = _("来源类别条件")
        ordering = ["-began", "category", "subcategory"]
        constraints = [
            *TimeBound.Meta.constraints,
            models.UniqueConstraint(
                fields=["category", "subcategory", "round_name", "province", "began"],
                name="sourcecategoryrule_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self):
        return f"{self.get_category_display()} {self.get_subcategory_display()} {self.round_name}"


@tracked
class PublicNotice(Sourced):
    """A notice before appointment or employment (任前公示、拟聘公示); its last day follows from the working days asked."""

    number = models.CharField(_("公示编号"), max_length=100, unique=True)
    title = models.CharField(_("公示标题"), max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("发布机构"))
    began = models.DateField(_("公示开始日"))
    working_days = models.PositiveSmallIntegerField(
        _("公示工作日数"), null=True, blank=True, help_text=_("不填按口径设置")
    )
    last_day = models.DateField(_("公示截止日"), null=True, editable=False)
    last_day_certain = models.BooleanField(_("节假日安排已公布"), default=True, editable=False)
    published_fields = models.JSONField(_("公示内容"), default=list, editable=False)
    place = models.CharField(_("公示范围"), max_length=200, blank=True)
    telephone = models.CharField(_("监督电话"), max_length=60, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("任前公示")
        ordering = ["-began", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("began")),
                name="publicnotice_ends_after_it_begins",
            )
        ]

    def __str__(self):
        return self.title


@tracked
class SelectionCase(Sourced):
    """One person's way to one post by one channel.

    Category and sub-category are those that applied at the selection; later rules never change them.
    """

    class EstablishmentKind(models.TextChoices):
        ADMINISTRATIVE = "administrative", _("行政编制")
        GOVERNED = "institution_governed", _("参公事业编制")
        INSTITUTION = "institution_other", _("事业编制")

    person = models.ForeignKey(Person, models.CASCADE, related_name="selections", verbose_name=_("人员"))
    channel = models.CharField(_("选拔方式"), max_length=32, choices=SelectionChannel.pairs())
    category = models.CharField(_("来源类别"), max_length=32, blank=True, choices=SourceCategory.pairs())
    subcategory = models.CharField(_("具体类别"), max_length=40, blank=True, choices=SourceSubcategory.pairs())
    category_rule = models.ForeignKey(
        SourceCategoryRule, models.PROTECT, null=True, blank=True, editable=False, related_name="+",
        verbose_name=_("适用条件"),
    )  # fmt: skip
    eligibility = models.JSONField(_("资格审查结论"), default=dict, editable=False)
    confirmed_by = models.ForeignKey(
        "portal.User", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("资格复核人")
    )
    source_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("来源单位")
    )
    source_unit_text = models.CharField(_("来源单位名称"), max_length=200, blank=True)
    source_nature = models.CharField(_("来源单位性质"), max_length=24, blank=True, choices=SourceNature.pairs())
    source_post = models.CharField(_("原职务（岗位）"), max_length=200, blank=True)
    source_since = PartialDateField(_("任原职务（岗位）时间"), null=True, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="selections", verbose_name=_("拟任（聘）单位"))
    post = models.CharField(_("拟任（聘）职务"), max_length=200)
    post_kind = models.CharField(_("职务性质"), max_length=16, choices=PostKind.pairs())
    level = models.CharField(_("职务层次"), max_length=8, blank=True, help_text="ZB09")
    entry_mode = models.CharField(_("进入方式"), max_length=4, blank=True, help_text="ZB77")
    announced_on = models.DateField(_("公告日期"), null=True, blank=True)
    announcement_number = models.CharField(_("公告文号"), max_length=100, blank=True)
    written_score = models.DecimalField(_("笔试成绩"), max_digits=5, decimal_places=2, null=True, blank=True)
    interview_score = models.DecimalField(_("面试成绩"), max_digits=5, decimal_places=2, null=True, blank=True)
    exam_place = models.PositiveSmallIntegerField(_("成绩名次"), null=True, blank=True)
    inspected_on = models.DateField(_("考察日期"), null=True, blank=True)
    discussed_on = models.DateField(_("讨论决定日期"), null=True, blank=True)
    discussion_number = models.CharField(_("会议纪要文号"), max_length=100, blank=True)
    notice = models.ForeignKey(
        PublicNotice, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("任前公示")
    )
    approved_on = models.DateField(_("批准日期"), null=True, blank=True)
    approval_number = models.CharField(_("批准文号"), max_length=200, blank=True)
    establishment_kind = models.CharField(_("使用编制"), max_length=24, blank=True, choices=EstablishmentKind.choices)
    establishment_number = models.CharField(_("编制使用文号"), max_length=100, blank=True)
    appointed_on = models.DateField(_("任职（聘用）日期"), null=True, blank=True)
    appointment = models.ForeignKey(
        Appointment, models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name=_("任职")
    )
    probation_until = models.DateField(_("试用期至"), null=True, blank=True)
    confirmed_on = models.DateField(_("转正日期"), null=True, blank=True)
    withdrawn_on = models.DateField(_("退出日期"), null=True, blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    state = models.CharField(
        _("进度"), max_length=16, choices=SelectionState.pairs(), default=SelectionState.DRAFT.value
    )

    class Meta:
        verbose_name = verbose_name_plural = _("选拔任用")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["channel", "approved_on"], name="selectioncase_approved"),
            models.Index(fields=["unit", "state"], name="selectioncase_unit"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "appointed", "confirmed"]) | Q(approved_on__isnull=False),
                name="selectioncase_approved_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["appointed", "confirmed"]) | Q(appointed_on__isnull=False),
                name="selectioncase_appointed_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="public_notice") | Q(notice__isnull=False), name="selectioncase_notice_named"
            ),
            models.CheckConstraint(
                condition=Q(appointed_on__isnull=True) | Q(approved_on__lte=F("appointed_on")),
                name="selectioncase_appointed_after_approval",
                violation_error_message=_("任职（聘用）日期不能早于批准日期。"),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True) | Q(appointed_on__lte=F("confirmed_on")),
                name="selectioncase_confirmed_after_appointment",
                violation_error_message=_("转正日期不能早于任职（聘用）日期。"),
            ),
            models.CheckConstraint(
                condition=Q(written_score__isnull=True)
                | Q(written_score__gte=0, written_score__lte=100)
                & (Q(interview_score__isnull=True) | Q(interview_score__gte=0, interview_score__lte=100)),
                name="selectioncase_scores",
                violation_error_message=_("成绩应在0至100之间。"),
            ),
        ]

    def __str__(self):
        return f"{self.person} {self.unit}{self.post}"


@tracked
class Objection(Sourced):
    """What somebody brought forward against a person during the notice; the case waits until it is settled."""

    class Manner(models.TextChoices):
        SIGNED = "signed", _("署名来信")
        ANONYMOUS = "anonymous", _("匿名来信")
        CALL = "call", _("来电")
        VISIT = "visit", _("来访")

    class State(models.TextChoices):
        RECEIVED = "received", _("已受理")
        INVESTIGATING = "investigating", _("调查核实中")
        UNFOUNDED = "unfounded", _("不影响任用")
        UPHELD = "upheld", _("影响任用")

    case = models.ForeignKey(SelectionCase, models.CASCADE, related_name="objections", verbose_name=_("选拔任用"))
    received_on = models.DateField(_("收到日期"))
    manner = models.CharField(_("反映方式"), max_length=12, choices=Manner.choices)
    content = models.TextField(_("反映内容"), blank=True)
    investigated_by = models.CharField(_("核查单位"), max_length=100, blank=True)
    settled_on = models.DateField(_("办结日期"), null=True, blank=True)
    finding = models.TextField(_("核查结论"), blank=True)
    state = models.CharField(_("办理状态"), max_length=16, choices=State.choices, default=State.RECEIVED)

    class Meta:
        verbose_name = verbose_name_plural = _("公示异议")
        ordering = ["-received_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True) | Q(settled_on__gte=F("received_on")),
                name="objection_settled_after_receipt",
                violation_error_message=_("办结日期不能早于收到日期。"),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["unfounded", "upheld"]) | Q(settled_on__isnull=False),
                name="objection_settled_on_a_day",
            ),
        ]

    def __str__(self):
        return f"{self.case} {self.received_on}"
