"""Who keeps the books, and who gives a person money."""

from __future__ import annotations

from recourse.records.directory.may import work_with_people
from recourse.records.directory.models import Worker
from recourse.records.directory.words import Role
from recourse.records.funds.models import Award

NOT_MANAGER = "The money is kept by whoever manages the scheme."
NOT_YOURS = "Only the agency that gives this grant can stop it."


def keep_books(by: Worker) -> bool:
    """A manager keeps the books of their own agency."""
    return by.is_active and by.role == Role.MANAGER


def award(by: Worker) -> bool:
    """Whoever works with people writes down what a panel gave."""
    return work_with_people(by)


def stop(by: Worker, given: Award) -> bool:
    """The agency that gives it."""
    return work_with_people(by) and by.organisation_id == given.agency_id
