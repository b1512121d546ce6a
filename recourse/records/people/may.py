"""Who may do what with people: policies decide which people, roles decide whether at all."""

from __future__ import annotations

from recourse.records.directory.may import work_with_people
from recourse.records.directory.models import Organisation, Service, Worker
from recourse.records.directory.words import Role
from recourse.records.people.models import Consent, Emergency, Person, Share


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


def close(by: Worker, person: Person) -> bool:
    """Whoever works with people may close a file of their own agency, and open it again."""
    return work_with_people(by) and by.organisation_id == person.agency_id


def erase(by: Worker, person: Person) -> bool:
    """A manager of the agency that holds the person."""
    return close(by, person) and by.role == Role.MANAGER


def take_on(by: Worker, person: Person) -> bool:
    """The lead worker comes from the agency that holds the person."""
    return work_with_people(by) and by.organisation_id == person.agency_id


def ask_in_an_emergency(by: Worker, holder: Organisation, service: Service) -> bool:
    """Whoever works with people, for a service of theirs, about another agency's person."""
    is_theirs = service.pk in by.service_ids
    return work_with_people(by) and is_theirs and holder.is_agency and holder.pk != by.organisation_id


def decide_emergency(by: Worker, emergency: Emergency) -> bool:
    """Whoever works with people in the agency that asked; that it is a second one, the act sees to."""
    return work_with_people(by) and by.organisation_id == emergency.agency_id


def take_back_emergency(by: Worker, emergency: Emergency) -> bool:
    """Who asked."""
    return work_with_people(by) and by.pk == emergency.asked_by_id


def end_emergency(by: Worker, emergency: Emergency) -> bool:
    """Either agency."""
    return work_with_people(by) and by.organisation_id in (emergency.agency_id, emergency.holder_id)


def answer_emergency(by: Worker, emergency: Emergency) -> bool:
    """The agency that holds the person."""
    return work_with_people(by) and by.organisation_id == emergency.holder_id
