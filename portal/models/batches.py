"""A file on its way into the records: received, read, rehearsed, applied, perhaps undone."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class BatchQuerySet(models.QuerySet):
    """Batches a user may see: those received for units in the user's scope."""

    def visible_to(self, user):
        if user.sees_everything():
            return self
        from portal.models.units import Unit

        return self.filter(unit__in=Unit.objects.visible_to(user))


class Batch(models.Model):
    """One upload and everything that became of it."""

    class State(models.TextChoices):
        RECEIVED = "received", _("已接收")
        MAPPING = "mapping", _("待确认列对应")
        READ = "read", _("已读取")
        REHEARSED = "rehearsed", _("已预演")
        APPLIED = "applied", _("已入库")
        UNDONE = "undone", _("已撤销")
        REFUSED = "refused", _("无法读取")
        CANCELLED = "cancelled", _("已取消")

    file = models.ForeignKey("portal.StoredFile", models.PROTECT, related_name="batches", verbose_name=_("文件"))
    picture = models.ForeignKey(
        "portal.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("照片文件")
    )
    format = models.CharField(_("格式"), max_length=20, blank=True, help_text="workbook, roster, lrmx, lrm, zip, register")
    unit = models.ForeignKey(
        "portal.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("导入单位")
    )
    register = models.CharField(
        _("台账"), max_length=60, blank=True, default="", help_text=_("所导入台账的名称；干部信息文件为空。")
    )
    state = models.CharField(_("状态"), max_length=12, choices=State.choices, default=State.RECEIVED)
    mapping = models.JSONField(_("列对应"), default=dict, help_text=_("名册表头 → 信息项"))
    problems = models.JSONField(_("文件问题"), default=list)
    counts = models.JSONField(_("预演统计"), default=dict)
    job = models.ForeignKey("portal.Job", models.SET_NULL, null=True, blank=True, related_name="batches")
    created_by = models.ForeignKey("portal.User", models.PROTECT, related_name="batches", verbose_name=_("导入人"))
    created_at = models.DateTimeField(_("导入时间"), auto_now_add=True)
    rehearsed_at = models.DateTimeField(null=True, blank=True)
    applied_at = models.DateTimeField(_("入库时间"), null=True, blank=True)
    applied_by = models.ForeignKey(
        "portal.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("入库人")
    )
    undone_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)
    undone_by = models.ForeignKey(
        "portal.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("撤销人")
    )

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("导入批次")
        ordering = ["-id"]

    def __str__(self):
        return f"{self.pk} {self.file}"


class BatchRow(models.Model):
    """One row of a file: as written, as understood, what is wrong with it, and what it would change."""

    class State(models.TextChoices):
        READ = "read", _("未比对")
        NEW = "new", _("新增")
        CHANGED = "changed", _("变更")
        SAME = "same", _("相同")
        DOUBTFUL = "doubtful", _("待确认")
        WRONG = "wrong", _("有误")
        SKIPPED = "skipped", _("不导入")

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField(_("顺序"), help_text=_("全批次内的先后"))
    file_name = models.CharField(_("文件"), max_length=255, blank=True, help_text=_("压缩包内的文件名"))
    sheet = models.CharField(_("工作表"), max_length=100)
    number = models.PositiveIntegerField(_("行号"), help_text=_("文件中的行号"))
    kind = models.CharField(_("信息集"), max_length=20, help_text="person, education, appointment …")
    cells = models.JSONField(_("原文"), default=dict)
    values = models.JSONField(_("取值"), default=dict)
    problems = models.JSONField(_("问题"), default=list)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.READ)
    id_index = models.BinaryField(null=True, help_text=_("身份证号的盲索引"))
    name_key = models.CharField(max_length=50, blank=True)
    born_month = models.IntegerField(null=True, help_text="yyyymm")
    person_row = models.BigIntegerField(null=True, help_text=_("本批次中同一人的人员行"))
    owner_id = models.BigIntegerField(null=True, help_text=_("所属人员（或机构）编号"))
    target_id = models.BigIntegerField(null=True, help_text=_("对应的记录编号"))
    candidates = ArrayField(models.BigIntegerField(), default=list, help_text=_("可能是的人"))
    decision = models.BigIntegerField(null=True, help_text=_("人工确认：人员编号，0 表示新增"))
    changes = models.JSONField(_("变更"), default=list, help_text="[{field, old, new}]")

    class Meta:
        verbose_name = verbose_name_plural = _("导入行")
        ordering = ["batch", "position"]
        constraints = [models.UniqueConstraint(fields=["batch", "position"], name="batchrow_position")]
        indexes = [
            models.Index(fields=["batch", "kind", "state", "position"], name="batchrow_state"),
            models.Index(fields=["batch", "id_index"], name="batchrow_id_index"),
            models.Index(fields=["batch", "name_key", "born_month"], name="batchrow_name"),
        ]

    def __str__(self):
        return f"{self.sheet} {self.number}"


class BatchChange(models.Model):
    """One cell the batch wrote: what was there before and what stands there now, so that it can be undone."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="changes")
    row = models.ForeignKey(BatchRow, models.CASCADE, related_name="+")
    model = models.CharField(max_length=60, help_text="cadres.person")
    object_id = models.BigIntegerField()
    created = models.BooleanField(help_text=_("记录由本批次新建"))
    old = models.JSONField(null=True, help_text=_("变更前各项"))
    new = models.JSONField(help_text=_("变更后各项"))

    class Meta:
        verbose_name = verbose_name_plural = _("导入变更")
        indexes = [models.Index(fields=["model", "object_id"], name="batchchange_object")]

    def __str__(self):
        return f"{self.model} {self.object_id}"


class ColumnMapping(models.Model):
    """A roster's heads as a person once mapped them, remembered for the next file with the same heads."""

    unit = models.ForeignKey("portal.Unit", models.CASCADE, null=True, blank=True, related_name="+")
    digest = models.CharField(max_length=64, help_text=_("表头的摘要"))
    mapping = models.JSONField()
    updated_by = models.ForeignKey("portal.User", models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = _("列对应记忆")
        constraints = [models.UniqueConstraint(fields=["unit", "digest"], name="mapping_once", nulls_distinct=False)]

    def __str__(self):
        return self.digest[:8]
