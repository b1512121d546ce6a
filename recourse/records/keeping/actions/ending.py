"""Ending what an agency keeps about a person, in every room, from the top of the ladder down."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from recourse.records.advice import actions as advice
from recourse.records.directory.models import Organisation
from recourse.records.disclosures import actions as disclosures
from recourse.records.funds import actions as funds
from recourse.records.hosting import actions as hosting
from recourse.records.hosting.models import Host
from recourse.records.keeping.actions.telling import tell
from recourse.records.keeping.models import Hold, Notice
from recourse.records.ledger import actions as ledger
from recourse.records.matters import actions as matters
from recourse.records.panels import actions as panels
from recourse.records.papers import actions as papers
from recourse.records.people import actions as people
from recourse.records.people.models import Person, Share
from recourse.records.placements import actions as placements
from recourse.records.referrals import actions as referrals
from recourse.records.referrals.models import Referral
from recourse.records.refusals import actions as refusals
from recourse.records.sealing import destroying


@transaction.atomic
def end_file(person: Person, *, agency: Organisation, at: datetime) -> None:
    """Delete all this agency keeps about its own person, tell those it shared with, and let the person go.

    The person's bare row stays while another agency keeps something about them.
    """
    shared = Share.objects.filter(person=person, agency=agency)
    tell(shared, agency=agency, reference=person.reference, at=at)
    _forget(person.pk, agency=agency, at=at)
    is_gone = people.let_go(person.pk, agency=agency, at=at)
    ledger.record(
        by=None, act="keeping.end_file", at=at, about=person, person=person.pk, detail={"is_gone": is_gone}
    )


@transaction.atomic
def end_others_file(person_id: UUID, *, agency: Organisation, at: datetime) -> None:
    """Delete all this agency keeps about a person whom another agency holds."""
    tell(Share.objects.filter(person=person_id, agency=agency), agency=agency, reference="", at=at)
    _forget(person_id, agency=agency, at=at)
    ledger.record(by=None, act="keeping.end_others_file", at=at, person=person_id)


@transaction.atomic
def end_referral(referral: Referral, *, agency: Organisation, at: datetime) -> None:
    """Delete a referral that came to nothing, and tell the service it had been sent to."""
    reference = Person.objects.filter(pk=referral.person_id).values_list("reference", flat=True).first()
    Notice.objects.create(
        agency=agency,
        to_agency_id=referral.to_agency_id,
        to_service_id=referral.to_service_id,
        person=referral.person_id,
        reference=reference or "",
        about=referral.pk,
        fields=[],
        shared_at=referral.sent_at,
        given_at=at,
    )
    referrals.forget_one(referral, agency=agency, at=at)
    ledger.record(by=None, act="keeping.end_referral", at=at, about=referral, person=referral.person_id)


@transaction.atomic
def end_host(host: Host, *, agency: Organisation, at: datetime) -> None:
    """Make nobody of a host whose time is over; their rooms, beds and nights stay."""
    hosting.erase(host, agency=agency, by=None, at=at)
    ledger.record(by=None, act="keeping.end_host", at=at, about=host)


def _forget(person_id: UUID, *, agency: Organisation, at: datetime) -> None:
    panels.forget(person_id, agency=agency, at=at)
    funds.forget(person_id, agency=agency, at=at)
    hosting.forget(person_id, agency=agency, at=at)
    placements.forget(person_id, agency=agency, at=at)
    referrals.forget(person_id, agency=agency, at=at)
    matters.forget(person_id, agency=agency, at=at)
    refusals.forget(person_id, agency=agency, at=at)
    advice.forget(person_id, agency=agency, at=at)
    disclosures.forget(person_id, agency=agency, at=at)
    papers.forget(person_id, agency=agency, at=at)
    people.forget(person_id, agency=agency, at=at)
    Hold.objects.filter(person=person_id, agency=agency).exclude(lifted_at=None).delete()
    destroying.destroy(subject=person_id, agency=agency.pk, for_ever=False, at=at)
