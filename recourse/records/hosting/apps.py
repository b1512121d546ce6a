"""Hosting as a Django app."""

from django.apps import AppConfig


class HostingConfig(AppConfig):
    """Installs the room of hosts."""

    name = "recourse.records.hosting"
    label = "hosting"
    verbose_name = "Hosting"

    def ready(self) -> None:
        """Add this room's sentences to the timeline, and say to placements which hosts can be asked."""
        from recourse.records.hosting import telling  # noqa: F401
        from recourse.records.hosting.queries import standing
        from recourse.records.placements import hosts

        hosts.answered_by(standing.of_homes)
