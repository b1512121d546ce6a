"""Who may offer a bed, answer for a person, and end a stay."""

from __future__ import annotations

from recourse.records.directory.may import work_with_people
from recourse.records.directory.models import Worker
from recourse.records.homes.models import Bedspace
from recourse.records.placements.models import Offer, Stay

NOT_YOUR_BED = "Only the scheme that runs this home can offer its beds."
NOT_YOURS = "Only the scheme that made this offer, and the agency that helps the person, can answer it."
NOT_YOUR_OFFER = "Only the scheme that made this offer can take it back."
NOT_YOUR_STAY = "Only the scheme that houses them can do this."


def offer(by: Worker, bed: Bedspace) -> bool:
    """Whoever works with people in the agency that runs the home."""
    return work_with_people(by) and by.organisation_id == bed.agency_id


def answer(by: Worker, offered: Offer) -> bool:
    """The scheme, or the agency that holds the person: they bring the person's answer."""
    return work_with_people(by) and by.organisation_id in (offered.agency_id, offered.person.agency_id)


def take_back(by: Worker, offered: Offer) -> bool:
    """Whoever offered."""
    return work_with_people(by) and by.organisation_id == offered.agency_id


def end(by: Worker, stay: Stay) -> bool:
    """The scheme."""
    return work_with_people(by) and by.organisation_id == stay.agency_id


def mark(by: Worker, stay: Stay) -> bool:
    """The scheme."""
    return end(by, stay)
