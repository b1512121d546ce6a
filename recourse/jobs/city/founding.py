"""Founds the invented city: organisations, services and workers, before anybody is met."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from recourse.jobs.city import places
from recourse.records.directory import actions as directory

if TYPE_CHECKING:
    from recourse.records.directory.models import Organisation, Service, Worker


class Founded(NamedTuple):
    """The city's workers and managers by the name of their organisation, and its services by their own."""

    workers: dict[str, list[Worker]]
    managers: dict[str, Worker]
    services: dict[str, Service]


def found(*, at: datetime) -> Founded:
    """Write the directory: who there is before the first person is met."""
    workers: dict[str, list[Worker]] = {}
    managers: dict[str, Worker] = {}
    services: dict[str, Service] = {}
    for agency in places.AGENCIES:
        organisation = directory.open_organisation(
            name=agency.name, kind=agency.kind, is_agency=agency.is_agency, area="Wrenfield", at=at
        )
        offered = [
            directory.open_service(organisation, at=at, **service._asdict()) for service in agency.services
        ]
        services |= {service.name: service for service in offered}
        employed = [_employ(one, agency=organisation, in_=offered, at=at) for one in _everybody(agency)]
        workers[agency.name] = employed[: len(agency.workers)]
        managers[agency.name] = employed[-1]
    return Founded(workers, managers, services)


def _everybody(agency: places.Agency) -> list[places.Persona]:
    return [*agency.workers, *([agency.manager] if agency.manager else [])]


def _employ(one: places.Persona, *, agency: Organisation, in_: list[Service], at: datetime) -> Worker:
    return directory.employ(
        name=one.name,
        role=one.role,
        email=f"{one.name.lower().replace(' ', '.')}@wrenfield.example",
        organisation=agency,
        services=in_,
        at=at,
    )
