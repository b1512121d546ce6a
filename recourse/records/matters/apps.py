"""Matters as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class MattersConfig(AppConfig):
    """Installs matters."""

    name = "recourse.records.matters"
    label = "matters"
    verbose_name = "Matters"

    def ready(self) -> None:
        """Add this room's sentences to the timeline."""
        from recourse.records.matters import telling  # noqa: F401
