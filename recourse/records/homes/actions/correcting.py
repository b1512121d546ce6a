"""Putting right what was entered of a home; the ledger says what changed, and of codes what stood before."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models, transaction

from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.homes import may
from recourse.records.homes.actions.refusing import AlreadyThere, NoSuchStretch
from recourse.records.homes.models import (
    Address,
    Bedspace,
    Certificate,
    Home,
    Kind,
    Lease,
    Room,
    Sort,
    WhoFor,
)
from recourse.records.ledger import actions as ledger

#: What is words: the ledger says that it changed, and not what it says.
WORDS = ("name", "area", "landlord", "note", "address")


@transaction.atomic
def correct(
    home: Home,
    *,
    name: str,
    sort: str,
    who_for: str,
    is_step_free: bool,
    area: str,
    address: str,
    landlord: str = "",
    note: str = "",
    by: Worker,
    at: datetime,
) -> Home:
    """Put right what a home is called, what it is, for whom, and where."""
    require(may.keep_papers(by, home), may.NOT_MANAGER)
    now = Home.objects.select_for_update().get(pk=home.pk)
    if Home.objects.filter(agency_id=by.organisation_id, name=name).exclude(pk=now.pk).exists():
        raise AlreadyThere(f"You have another home called {name}. Give this one another name.")
    wanted = {"name": name, "sort": Sort(sort), "who_for": WhoFor(who_for), "is_step_free": is_step_free}
    changed = _changed(now, wanted | {"area": area, "landlord": landlord.strip(), "note": note.strip()})
    where = Address.objects.select_for_update().filter(home=now).first()
    if where is None or where.text != address.strip():
        Address.objects.update_or_create(
            home=now, defaults={"text": address.strip(), "agency_id": by.organisation_id}
        )
        changed["address"] = None
    _tell(now, "home", changed, by=by, at=at)
    return now


@transaction.atomic
def correct_room(room: Room, *, name: str, sleeps: int, by: Worker, at: datetime) -> Room:
    """Put right what a room is called and how many it sleeps; it keeps a bed for each that it has."""
    require(may.keep_papers(by, room.home), may.NOT_MANAGER)
    now = Room.objects.select_for_update(of=("self",)).select_related("home").get(pk=room.pk)
    if Room.objects.filter(home=now.home, name=name).exclude(pk=now.pk).exists():
        raise AlreadyThere(f"This home has another {name}. Give this room another name.")
    beds = now.bedspaces.count()
    if sleeps < 1 or (sleeps < beds and now.home.who_for != WhoFor.FAMILIES):
        raise NoSuchStretch(f"The room has {beds} beds. Hand one back first, or give {beds} or more.")
    _tell(now.home, "room", _changed(now, {"name": name, "sleeps": sleeps}), by=by, at=at)
    return now


@transaction.atomic
def correct_bed(bedspace: Bedspace, *, name: str, kind: str, by: Worker, at: datetime) -> Bedspace:
    """Put right what a bed is called and who pays for it."""
    require(may.keep_papers(by, bedspace.room.home), may.NOT_MANAGER)
    now = Bedspace.objects.select_for_update(of=("self",)).select_related("room__home").get(pk=bedspace.pk)
    if Bedspace.objects.filter(room=now.room, name=name).exclude(pk=now.pk).exists():
        raise AlreadyThere(f"This room has another {name}. Give this bed another name.")
    _tell(now.room.home, "bed", _changed(now, {"name": name, "kind": Kind(kind)}), by=by, at=at)
    return now


@transaction.atomic
def strike_lease(lease: Lease, *, by: Worker, at: datetime) -> None:
    """Take away a lease that was recorded by mistake; what it said stays in the ledger."""
    require(may.keep_papers(by, lease.home), may.NOT_MANAGER)
    said = {
        "first_day": lease.first_day.isoformat(),
        "after_last_day": lease.after_last_day.isoformat() if lease.after_last_day else None,
        "pence_a_month": lease.pence_a_month,
    }
    if Lease.objects.filter(pk=lease.pk).delete()[0]:
        ledger.record(by=by, act="homes.strike_lease", at=at, about=lease.home, detail=said)


@transaction.atomic
def strike_certificate(certificate: Certificate, *, by: Worker, at: datetime) -> None:
    """Take away a certificate that was recorded by mistake; what it said stays in the ledger."""
    require(may.keep_papers(by, certificate.home), may.NOT_MANAGER)
    said = {
        "kind": certificate.kind,
        "first_day": certificate.first_day.isoformat(),
        "last_day": certificate.last_day.isoformat(),
    }
    if Certificate.objects.filter(pk=certificate.pk).delete()[0]:
        ledger.record(by=by, act="homes.strike_certificate", at=at, about=certificate.home, detail=said)


def _changed(row: models.Model, wanted: dict[str, Any]) -> dict[str, Any]:
    """Save what is said otherwise now; gives what stood before and what stands, but nothing of words."""
    changed = {name: value for name, value in wanted.items() if getattr(row, name) != value}
    told = {
        name: None if name in WORDS else [str(getattr(row, name)), str(value)]
        for name, value in changed.items()
    }
    for name, value in changed.items():
        setattr(row, name, value)
    if changed:
        row.save(update_fields=list(changed))
    return told


def _tell(home: Home, what: str, changed: dict[str, Any], *, by: Worker, at: datetime) -> None:
    if changed:
        codes = {name: said for name, said in changed.items() if said is not None}
        told = {"what": what, "changed": sorted(changed), **codes}
        ledger.record(by=by, act="homes.correct", at=at, about=home, detail=told)
