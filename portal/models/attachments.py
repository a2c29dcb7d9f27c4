"""Documents kept with a record: scans, photographs, minutes; always optional."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.models.timebound import tracked


@tracked
class Attachment(models.Model):
    """One document of one record of a register, seen by whoever sees the record and all its guarded columns."""

    record_type = models.CharField(_("记录类型"), max_length=60, help_text="cadres.selectioncase")
    record_id = models.BigIntegerField(_("记录编号"))
    file = models.ForeignKey("portal.StoredFile", models.PROTECT, related_name="+", verbose_name=_("文件"))
    added_by = models.ForeignKey("portal.User", models.PROTECT, null=True, related_name="+", verbose_name=_("上传人"))
    added_at = models.DateTimeField(_("上传时间"), auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = _("附件")
        ordering = ["id"]
        indexes = [models.Index(fields=["record_type", "record_id"], name="attachment_record")]

    def __str__(self):
        return self.file.name
