"""Who may write against a refusal, and who may go on with what was begun."""

from __future__ import annotations

from recourse.records.directory.may import work_with_people
from recourse.records.directory.models import Worker
from recourse.records.refusals.models import Refusal

NOT_YOURS = "Only the agency that began this letter can go on with it."


def begin(by: Worker) -> bool:
    """Whoever works with people may begin a letter, with the person beside them."""
    return work_with_people(by)


def change(by: Worker, refusal: Refusal) -> bool:
    """The agency that began it may go on with it, make it or take it back."""
    return work_with_people(by) and by.organisation_id == refusal.agency_id
