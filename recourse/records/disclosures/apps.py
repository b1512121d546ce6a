"""Disclosures as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class DisclosuresConfig(AppConfig):
    """Installs disclosures."""

    name = "recourse.records.disclosures"
    label = "disclosures"
    verbose_name = "Disclosures"

    def ready(self) -> None:
        """Add this room's sentences to the timeline."""
        from recourse.records.disclosures import telling  # noqa: F401
