"""Official code tables, loaded from `portal/code_tables`."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Code(models.Model):
    """One code of one table; a code is retired, never reused."""

    table = models.CharField(_("代码表"), max_length=20)
    code = models.CharField(_("代码"), max_length=20)
    name = models.CharField(_("名称"), max_length=200)
    position = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = _("代码")
        ordering = ["table", "position"]
        constraints = [models.UniqueConstraint(fields=["table", "code"], name="code_once")]

    def __str__(self):
        return self.name
