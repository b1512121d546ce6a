"""Papers as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """Installs papers."""

    name = "recourse.records.papers"
    label = "papers"
    verbose_name = "Papers"

    def ready(self) -> None:
        """Add this room's sentences to the timeline."""
        from recourse.records.papers import telling  # noqa: F401
