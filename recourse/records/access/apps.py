"""Access as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Installs access."""

    name = "recourse.records.access"
    label = "access"
    verbose_name = "Access"
