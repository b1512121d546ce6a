"""People as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Installs the room of people."""

    name = "recourse.records.people"
    label = "people"
    verbose_name = "People"
