"""The secret address at which a calendar reads an account's reminders."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.models.users import User


class ReminderFeed(models.Model):
    """One account's feed; only the digest of its address is kept, and the row goes when the feed is ended."""

    user = models.OneToOneField(User, models.CASCADE, related_name="reminder_feed", verbose_name=_("账号"))
    digest = models.CharField(_("地址摘要"), max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("开通时间"))
    last_used_at = models.DateTimeField(_("最近使用"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("日历订阅")

    def __str__(self):
        return str(self.user)
