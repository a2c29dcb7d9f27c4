"""Figures, runs and papers."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Indicators over dated facts, frozen runs and the documents made from them."""

    name = "reports"
    verbose_name = "统计报告"

    def ready(self) -> None:
        """Refuse indicator files that say what the engine does not do."""
        from reports import checks  # noqa: F401
