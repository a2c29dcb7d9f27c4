"""Searches for people kept under a name."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedSearch(models.Model):
    """Filters and conditions of the list of people under a name; everybody finds within their own scope."""

    name = models.CharField(_("名称"), max_length=60)
    filters = models.JSONField(_("筛选"), default=dict, blank=True, help_text=_("筛选名 → 值"))
    conditions = models.JSONField(_("组合条件"), null=True, blank=True)
    shared = models.BooleanField(_("与同事共用"), default=False)
    owner = models.ForeignKey("portal.User", models.CASCADE, related_name="searches", verbose_name=_("保存人"))
    created_at = models.DateTimeField(_("保存时间"), auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = _("保存的查询")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"], name="savedsearch_once",
                violation_error_message=_("您已经有一个同名的查询。"),
            )
        ]  # fmt: skip

    def __str__(self):
        return self.name
