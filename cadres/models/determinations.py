"""What the check of a person's archive decided about ages, years of service, Party standing, schooling and posts."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cadres.models.people import Person
from portal.fields import PartialDateField
from portal.models.timebound import Sourced, tracked


@tracked
class ArchiveDetermination(Sourced):
    """One item of 三龄两历 decided on the strength of a document of the archive; the decided date wins everywhere.

    `decided` is the date, for the three items that are dates; `decided_text` the wording, for schooling and posts, whose
    own records are then corrected by hand. `before` is what stood on file when the decision was put in force.
    """

    class Item(models.TextChoices):
        BORN = "born", _("出生时间")
        WORK_BEGAN = "work_began", _("参加工作时间")
        PARTY_JOINED = "party_joined", _("入党时间")
        FULL_TIME = "full_time", _("全日制学历学位")
        IN_SERVICE = "in_service", _("在职学历学位")
        EXPERIENCE = "experience", _("工作经历")
        IDENTITY = "identity", _("干部身份")

    class State(models.TextChoices):
        PENDING = "pending", _("待认定")
        DETERMINED = "determined", _("已认定")
        REVOKED = "revoked", _("已撤销")

    person = models.ForeignKey(Person, models.PROTECT, related_name="determinations", verbose_name=_("人员"))
    item = models.CharField(_("认定事项"), max_length=12, choices=Item.choices)
    recorded = models.CharField(_("各处记载"), max_length=500, help_text=_("档案、任免审批表、身份证各怎么写，差在哪里。"))
    material = models.CharField(
        _("依据的档案材料"), max_length=300, help_text=_("材料名称、形成时间、在档案第几类第几页。")
    )
    basis = models.CharField(_("认定规定"), max_length=200, blank=True, help_text=_("文件名称或文号。"))
    decided = PartialDateField(_("认定日期值"), null=True, blank=True, help_text=_("出生、参加工作、入党时间填此项。"))
    decided_text = models.CharField(_("认定结论"), max_length=300, blank=True, help_text=_("学历、经历、身份填此项。"))
    decided_on = models.DateField(_("作出认定日期"), null=True, blank=True)
    document_number = models.CharField(_("认定文号或会议"), max_length=120, blank=True)
    before = PartialDateField(_("认定前的值"), null=True, blank=True, editable=False)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.PENDING)

    class Meta:
        verbose_name = verbose_name_plural = _("三龄两历认定")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "item"], condition=Q(state="determined"), name="determination_one_in_force",
                violation_error_message=_("此人的这一事项已有生效的认定，请先撤销原认定。"),
            ),
            models.CheckConstraint(
                condition=~Q(state="determined") | Q(decided_on__isnull=False), name="determination_has_a_day",
                violation_error_message=_("已认定的须有作出认定日期。"),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.person}：{self.get_item_display()}"
