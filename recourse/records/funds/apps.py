"""Funds as a Django app."""

from django.apps import AppConfig


class FundsConfig(AppConfig):
    """Installs the room of money."""

    name = "recourse.records.funds"
    label = "funds"
    verbose_name = "Funds"

    def ready(self) -> None:
        """Add this room's sentences to the timeline."""
        from recourse.records.funds import telling  # noqa: F401
