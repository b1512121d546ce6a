"""Homes as a Django app."""

from django.apps import AppConfig


class HomesConfig(AppConfig):
    """Installs the room of homes."""

    name = "recourse.records.homes"
    label = "homes"
    verbose_name = "Homes"
