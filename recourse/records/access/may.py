"""Who may let somebody in, and who may end their access."""

from __future__ import annotations

from recourse.records.directory.models import Worker
from recourse.records.directory.words import Role


def manage(by: Worker, organisation_id: object) -> bool:
    """Whether somebody may invite workers into an organisation: a manager of that organisation."""
    return by.is_active and by.role == Role.MANAGER and by.organisation_id == organisation_id


def change(by: Worker, worker: Worker) -> bool:
    """Whether somebody may change what a worker may do, or end it: their manager, and never oneself."""
    return manage(by, worker.organisation_id) and by.pk != worker.pk
