"""Criteria as a Django app."""

from django.apps import AppConfig


class CriteriaConfig(AppConfig):
    """Installs the room of criteria."""

    name = "recourse.records.criteria"
    label = "criteria"
    verbose_name = "Criteria"
