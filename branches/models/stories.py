"""Stories of villages the report tells (典型案例), with the figures they stand on."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from branches.models.village import VillageRecord, placed_by
from branches.rules.mechanisms import Mechanism
from branches.rules.story_readings import StoryReading
from cadres.models import Person
from portal.models.timebound import Sourced, tracked


@tracked
class CaseStory(VillageRecord):
    """One village's story of one mechanism; a person in it is called by family name only, and has consented."""

    class State(models.TextChoices):
        DRAFT = "draft", _("草稿")
        TOWNSHIP_REVIEWED = "township_reviewed", _("乡镇已审核")
        COUNTY_APPROVED = "county_approved", _("县级已审定")
        USED = "used", _("已采用")
        ARCHIVED = "archived", _("已归档")

    mechanism = models.CharField(_("做法类别"), max_length=20, choices=Mechanism.pairs())
    title = models.CharField(_("案例标题"), max_length=200)
    text = models.TextField(_("案例正文"), help_text=_("涉及个人的，正文中只写“张某”，不写全名。"))
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("涉及人员")
    )
    consents = models.BooleanField(_("本人同意使用"), default=False)
    consented_on = models.DateField(_("同意日期"), null=True, blank=True)
    written_on = models.DateField(_("成稿日期"))
    reviewed_on = models.DateField(_("乡镇审核日期"), null=True, blank=True)
    approved_on = models.DateField(_("县级审定日期"), null=True, blank=True)
    used_on = models.DateField(_("采用日期"), null=True, blank=True)
    used_in = models.CharField(_("采用的报告"), max_length=200, blank=True)
    archived_on = models.DateField(_("归档日期"), null=True, blank=True)
    state = models.CharField(_("审核进度"), max_length=20, choices=State.choices, default=State.DRAFT)

    class Meta:
        verbose_name = verbose_name_plural = _("典型案例")
        ordering = ["-written_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_on__isnull=True)
                | Q(person__isnull=True)
                | Q(consents=True, consented_on__isnull=False),
                name="casestory_approved_with_consent",
                violation_error_message=_("涉及个人的案例须有本人同意及同意日期才能审定。"),
            )
        ]

    def __str__(self):
        return self.title


@tracked
class StoryFigure(Sourced):
    """A number in a story, with the record it was read from and what it said when the story was written."""

    story = models.ForeignKey(CaseStory, models.CASCADE, related_name="figures", verbose_name=_("典型案例"))
    record_type = models.CharField(_("数据"), max_length=60, choices=StoryReading.pairs())
    record_id = models.BigIntegerField(
        _("记录编号"), null=True, blank=True, help_text=_("留空时取本村最近登记的一条。")
    )
    label = models.CharField(_("数据名称"), max_length=100, blank=True, help_text=_("留空时用数据的名称。"))
    value = models.CharField(_("成稿时的值"), max_length=40, blank=True)

    objects = placed_by("story__unit")

    class Meta:
        verbose_name = verbose_name_plural = _("案例数据")
        ordering = ["id"]

    def __str__(self):
        return self.label
