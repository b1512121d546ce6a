"""The directory as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Installs the directory."""

    name = "recourse.records.directory"
    label = "directory"
    verbose_name = "Directory"
