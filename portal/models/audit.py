"""What was done, by whom, when: rows that can be added and never changed."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEvent(models.Model):
    """One act. Written in the transaction of the act, so that none happens without its record."""

    at = models.DateTimeField(_("时间"), auto_now_add=True, db_index=True)
    user = models.ForeignKey("portal.User", models.PROTECT, null=True, related_name="+", verbose_name=_("账号"))
    username = models.CharField(_("账号名"), max_length=60, blank=True)
    action = models.CharField(_("操作"), max_length=60, db_index=True)
    target_type = models.CharField(_("对象类型"), max_length=60, blank=True)
    target_id = models.CharField(_("对象编号"), max_length=60, blank=True)
    succeeded = models.BooleanField(_("成功"), default=True)
    detail = models.JSONField(_("详情"), default=dict)
    address = models.GenericIPAddressField(_("来源地址"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("审计日志")
        ordering = ["-id"]
        indexes = [models.Index(fields=["target_type", "target_id"], name="audit_target")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.username} {self.action}"


class AuditSeal(models.Model):
    """Digest over a run of events chained to the one before: an event changed later breaks the chain."""

    first_event = models.BigIntegerField(_("起始事件"))
    last_event = models.BigIntegerField(_("截止事件"), unique=True)
    digest = models.CharField(_("摘要"), max_length=64)
    sealed_at = models.DateTimeField(_("封存时间"), auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = _("审计封存")
        ordering = ["id"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.first_event}-{self.last_event}"
