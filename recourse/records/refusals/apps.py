"""Refusals as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class RefusalsConfig(AppConfig):
    """Installs refusals."""

    name = "recourse.records.refusals"
    label = "refusals"
    verbose_name = "Refusals"

    def ready(self) -> None:
        """Add this room's sentences to the timeline."""
        from recourse.records.refusals import telling  # noqa: F401
