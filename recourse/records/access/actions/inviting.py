"""Inviting a worker, and taking an invitation up: once, within three days."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from recourse.records.access import may
from recourse.records.access.actions.ending import end_access
from recourse.records.access.actions.noting import note_at_the_door
from recourse.records.access.models import Invitation
from recourse.records.access.queries import invitation_of, worker_named
from recourse.records.directory import actions as directory
from recourse.records.directory.acting import acting_for
from recourse.records.directory.may import require
from recourse.records.directory.models import Organisation, Service, Worker
from recourse.records.directory.words import Role
from recourse.records.ledger import actions as ledger

HOLDS_FOR = timedelta(hours=72)
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 24
KNOWN = "Somebody already signs in under this address. Give another one."


class AlreadyKnown(Exception):
    """Somebody else signs in under that name."""


@transaction.atomic
def invite(
    organisation: Organisation,
    *,
    name: str,
    email: str,
    role: Role,
    services: Iterable[Service],
    by: Worker | None,
    at: datetime,
) -> tuple[Worker, str]:
    """Enter a worker and give the code with which they set up how they sign in.

    Without a doer it is whoever set up the installation, from its command line.
    """
    require(by is None or may.manage(by, organisation.pk), "Only a manager can invite somebody.")
    services = list(services)
    require(
        all(service.organisation_id == organisation.pk for service in services),
        "Somebody can only work in a service of your own organisation.",
    )
    if worker_named(email) is not None:
        raise AlreadyKnown(KNOWN)
    try:
        worker = directory.employ(
            name=name, role=role, email=email.lower(), organisation=organisation, services=services, at=at
        )
    except IntegrityError as clash:
        raise AlreadyKnown(KNOWN) from clash
    code = _give_code(worker, by=by, at=at)
    with acting_for(organisation, at=at):
        ledger.record(by=by, act="access.invite", at=at, about=worker)
    return worker, code


@transaction.atomic
def invite_again(worker: Worker, *, by: Worker, at: datetime) -> str:
    """Let a worker begin afresh who lost what they sign in with: it all ends, and a new code is given."""
    require(may.change(by, worker), "Only their manager can invite somebody again.")
    end_access(worker, at=at)
    code = _give_code(worker, by=by, at=at)
    ledger.record(by=by, act="access.invite_again", at=at, about=worker)
    return code


@transaction.atomic(savepoint=False)
def take_up(code: str, *, by: None, at: datetime) -> Worker | None:
    """Use an invitation up and say whose it is; none for a code that is wrong, used, or three days old."""
    found = invitation_of(_hashed(code)).select_for_update(of=("self",)).first()
    if found is None or found.ended_at is not None or at >= found.until or not found.worker.is_active:
        note_at_the_door(found.worker if found else None, "access.refuse_invitation", at=at)
        return None
    found.ended_at = found.taken_at = at
    found.save(update_fields=["ended_at", "taken_at"])
    note_at_the_door(found.worker, "access.take_up", at=at)
    return found.worker


@transaction.atomic
def tell(invitation: Invitation, *, by: None, at: datetime) -> None:
    """Note that others were told of an invitation, as far as it has come."""
    found = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    found.made_told_at = found.made_told_at or at
    if invitation.taken_at is not None:
        found.taken_told_at = at
    found.save(update_fields=["made_told_at", "taken_told_at"])
    note_at_the_door(invitation.worker, "access.tell", at=at)


def _give_code(worker: Worker, *, by: Worker | None, at: datetime) -> str:
    code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    until = at + HOLDS_FOR
    Invitation.objects.create(worker=worker, code_hash=_hashed(code), made_by=by, made_at=at, until=until)
    return code


def _hashed(code: str) -> str:
    """The code has more than 117 bits of chance, so a plain hash cannot be searched."""
    typed = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(typed.encode()).hexdigest()
