"""Long work as a row: the row is the truth, the broker only wakes a worker."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """One piece of long work, with lease, attempts, progress and result."""

    class State(models.TextChoices):
        WAITING = "waiting", _("等待")
        RUNNING = "running", _("进行中")
        DONE = "done", _("完成")
        FAILED = "failed", _("失败")
        CANCELLED = "cancelled", _("已取消")

    kind = models.CharField(_("任务"), max_length=60)
    arguments = models.JSONField(default=dict, help_text=_("只存编号，不存个人信息。"))
    state = models.CharField(_("状态"), max_length=12, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("尝试次数"), default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_token = models.UUIDField(null=True, blank=True, help_text=_("持有者标识，防止两个进程同时执行。"))
    cancel_requested = models.BooleanField(default=False)
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    message = models.CharField(_("进展"), max_length=300, blank=True)
    result = models.JSONField(default=dict)
    created_by = models.ForeignKey("portal.User", models.PROTECT, null=True, related_name="+", verbose_name=_("发起人"))
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("后台任务")
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "lease_until"], name="job_lease")]

    def __str__(self):
        return f"{self.kind} {self.get_state_display()}"

    @property
    def percent(self) -> int:
        """Progress in whole percent, 0 while the size is unknown."""
        return min(100, 100 * self.progress_done // self.progress_total) if self.progress_total else 0

    @property
    def over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in (self.State.DONE, self.State.FAILED, self.State.CANCELLED)
