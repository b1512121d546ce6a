"""Founds the invented city: organisations, services and workers, before anybody is met."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from recourse.jobs.city import places
from recourse.records.directory import actions as directory

if TYPE_CHECKING:
    from recourse.records.directory.models import Service, Worker


class Founded(NamedTuple):
    """The city's workers by the name of their organisation, and its services by their own."""

    workers: dict[str, list[Worker]]
    services: dict[str, Service]


def found(*, at: datetime) -> Founded:
    """Write the directory: who there is before the first person is met."""
    workers: dict[str, list[Worker]] = {}
    services: dict[str, Service] = {}
    for agency in places.AGENCIES:
        organisation = directory.open_organisation(
            name=agency.name, kind=agency.kind, is_agency=agency.is_agency, area="Wrenfield", at=at
        )
        offered = [
            directory.open_service(organisation, at=at, **service._asdict()) for service in agency.services
        ]
        services |= {service.name: service for service in offered}
        workers[agency.name] = [
            directory.employ(
                name=persona.name,
                role=persona.role,
                email=f"{persona.name.lower().replace(' ', '.')}@wrenfield.example",
                organisation=organisation,
                services=offered,
                at=at,
            )
            for persona in agency.workers
        ]
    return Founded(workers, services)
