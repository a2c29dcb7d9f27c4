"""Files received, kept encrypted under a name that says nothing."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StoredFile(models.Model):
    """One file as it came, found again by its digest; contents are sealed by `portal.files`."""

    name = models.CharField(_("文件名"), max_length=255)
    digest = models.CharField(_("摘要"), max_length=64, db_index=True, help_text="SHA-256")
    size = models.PositiveBigIntegerField(_("大小（字节）"))
    content_type = models.CharField(max_length=100, blank=True)
    location = models.CharField(max_length=80, unique=True, editable=False)
    created_by = models.ForeignKey("portal.User", models.PROTECT, null=True, related_name="+", verbose_name=_("上传人"))
    created_at = models.DateTimeField(_("上传时间"), auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = _("文件")

    def __str__(self):
        return self.name
