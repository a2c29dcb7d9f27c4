"""The application every other folder stands on."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Units, users, audit, imports and jobs."""

    name = "portal"
    verbose_name = "平台基础"

    def ready(self) -> None:
        """Let tasks sent from any process know their application, and register the system checks."""
        from portal import celery, checks  # noqa: F401
