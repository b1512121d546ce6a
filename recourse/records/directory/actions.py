"""The verbs of the directory: entering organisations, services and workers, and how much room there is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from recourse.records.directory import may
from recourse.records.directory.acting import acting_for
from recourse.records.directory.models import Organisation, Service, Worker
from recourse.records.ledger import actions as ledger
from recourse.records.sealing import agencies


@transaction.atomic
def say_capacity(service: Service, *, free: int | None, unit: str, by: Worker, at: datetime) -> None:
    """Say how much room a service has today."""
    may.require(
        may.say_capacity(by, service.organisation_id), "Only the service itself can say how much room it has."
    )
    service.capacity_free, service.capacity_unit, service.capacity_as_at = free, unit, at
    service.save(update_fields=["capacity_free", "capacity_unit", "capacity_as_at"])
    ledger.record(by=by, act="directory.say_capacity", at=at, about=service, detail={"free": free})


class AlreadySaid(Exception):
    """It stands so already."""


@transaction.atomic
def send_heads_to(organisation: Organisation, *, address: str, by: Worker, at: datetime) -> None:
    """Say to which address the signed heads of the agency's ledger go; the ledger says that it changed."""
    may.require(
        may.keep_the_ledger(by, organisation.pk), "Only a manager of the agency can say where the heads go."
    )
    if Organisation.objects.select_for_update().get(pk=organisation.pk).heads_to == address:
        raise AlreadySaid("The heads go there already.")
    organisation.heads_to = address
    organisation.save(update_fields=["heads_to"])
    ledger.record(by=by, act="directory.send_heads_to", at=at, about=organisation)


@transaction.atomic
def say_where_to_complain(organisation: Organisation, *, words: str, by: Worker, at: datetime) -> None:
    """Say where people complain to this agency, as their statement tells them."""
    may.require(
        may.keep_the_ledger(by, organisation.pk), "Only a manager of the agency can say where to complain."
    )
    organisation.complain_to = words
    organisation.save(update_fields=["complain_to"])
    ledger.record(by=by, act="directory.say_where_to_complain", at=at, about=organisation)


@transaction.atomic
def say_where_to_answer(organisation: Organisation, *, words: str, by: Worker, at: datetime) -> None:
    """Say where whoever gets a letter from this agency answers to."""
    may.require(
        may.keep_the_ledger(by, organisation.pk), "Only a manager of the agency can say where answers go."
    )
    organisation.answer_to = words
    organisation.save(update_fields=["answer_to"])
    ledger.record(by=by, act="directory.say_where_to_answer", at=at, about=organisation)


@transaction.atomic
def open_organisation(
    *, name: str, kind: str, at: datetime, area: str = "", is_agency: bool = True, pk: UUID | None = None
) -> Organisation:
    """Enter an organisation, before anybody works there who could; its key is on disk before it is."""
    organisation = Organisation(pk=pk or uuid4(), name=name, kind=kind, area=area, is_agency=is_agency)
    agencies.make(organisation.pk)
    organisation.save(force_insert=True)
    with acting_for(organisation, at=at):
        ledger.record(by=None, act="directory.open_organisation", at=at, about=organisation)
    return organisation


@transaction.atomic
def open_service(
    organisation: Organisation,
    *,
    name: str,
    kind: str,
    what: str,
    who_for: str,
    at: datetime,
    takes_referrals: bool = True,
    answer_within_days: int = 5,
    capacity_free: int | None = None,
    capacity_unit: str = "",
    pk: UUID | None = None,
) -> Service:
    """Enter a service of an organisation."""
    service = Service(
        pk=pk or uuid4(),
        organisation=organisation,
        name=name,
        kind=kind,
        what=what,
        who_for=who_for,
        takes_referrals=takes_referrals,
        answer_within_days=answer_within_days,
        capacity_free=capacity_free,
        capacity_unit=capacity_unit,
        capacity_as_at=None if capacity_free is None else at,
    )
    service.save(force_insert=True)
    with acting_for(organisation, at=at):
        ledger.record(by=None, act="directory.open_service", at=at, about=service)
    return service


@transaction.atomic
def employ(
    *,
    name: str,
    role: str,
    email: str,
    organisation: Organisation,
    services: Iterable[Service],
    at: datetime,
    pk: UUID | None = None,
) -> Worker:
    """Enter a worker, who signs in with no password until one is set."""
    worker = Worker(
        pk=pk or uuid4(), name=name, role=role, email=email, organisation=organisation, joined_at=at
    )
    worker.set_unusable_password()
    worker.save(force_insert=True)
    worker.services.set(services)
    with acting_for(organisation, at=at):
        ledger.record(by=None, act="directory.employ", at=at, about=worker, detail={"role": role})
    return worker
