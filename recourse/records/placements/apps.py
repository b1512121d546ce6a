"""Placements as a Django app."""

from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    """Installs the room of offers and stays."""

    name = "recourse.records.placements"
    label = "placements"
    verbose_name = "Placements"

    def ready(self) -> None:
        """Add this room's sentences to the timeline."""
        from recourse.records.placements import telling  # noqa: F401
