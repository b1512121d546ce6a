"""Prices as a Django app."""

from django.apps import AppConfig


class PricesConfig(AppConfig):
    """Installs the room of prices."""

    name = "recourse.records.prices"
    label = "prices"
    verbose_name = "Prices"
