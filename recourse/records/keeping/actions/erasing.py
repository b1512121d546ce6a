"""Erasing a person or a host at their wish, unless something holds it, and telling who was shared with."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from recourse.records.directory.acting import LONDON
from recourse.records.directory.may import require
from recourse.records.directory.models import Organisation, Worker
from recourse.records.hosting import actions as hosting
from recourse.records.hosting import may as hosting_may
from recourse.records.hosting.models import Host
from recourse.records.keeping import hosts
from recourse.records.keeping.actions.telling import tell
from recourse.records.keeping.models import Hold
from recourse.records.keeping.words import WhyHeld
from recourse.records.ledger import actions as ledger
from recourse.records.people import actions as people
from recourse.records.people import may
from recourse.records.people.actions.erasing import NOT_YOURS
from recourse.records.people.models import Person, Share
from recourse.records.people.words import WhyErased


class IsHeld(Exception):
    """Something keeps this person's records from being erased; str() says what."""


@transaction.atomic
def erase(person: Person, *, why: str, by: Worker, at: datetime) -> None:
    """Erase a person this agency holds; others keep their own records, and are told to erase theirs."""
    require(may.erase(by, person), NOT_YOURS)
    hold = Hold.objects.filter(person=person, agency=by.organisation_id, lifted_at=None).first()
    if hold is not None:
        because = WhyHeld(hold.why).label.lower()
        raise IsHeld(f"This file is being kept: {because}. Nothing can be erased until that is over.")
    shared = Share.objects.filter(Q(agency=by.organisation_id) | Q(holder=by.organisation_id), person=person)
    told = tell(shared, agency=by.organisation, reference=person.reference, at=at)
    people.erase(person, why=why, by=by, at=at)
    ledger.record(by=by, act="keeping.erase", at=at, about=person, person=person.pk, detail={"told": told})


@transaction.atomic
def erase_again(person: Person, *, agency: Organisation, at: datetime) -> None:
    """Erase anew whom an older copy of the database brought back, and tell those it was shared with again."""
    shared = Share.objects.filter(Q(agency=agency) | Q(holder=agency), person=person)
    told = tell(shared, agency=agency, reference=person.reference, at=at)
    people.erase_again(person, agency=agency, at=at)
    ledger.record(
        by=None, act="keeping.erase_again", at=at, about=person, person=person.pk, detail={"told": told}
    )


@transaction.atomic
def erase_host(host: Host, *, why: str, by: Worker, at: datetime) -> None:
    """Erase a host at their wish; a court's order does not wait for what happened during a stay there."""
    require(hosting_may.decide(by, host), hosting_may.NOT_MANAGER)
    keeps = hosts.what_keeps(host, on=at.astimezone(LONDON).date(), is_ordered=why == WhyErased.ORDERED)
    if keeps:
        raise IsHeld(keeps)
    hosting.erase(host, agency=by.organisation, why=why, by=by, at=at)
    ledger.record(by=by, act="keeping.erase_host", at=at, about=host)


@transaction.atomic
def erase_host_again(host: Host, *, agency: Organisation, at: datetime) -> None:
    """Erase anew a host whom an older copy of the database brought back."""
    hosting.erase(host, agency=agency, by=None, at=at)
    ledger.record(by=None, act="keeping.erase_host_again", at=at, about=host)
