"""Panels as a Django app."""

from django.apps import AppConfig


class PanelsConfig(AppConfig):
    """Installs the room of panels."""

    name = "recourse.records.panels"
    label = "panels"
    verbose_name = "Panels"

    def ready(self) -> None:
        """Add this room's sentences to the timeline."""
        from recourse.records.panels import telling  # noqa: F401
