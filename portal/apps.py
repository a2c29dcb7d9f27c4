"""The application every other folder stands on."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PortalConfig(AppConfig):
    """Units, users, audit, imports and jobs."""

    name = "portal"
    verbose_name = "平台基础"

    def ready(self) -> None:
        """Let tasks sent from any process know their application, and register the system checks."""
        from portal import celery, checks  # noqa: F401

        post_migrate.connect(_put_defaults, sender=self)


def _put_defaults(**kwargs: object) -> None:
    """New declared rules come into force with the release that brings them."""
    from portal.actions.rules import put_defaults

    put_defaults()
