"""Who took which step of which record, when and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StepTaken(models.Model):
    """One step a record took; the first one of each record is its entry, with an empty `origin`."""

    record_type = models.CharField(_("记录类型"), max_length=60, help_text="cadres.selectioncase")
    record_id = models.BigIntegerField(_("记录编号"))
    step = models.CharField(_("步骤"), max_length=40)
    origin = models.CharField(_("原状态"), max_length=24, blank=True)
    target = models.CharField(_("新状态"), max_length=24)
    reason = models.CharField(_("理由"), max_length=500, blank=True)
    taken_by = models.ForeignKey("portal.User", models.PROTECT, null=True, related_name="+", verbose_name=_("经办人"))
    taken_at = models.DateTimeField(_("经办时间"), auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = _("办理步骤")
        ordering = ["id"]
        indexes = [models.Index(fields=["record_type", "record_id"], name="steptaken_record")]

    def __str__(self):
        return self.step
