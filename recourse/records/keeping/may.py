"""Who may hold back an end, and who answers a deletion notice."""

from __future__ import annotations

from recourse.records.directory.may import work_with_people
from recourse.records.directory.models import Worker
from recourse.records.directory.words import Role
from recourse.records.keeping.models import Notice

NOT_YOURS = "Only a manager can keep a file from being deleted, or end that."
NOT_TO_YOU = "This notice is for another agency."


def hold(by: Worker) -> bool:
    """A manager keeps what their own agency recorded from being deleted."""
    return work_with_people(by) and by.role == Role.MANAGER


def answer(by: Worker, notice: Notice) -> bool:
    """Whoever works with people in the agency that was told."""
    return work_with_people(by) and by.organisation_id == notice.to_agency_id
