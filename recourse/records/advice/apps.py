"""The app that keeps answers."""

from django.apps import AppConfig


class AdviceConfig(AppConfig):
    """Answers as they stood on their day."""

    name = "recourse.records.advice"
    label = "advice"

    def ready(self) -> None:
        """Add this room's sentences to the timeline."""
        from recourse.records.advice import telling  # noqa: F401
