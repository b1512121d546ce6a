"""Disclosures as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class DisclosuresConfig(AppConfig):
    """Installs disclosures."""

    name = "recourse.records.disclosures"
    label = "disclosures"
    verbose_name = "Disclosures"
