"""Who may read the ledger of an agency."""

from __future__ import annotations

from uuid import UUID

from recourse.records.ledger.actions import Doer


def verify(by: Doer, agency: UUID) -> bool:
    """Whether somebody may prove an agency's chain: their own."""
    return by.organisation_id == agency
