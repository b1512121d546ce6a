"""Who may send something out, and who may take back what is being prepared."""

from __future__ import annotations

from recourse.records.directory.may import work_with_people
from recourse.records.directory.models import Worker
from recourse.records.disclosures.models import Letter


def prepare(by: Worker) -> bool:
    """Whoever works with people may prepare, with the person beside them."""
    return work_with_people(by)


def change(by: Worker, letter: Letter) -> bool:
    """The agency that began it may go on with it, send it or take it back."""
    return work_with_people(by) and by.organisation_id == letter.agency_id


def give(by: Worker) -> bool:
    """Whoever works with people may give a person their own statement."""
    return work_with_people(by)
