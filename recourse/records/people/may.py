"""Who may do what with people: policies decide which people, roles decide whether at all."""

from __future__ import annotations

from recourse.records.directory.may import work_with_people
from recourse.records.directory.models import Worker
from recourse.records.people.models import Consent, Person, Share


def add(by: Worker) -> bool:
    """Whoever works with people may add one."""
    return work_with_people(by)


def look(by: Worker) -> bool:
    """Whoever works with people may open a page; whose page, the policies decide."""
    return work_with_people(by)


def learn(by: Worker, person: Person) -> bool:
    """Whoever sees a person may record what the person tells them, as their own agency's record."""
    return work_with_people(by)


def share(by: Worker, person: Person) -> bool:
    """Whoever works with people may share what their own agency recorded."""
    return work_with_people(by)


def withdraw(by: Worker, share: Share) -> bool:
    """The agency that shared, and the agency that holds the person, may end it."""
    return work_with_people(by) and by.organisation_id in (share.agency_id, share.holder_id)


def withdraw_consent(by: Worker, consent: Consent) -> bool:
    """The agency that asked, and the agency that holds the person, may record that it was taken back."""
    return work_with_people(by) and by.organisation_id in (consent.agency_id, consent.person.agency_id)


def take_on(by: Worker, person: Person) -> bool:
    """The lead worker comes from the agency that holds the person."""
    return work_with_people(by) and by.organisation_id == person.agency_id
