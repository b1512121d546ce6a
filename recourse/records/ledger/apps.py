"""The ledger as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Installs the ledger."""

    name = "recourse.records.ledger"
    label = "ledger"
    verbose_name = "Ledger"
