"""Reads the directory: who works here, and which services take referrals."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from recourse.records.directory.models import Organisation, Service, Worker
from recourse.records.directory.words import WITHOUT_PEOPLE, OrganisationKind, Role


def personas() -> list[Worker]:
    """Give the active workers with their organisations, for the demonstration's door."""
    workers = Worker.objects.filter(is_active=True).select_related("organisation")
    return list(workers.order_by("organisation__name", "name"))


def one_worker(worker_id: UUID) -> Worker | None:
    """Give one active worker."""
    return Worker.objects.filter(pk=worker_id, is_active=True).select_related("organisation").first()


def colleagues(worker: Worker) -> list[Worker]:
    """Give the active workers of the same organisation who meet people, by name."""
    found = Worker.objects.filter(organisation=worker.organisation_id, is_active=True)
    return list(found.exclude(role__in=WITHOUT_PEOPLE).order_by("name"))


def services_taking_referrals(*, besides: Worker | None = None) -> list[Service]:
    """Give the services that take referrals; `besides` leaves out those of the worker's own organisation."""
    services = Service.objects.filter(takes_referrals=True).select_related("organisation")
    if besides is not None:
        services = services.exclude(organisation=besides.organisation_id)
    return list(services.order_by("name", "organisation__name"))


def managers(organisation_id: UUID) -> QuerySet[Worker]:
    """Give those who answer for what their colleagues in an organisation do."""
    return Worker.objects.filter(organisation=organisation_id, role=Role.MANAGER, is_active=True)


def room_said(*, kinds: Iterable[str]) -> QuerySet[Service, tuple[int | None]]:
    """Give how much room each service says it has, of those of some kinds that take referrals."""
    said = Service.objects.filter(takes_referrals=True, kind__in=list(kinds), capacity_free__isnull=False)
    return said.values_list("capacity_free")


def services_of(worker: Worker) -> list[Service]:
    """Give the services a worker works in."""
    return list(worker.services.select_related("organisation").order_by("name"))


def services_in(organisation_id: UUID) -> list[Service]:
    """Give the services of an organisation."""
    return list(Service.objects.filter(organisation=organisation_id).order_by("name"))


def organisation_named(name: str) -> Organisation | None:
    """Give one organisation by its whole name."""
    return Organisation.objects.filter(name=name).first()


def one_service(service_id: UUID) -> Service | None:
    """Give one service."""
    return Service.objects.select_related("organisation").filter(pk=service_id).first()


def organisations() -> list[Organisation]:
    """Give every organisation by name."""
    return list(Organisation.objects.order_by("name"))


def agencies() -> list[Organisation]:
    """Give the organisations that keep records here."""
    return list(Organisation.objects.filter(is_agency=True).order_by("name"))


def authorities() -> list[Organisation]:
    """Give the Home Office and the enforcement bodies: recipients of their own kind, who see nothing here."""
    return list(Organisation.objects.filter(kind=OrganisationKind.AUTHORITY).order_by("name"))
