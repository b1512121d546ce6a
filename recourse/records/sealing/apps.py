"""Sealing as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class SealingConfig(AppConfig):
    """Installs sealing."""

    name = "recourse.records.sealing"
    label = "sealing"
    verbose_name = "Sealing"
