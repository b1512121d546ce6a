"""Who may state what a scheme goes by."""

from __future__ import annotations

from recourse.records.directory.models import Worker
from recourse.records.directory.words import Role

NOT_MANAGER = "What the scheme goes by is stated by whoever manages it."


def publish(by: Worker) -> bool:
    """A manager states it for their own agency."""
    return by.is_active and by.role == Role.MANAGER
