"""The application every other folder stands on."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PortalConfig(AppConfig):
    """Units, users, audit, imports and jobs."""

    name = "portal"
    verbose_name = "平台基础"

    def ready(self) -> None:
        """Let tasks know their application, register the system checks, give registers their admin pages.

        The admin has read every folder's own pages before, since it stands first among the applications.
        """
        from django.contrib import admin

        from portal import celery, checks  # noqa: F401
        from portal.admin_registers import register_admin_pages

        register_admin_pages(admin.site)

        post_migrate.connect(_put_defaults, sender=self)


def _put_defaults(**kwargs: object) -> None:
    """New declared rules come into force with the release that brings them."""
    from portal.actions.rules import put_defaults

    put_defaults()
