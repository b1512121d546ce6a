"""Who may do what with homes."""

from __future__ import annotations

from recourse.records.directory.may import work_with_people
from recourse.records.directory.models import Worker
from recourse.records.directory.words import Role
from recourse.records.homes.models import Home

NOT_YOURS = "Only the agency that runs this home can change it."
NOT_MANAGER = "Homes are entered by whoever manages the scheme."


def enter(by: Worker) -> bool:
    """A manager enters homes."""
    return by.is_active and by.role == Role.MANAGER


def change(by: Worker, home: Home) -> bool:
    """The agency that runs a home says what state its beds are in."""
    return work_with_people(by) and by.organisation_id == home.agency_id


def keep_papers(by: Worker, home: Home) -> bool:
    """A manager of the agency that runs a home keeps its lease and its certificates."""
    return enter(by) and by.organisation_id == home.agency_id
