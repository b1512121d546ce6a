"""Who may choose the floor under the prices."""

from __future__ import annotations

from recourse.records.directory.models import Worker
from recourse.records.directory.words import Role

NOT_MANAGER = "The floor is chosen by the panel, and written down by whoever manages the scheme."


def choose(by: Worker) -> bool:
    """A manager writes it down for their own agency."""
    return by.is_active and by.role == Role.MANAGER
