"""Keeping as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class KeepingConfig(AppConfig):
    """Installs keeping."""

    name = "recourse.records.keeping"
    label = "keeping"
    verbose_name = "Keeping"

    def ready(self) -> None:
        """Add this room's sentences to the timeline."""
        from recourse.records.keeping import telling  # noqa: F401
