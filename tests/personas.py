"""Invented people and agencies that tests, the demonstration and pictures share. Nobody here is real."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from recourse.records.directory import actions as directory
from recourse.records.directory.acting import acting
from recourse.records.directory.models import Organisation, Service, Worker
from recourse.records.people import actions as people
from recourse.records.people.models import Person, Share
from recourse.records.people.words import Checked

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Desk:
    """An agency with its one service and its one worker."""

    agency: Organisation
    service: Service
    worker: Worker


@dataclass(frozen=True)
class Agencies:
    """The five agencies of Wrenfield, and a second outreach worker."""

    outreach: Desk
    law: Desk
    link: Desk
    hosting: Desk
    council: Desk

    @property
    def noor(self) -> Worker:
        """Noor Example, who walks at night for Wrenfield Night Outreach."""
        return self.outreach.worker

    @property
    def sam(self) -> Worker:
        """Sam Specimen, who knows entitlements at the Law Desk."""
        return self.law.worker

    @property
    def lin(self) -> Worker:
        """Lin Placeholder, link worker in the City Link Team."""
        return self.link.worker

    @property
    def pat(self) -> Worker:
        """Pat Pretend, who runs Lamp House Hosting's scheme."""
        return self.hosting.worker

    @property
    def cass(self) -> Worker:
        """Cass Counter, commissioner at Wrenfield City, who sees numbers and nobody's page."""
        return self.council.worker


def agencies(*, at: datetime = MONDAY) -> Agencies:
    """Open the five agencies and employ their workers."""
    return Agencies(
        outreach=desk(
            "Wrenfield Night Outreach",
            "outreach",
            "Night outreach",
            "outreach",
            "Noor Example",
            "outreach",
            at=at,
        ),
        law=desk(
            "Law Desk", "advice", "Entitlements desk", "entitlement", "Sam Specimen", "entitlement", at=at
        ),
        link=desk("City Link Team", "council", "Link workers", "link", "Lin Placeholder", "link", at=at),
        hosting=desk(
            "Lamp House Hosting", "hosting", "Hosting scheme", "hosting", "Pat Pretend", "manager", at=at
        ),
        council=desk(
            "Wrenfield City",
            "commissioner",
            "Commissioning",
            "commissioning",
            "Cass Counter",
            "commissioner",
            at=at,
        ),
    )


def desk(
    organisation: str,
    kind: str,
    service: str,
    service_kind: str,
    worker: str,
    role: str,
    *,
    at: datetime = MONDAY,
) -> Desk:
    """Open one agency with one service and one worker; a commissioner works in no service."""
    agency = directory.open_organisation(name=organisation, kind=kind, area="Wrenfield", at=at)
    offered = directory.open_service(
        agency,
        name=service,
        kind=service_kind,
        what=f"{service} in Wrenfield.",
        who_for="Anyone sleeping rough in Wrenfield.",
        takes_referrals=role != "commissioner",
        at=at,
    )
    works_in = [] if role == "commissioner" else [offered]
    return Desk(agency, offered, colleague(agency, works_in, name=worker, role=role, at=at))


def colleague(
    agency: Organisation, services: Iterable[Service], *, name: str, role: str, at: datetime = MONDAY
) -> Worker:
    """Employ one more worker."""
    address = f"{name.lower().replace(' ', '.')}@{agency.name.lower().replace(' ', '-')}.example"
    return directory.employ(
        name=name, role=role, email=address, organisation=agency, services=services, at=at
    )


def mo(of: Desk, *, at: datetime = MONDAY) -> Worker:
    """Mo Manager, who answers for an agency: holds files, erases, invites, and says where to complain."""
    return colleague(of.agency, [of.service], name="Mo Manager", role="manager", at=at)


def as_(worker: Worker, *, at: datetime = MONDAY) -> AbstractContextManager[None]:
    """Read and write as a worker."""
    return acting(worker, at=at)


def person(by: Worker, *, at: datetime = MONDAY, **known: Any) -> Person:
    """Add somebody, as their worker; with nothing said, a nickname."""
    with acting(by, at=at):
        return people.add(by=by, at=at, **(known or {"nickname": "Nobody"}))


def amina(by: Worker, *, at: datetime = MONDAY) -> Person:
    """Amina Example, known as Mina, whose asylum claim was granted and who sleeps by the library."""
    return person(
        by,
        at=at,
        name="Amina Example",
        nickname="Mina",
        place="By the library, Wrenfield",
        language="Tigrinya",
        birth_date="14 February 1990",
        phone="07700 900123",
        note="Met by the library at 23:40.",
    )


def yusuf(by: Worker, *, at: datetime = MONDAY) -> Person:
    """Yusuf Sample, whose appeal rights are exhausted."""
    return person(by, at=at, name="Yusuf Sample", place="Station Road", language="Arabic", birth_date="1984")


def tomasz(by: Worker, *, at: datetime = MONDAY) -> Person:
    """Tomasz Testcase, who lost his work and his room."""
    return person(by, at=at, name="Tomasz Testcase", place="The underpass", language="Polish")


def mercy(by: Worker, *, at: datetime = MONDAY) -> Person:
    """Mercy Madeup, who overstayed a visa and has two children."""
    return person(by, at=at, name="Mercy Madeup", place="A friend's floor", language="English")


def agree(
    whom: Person,
    *,
    to: Service,
    by: Worker,
    fields: Iterable[str] = ("name", "needs"),
    days: int = 28,
    at: datetime = MONDAY,
    **more: Any,
) -> Share:
    """Let somebody agree, in their own words, that a service may see some fields."""
    first_day, after_last_day = localdate(at), localdate(at) + timedelta(days=days)
    said: dict[str, Any] = {"how": "interpreter_by_phone", "language": "Tigrinya", "checked": Checked.values}
    with acting(by, at=at):
        status = None
        if "status" in fields:
            status = people.agree(
                whom,
                to=to,
                fields=["status"],
                first_day=first_day,
                after_last_day=after_last_day,
                words="Your immigration status too, asked by itself.",
                by=by,
                at=at,
                **said,
            )
        return people.agree_and_share(
            whom,
            to=to,
            fields=list(fields),
            first_day=first_day,
            after_last_day=after_last_day,
            by=by,
            at=at,
            status_consent=status,
            **said | {"purpose": "A bed for the winter."} | more,
        )
