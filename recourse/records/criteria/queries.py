"""Reading criteria: which version stands on a day, and every version there was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, QuerySet

from recourse.reasoning.allocation.criteria import Basis, Criteria, Mixture, Suits, Term
from recourse.reasoning.allocation.reading import loads
from recourse.records.criteria.models import Version


@dataclass(frozen=True, slots=True)
class Published:
    """A version as it was published, and what it says."""

    version_id: UUID
    agency_id: UUID
    number: int
    from_day: date
    fingerprint: str
    written_by_name: str
    written_at: datetime
    text: str
    criteria: Criteria


def criteria_of(organisation_id: UUID, *, on: date) -> Published | None:
    """Give what a scheme goes by on a day: the newest version whose day has come; nothing if none has."""
    come = _versions(organisation_id).filter(from_day__lte=on).first()
    return _published(come) if come else None


def versions_of(organisation_id: UUID) -> list[Published]:
    """Give every version a scheme published, newest first."""
    return [_published(one) for one in _versions(organisation_id)]


def one(version_id: UUID) -> Published | None:
    """Give one version, also when another has followed it."""
    found = Version.objects.select_related("written_by").filter(pk=version_id).first()
    return _published(found) if found else None


def last_number(organisation_id: UUID) -> int:
    """Give the number of the newest version, whatever its day; nought when there is none."""
    return _versions(organisation_id).aggregate(last=Max("number"))["last"] or 0


def standard(*, name: str, on: date) -> Criteria:
    """Give criteria a scheme can begin with: present need counts most, then prospects, then the wait."""
    need = {"not_known": 40, "low": 10, "medium": 40, "high": 70, "urgent": 100}
    prospects = {"not_known": 50, "unlikely": 20, "possible": 50, "likely": 80, "very_likely": 100}
    return Criteria(
        name=name,
        version="1",
        agreed_on=on,
        terms=(
            Term(Basis.PRESENT_NEED, weight=3, points=need),
            Term(Basis.PROSPECTS, weight=2, points=prospects),
            Term(Basis.WAITING, weight=1, full_after_days=90),
        ),
        mixture=Mixture.ADD,
        suits={
            Suits.NOT_WHERE_ASKED: 80,
            Suits.CLOSES_BEFORE_DONE: 70,
            Suits.MORE_SUPPORT_THAN_NEEDED: 90,
            Suits.STEP_FREE_NOT_NEEDED: 90,
        },
    )


def _versions(organisation_id: UUID) -> QuerySet[Version]:
    found = Version.objects.select_related("written_by").filter(agency=organisation_id)
    return found.order_by("-number")


def _published(version: Version) -> Published:
    return Published(
        version_id=version.pk,
        agency_id=version.agency_id,
        number=version.number,
        from_day=version.from_day,
        fingerprint=version.fingerprint,
        written_by_name=version.written_by.name,
        written_at=version.written_at,
        text=version.text,
        criteria=loads(version.text),
    )
