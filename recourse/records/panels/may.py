"""Who may sit on a panel, say a word to the plan, and decide."""

from __future__ import annotations

from recourse.records.directory.may import work_with_people
from recourse.records.directory.models import Worker
from recourse.records.homes.models import Bedspace, Home
from recourse.records.panels.models import Sitting, Word

NOT_YOURS = "Only the scheme that runs this home can say who it is offered to."
NOT_YOUR_PANEL = "Only the scheme itself can do this."


def sit(by: Worker) -> bool:
    """Whoever works with people."""
    return work_with_people(by)


def keep(by: Worker, sitting: Sitting) -> bool:
    """The scheme whose panel it is."""
    return work_with_people(by) and by.organisation_id == sitting.agency_id


def say(by: Worker, home: Home) -> bool:
    """Whoever works with people in the agency that runs the home."""
    return work_with_people(by) and by.organisation_id == home.agency_id


def take_back(by: Worker, word: Word) -> bool:
    """The scheme it was said in."""
    return work_with_people(by) and by.organisation_id == word.agency_id


def decide(by: Worker, bed: Bedspace) -> bool:
    """Whoever may offer the bed."""
    return work_with_people(by) and by.organisation_id == bed.agency_id
