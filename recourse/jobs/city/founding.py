"""Founds the invented city: organisations, services and workers, before anybody is met."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from recourse.jobs.city import places
from recourse.records.directory.models import Organisation, Service, Worker


class Founded(NamedTuple):
    """The city's workers by agency name, and its services by name."""

    workers: dict[str, list[Worker]]
    services: dict[str, Service]


def found(*, at: datetime) -> Founded:
    """Write the directory: who there is before the first person is met."""
    workers: dict[str, list[Worker]] = {}
    services: dict[str, Service] = {}
    for agency in places.AGENCIES:
        organisation = Organisation.objects.create(
            name=agency.name, kind=agency.kind, is_agency=agency.is_agency, area="Wrenfield"
        )
        for offered in agency.services:
            services[offered.name] = Service.objects.create(
                organisation=organisation,
                capacity_as_at=at if offered.capacity_free is not None else None,
                **offered._asdict(),
            )
        workers[agency.name] = [_employ(persona, organisation, at) for persona in agency.workers]
        for worker in workers[agency.name]:
            worker.services.set(services[offered.name] for offered in agency.services)
    return Founded(workers, services)


def _employ(persona: places.Persona, organisation: Organisation, at: datetime) -> Worker:
    worker = Worker(
        organisation=organisation,
        name=persona.name,
        role=persona.role,
        email=f"{persona.name.lower().replace(' ', '.')}@wrenfield.example",
        joined_at=at,
    )
    worker.set_unusable_password()
    worker.save()
    return worker
