"""Talks with cadres (谈心谈话): planned, held, what was raised and what was done about it.

What was said is restricted: the columns named in the registers' `guarded` are shown with a right of their own only.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cadres.models.people import Person
from cadres.rules.talks import Occasion
from portal.models.timebound import Sourced, tracked


@tracked
class TalkPlan(Sourced):
    """A talk somebody is due, by a day."""

    class State(models.TextChoices):
        PLANNED = "planned", _("待谈")
        HELD = "held", _("已谈")
        CANCELLED = "cancelled", _("取消")

    person = models.ForeignKey(Person, models.CASCADE, related_name="talk_plans", verbose_name=_("谈话对象"))
    occasion = models.CharField(_("谈话情形"), max_length=14, choices=Occasion.pairs(), default=Occasion.ROUTINE.value)
    due = models.DateField(_("应谈日期"))
    talker = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("谈话人")
    )
    talker_text = models.CharField(_("谈话人（不在册）"), max_length=60, blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.PLANNED)

    class Meta:
        verbose_name = verbose_name_plural = _("谈话计划")
        ordering = ["due", "id"]
        constraints = [models.UniqueConstraint(fields=["person", "occasion", "due"], name="talkplan_once")]

    def __str__(self):
        return f"{self.person} {self.get_occasion_display()}"


@tracked
class TalkRecord(Sourced):
    """A talk held. `summary` and `mood` are restricted."""

    class Mode(models.TextChoices):
        FACE = "face", _("面谈")
        PHONE = "phone", _("电话")
        VIDEO = "video", _("视频")
        GROUP = "group", _("集体谈话")

    class Mood(models.TextChoices):
        STEADY = "steady", _("平稳")
        WATCH = "watch", _("有波动")
        URGENT = "urgent", _("需重点关注")

    person = models.ForeignKey(Person, models.CASCADE, related_name="talks", verbose_name=_("谈话对象"))
    talker = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="talks_held", verbose_name=_("谈话人")
    )
    talker_text = models.CharField(_("谈话人（不在册）"), max_length=60, blank=True)
    occasion = models.CharField(_("谈话情形"), max_length=14, choices=Occasion.pairs(), default=Occasion.ROUTINE.value)
    held_on = models.DateField(_("谈话日期"))
    mode = models.CharField(_("谈话方式"), max_length=6, choices=Mode.choices, default=Mode.FACE)
    place = models.CharField(_("地点"), max_length=100, blank=True)
    summary = models.TextField(_("谈话内容"), blank=True)
    mood = models.CharField(_("思想动态"), max_length=8, choices=Mood.choices, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("谈话记录")
        ordering = ["-held_on", "id"]
        indexes = [models.Index(fields=["person", "held_on"], name="talkrecord_person")]
        constraints = [
            models.UniqueConstraint(fields=["person", "held_on", "occasion"], name="talkrecord_once"),
            models.CheckConstraint(
                condition=Q(talker__isnull=False) | ~Q(talker_text=""),
                name="talkrecord_has_talker",
                violation_error_message=_("请选择谈话人；谈话人不在册的，写出姓名。"),
            ),
            models.CheckConstraint(
                condition=Q(talker__isnull=True) | ~Q(talker=F("person")),
                name="talkrecord_with_another",
                violation_error_message=_("谈话人与谈话对象不能是同一人。"),
            ),
        ]

    def __str__(self):
        return f"{self.person} {self.held_on:%Y-%m-%d}"

    @property
    def talker_name(self) -> str:
        """Who talked."""
        return self.talker.name if self.talker_id else self.talker_text


@tracked
class TalkIssue(Sourced):
    """A difficulty somebody raised; solved once `solved_on` is filled. `content` and `measures` are restricted."""

    class Category(models.TextChoices):
        HOUSING = "housing", _("住房")
        HEALTH = "health", _("身体健康")
        FAMILY = "family", _("家庭照料")
        SCHOOLING = "schooling", _("子女入学")
        SEPARATION = "separation", _("两地分居")
        WORK = "work", _("工作条件")
        GROWTH = "growth", _("成长发展")
        TREATMENT = "treatment", _("待遇落实")
        OTHER = "other", _("其他")

    class Satisfaction(models.TextChoices):
        SATISFIED = "satisfied", _("满意")
        FAIR = "fair", _("基本满意")
        UNSATISFIED = "unsatisfied", _("不满意")

    person = models.ForeignKey(Person, models.CASCADE, related_name="talk_issues", verbose_name=_("反映人"))
    talk = models.ForeignKey(
        TalkRecord, models.SET_NULL, null=True, blank=True, related_name="issues", verbose_name=_("反映时的谈话")
    )
    category = models.CharField(_("困难类别"), max_length=12, choices=Category.choices)
    content = models.TextField(_("具体情况"), blank=True)
    owner = models.CharField(_("责任单位（责任人）"), max_length=100, blank=True)
    raised = models.DateField(_("反映日期"))
    due = models.DateField(_("办理期限"), null=True, blank=True)
    solved_on = models.DateField(_("解决日期"), null=True, blank=True)
    measures = models.TextField(_("办理情况"), blank=True)
    satisfaction = models.CharField(_("满意度"), max_length=12, choices=Satisfaction.choices, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("实际困难")
        ordering = ["-raised", "id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "category", "raised"], name="talkissue_once"),
            models.CheckConstraint(
                condition=Q(solved_on__isnull=True) | Q(solved_on__gte=F("raised")),
                name="talkissue_solved_after_raised",
                violation_error_message=_("解决日期不能早于反映日期。"),
            ),
            models.CheckConstraint(
                condition=Q(due__isnull=True) | Q(due__gte=F("raised")),
                name="talkissue_due_after_raised",
                violation_error_message=_("办理期限不能早于反映日期。"),
            ),
        ]

    def __str__(self):
        return f"{self.person} {self.get_category_display()}"


@tracked
class CareAction(Sourced):
    """Something done for somebody (走访慰问, 帮助解决困难); `content` is restricted."""

    class Kind(models.TextChoices):
        VISIT = "visit", _("走访慰问")
        HOSPITAL = "hospital", _("住院看望")
        HELP = "help", _("帮助协调")
        RELIEF = "relief", _("困难补助")
        LEAVE = "leave", _("疗养休假")
        OTHER = "other", _("其他")

    person = models.ForeignKey(Person, models.CASCADE, related_name="care_actions", verbose_name=_("关怀对象"))
    issue = models.ForeignKey(
        TalkIssue, models.SET_NULL, null=True, blank=True, related_name="care_actions", verbose_name=_("针对的困难")
    )
    kind = models.CharField(_("方式"), max_length=10, choices=Kind.choices)
    done_on = models.DateField(_("日期"))
    content = models.TextField(_("具体内容"), blank=True)
    amount = models.DecimalField(_("金额（元）"), max_digits=10, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("关怀帮扶")
        ordering = ["-done_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "done_on"], name="careaction_once"),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="careaction_amount_not_negative",
                violation_error_message=_("金额不能小于0。"),
            ),
        ]

    def __str__(self):
        return f"{self.person} {self.get_kind_display()}"
