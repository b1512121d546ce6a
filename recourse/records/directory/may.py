"""Who may do what in the directory, and how any act refuses what its doer may not do."""

from __future__ import annotations

from recourse.records.directory import queries
from recourse.records.directory.models import Worker
from recourse.records.directory.words import WITHOUT_PEOPLE, Role


class MayNot(Exception):
    """Somebody tried what their role does not allow."""


def require(allowed: bool, sentence: str = "Your role does not let you do this.") -> None:
    """Go on when allowed; otherwise raise `MayNot` with a sentence for people."""
    if not allowed:
        raise MayNot(sentence)


def work_with_people(by: Worker) -> bool:
    """Whether this worker works with people at all: everybody active, but commissioners and landlords."""
    return by.is_active and by.role not in WITHOUT_PEOPLE


def say_capacity(by: Worker, organisation_id: object) -> bool:
    """Whether this worker may say how much room a service has: their own organisation's."""
    return work_with_people(by) and by.organisation_id == organisation_id


def see_to_others(by: Worker, *, managers: int | None = None) -> bool:
    """Whether this worker answers for what colleagues do: a manager, or anybody where there is none.

    `managers` is how many there are, where that is known.
    """
    if not work_with_people(by):
        return False
    if by.role == Role.MANAGER or managers is not None:
        return by.role == Role.MANAGER or not managers
    return not queries.managers(by.organisation_id).exists()


def keep_the_ledger(by: Worker, organisation_id: object) -> bool:
    """Whether this worker says where an agency's signed heads go, and where people complain."""
    return by.organisation_id == organisation_id and see_to_others(by)
