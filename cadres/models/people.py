"""A person on file: what is known of them that is not a dated fact of its own."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.fields import PartialDateField
from portal.models import Unit
from portal.models.timebound import Sourced, tracked


class PersonQuerySet(models.QuerySet):
    """People by who may see them."""

    def visible_to(self, user):
        """People whose home unit lies in the user's scope; the whole county is asked without a condition."""
        if user.sees_everything():
            return self
        return self.filter(unit__in=Unit.objects.visible_to(user))


@tracked
class Person(Sourced):
    """One human being, once: cadre, branch member or both.

    The ID number is kept sealed (`id_cipher`), found by its keyed digest (`id_index`) and shown masked
    (`id_masked`). Code fields hold codes of the named table; a text not in the table stays in `extra`.
    """

    name = models.CharField(_("姓名"), max_length=50)
    name_key = models.CharField(max_length=50, editable=False, help_text=_("去空格、统一间隔号后的姓名"))
    pinyin = models.CharField(max_length=200, editable=False, blank=True)
    initials = models.CharField(max_length=30, editable=False, blank=True)
    id_cipher = models.BinaryField(null=True, editable=False)
    id_index = models.BinaryField(null=True, unique=True, editable=False)
    id_masked = models.CharField(_("身份证号"), max_length=18, blank=True, editable=False)
    sex = models.CharField(_("性别"), max_length=1, blank=True, help_text="GB2261")
    born = PartialDateField(_("出生年月"), null=True, blank=True)
    ethnicity = models.CharField(_("民族"), max_length=2, blank=True, help_text="GB3304")
    native_place = models.CharField(_("籍贯"), max_length=100, blank=True)
    birth_place = models.CharField(_("出生地"), max_length=100, blank=True)
    growth_place = models.CharField(_("成长地"), max_length=100, blank=True)
    health = models.CharField(_("健康状况"), max_length=60, blank=True)
    work_began = PartialDateField(_("参加工作时间"), null=True, blank=True)
    party_text = models.CharField(_("入党时间文字"), max_length=100, blank=True)
    political_status = models.CharField(_("政治面貌"), max_length=4, blank=True, help_text="GB4762")
    party_joined = PartialDateField(_("入党时间"), null=True, blank=True)
    second_party = models.CharField(_("第二党派"), max_length=4, blank=True, help_text="GB4762")
    third_party = models.CharField(_("第三党派"), max_length=4, blank=True, help_text="GB4762")
    category = models.CharField(_("人员类别"), max_length=4, blank=True, help_text="ZB125")
    status = models.CharField(_("人员管理状态"), max_length=4, blank=True, default="1", help_text="ZB126")
    management = models.CharField(_("管理类别"), max_length=4, blank=True, help_text="ZB130")
    specialty = models.CharField(_("熟悉专业有何特长"), max_length=200, blank=True)
    post_text = models.CharField(_("现工作单位及职务全称"), max_length=500, blank=True)
    post_short = models.CharField(_("现工作单位及职务简称"), max_length=500, blank=True)
    post_level = models.CharField(_("现职务层次"), max_length=8, blank=True, help_text="ZB09")
    post_level_since = PartialDateField(_("任现职务层次时间"), null=True, blank=True)
    rank = models.CharField(_("现职级"), max_length=8, blank=True, help_text="ZB148")
    rank_since = PartialDateField(_("任现职级时间"), null=True, blank=True)
    professional_title = models.CharField(_("专业技术职务"), max_length=200, blank=True)
    two_years_grassroots = models.BooleanField(_("具有两年以上基层工作经历"), null=True, blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("统计关系所在单位")
    )
    civil_level = models.CharField(_("级别"), max_length=4, blank=True, help_text="ZB134")
    establishment = models.CharField(_("编制类型"), max_length=4, blank=True, help_text="ZB135")
    technical_grade = models.CharField(_("专业技术类公务员任职资格"), max_length=100, blank=True)
    registered = PartialDateField(_("公务员登记时间"), null=True, blank=True)
    awards_text = models.TextField(_("奖惩综述"), blank=True)
    appraisals_text = models.TextField(_("年度考核结果综述"), blank=True)
    note = models.CharField(_("备注"), max_length=500, blank=True)
    recruited_by_exam = models.BooleanField(_("是否考录"), null=True, blank=True)
    recruited = PartialDateField(_("录用时间"), null=True, blank=True)
    selected_graduate = models.BooleanField(_("是否选调生"), null=True, blank=True)
    selected_graduate_since = PartialDateField(_("进入选调生时间"), null=True, blank=True)
    extra = models.JSONField(_("其他信息"), default=dict, blank=True, help_text=_("不在代码表内的原文"))

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("人员")
        ordering = ["pinyin", "id"]
        indexes = [
            models.Index(fields=["pinyin", "id"], name="person_pinyin"),
            models.Index(fields=["unit", "pinyin", "id"], name="person_unit"),
            models.Index(fields=["name_key", "born"], name="person_name_born"),
            models.Index(fields=["initials"], name="person_initials", opclasses=["varchar_pattern_ops"]),
            GinIndex(fields=["name_key"], name="person_name_trigram", opclasses=["gin_trgm_ops"]),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(sex__in=["", "1", "2"]), name="person_sex"),
            models.CheckConstraint(
                condition=Q(id_index__isnull=True, id_cipher__isnull=True)
                | Q(id_index__isnull=False, id_cipher__isnull=False),
                name="person_id_sealed_and_indexed",
            ),
        ]

    def __str__(self):
        return self.name


@tracked
class Photo(Sourced):
    """A person's photograph, re-encoded without metadata; `given_digest` is that of the file as it came."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="photo", verbose_name=_("人员"))
    file = models.ForeignKey("portal.StoredFile", models.PROTECT, related_name="+", verbose_name=_("文件"))
    given_digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = _("照片")

    def __str__(self):
        return str(self.person)


@tracked
class FamilyMember(Sourced):
    """A member of a person's family as the appointment form lists them."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="family", verbose_name=_("人员"))
    relation = models.CharField(_("称谓"), max_length=36)
    name = models.CharField(_("姓名"), max_length=50)
    born = PartialDateField(_("出生日期"), null=True, blank=True)
    political_text = models.CharField(_("政治面貌"), max_length=36, blank=True)
    post_text = models.CharField(_("工作单位及职务"), max_length=250, blank=True)
    position = models.PositiveIntegerField(_("排序"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("家庭成员及社会关系")
        ordering = ["person", "position", "id"]

    def __str__(self):
        return f"{self.relation}{self.name}"


@tracked
class SourceTag(Sourced):
    """A source category (五方面人员, 事业编调任 …) a person is in, from a day on; categories may overlap.

    The category that applied at selection stays; it is never worked out again under newer rules.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="source_tags", verbose_name=_("人员"))
    category = models.CharField(_("来源类别"), max_length=32)
    subcategory = models.CharField(_("具体类别"), max_length=40, blank=True)
    since = PartialDateField(_("认定时间"), null=True, blank=True)
    evidence = models.CharField(_("认定依据"), max_length=300, blank=True)
    confirmed_by = models.ForeignKey(
        "portal.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("复核人")
    )
    confirmed_on = models.DateField(_("复核日期"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("来源类别")
        constraints = [
            models.UniqueConstraint(fields=["person", "category", "subcategory"], name="sourcetag_once"),
            models.CheckConstraint(
                condition=models.Q(confirmed_on__isnull=True) | models.Q(confirmed_by__isnull=False),
                name="sourcetag_confirmed_by_somebody",
            ),
        ]

    def __str__(self):
        return self.category
