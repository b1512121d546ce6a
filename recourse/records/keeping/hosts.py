"""Hosts whose time is over: who left, who asked and never had a guest, and what keeps one all the same."""

from __future__ import annotations

from datetime import date, datetime

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Exists, OuterRef, Q, QuerySet

from recourse.records.directory.models import Organisation
from recourse.records.hosting.models import CheckIn, Host, Step
from recourse.records.hosting.words import Stands
from recourse.records.keeping.models import Hold
from recourse.records.placements.models import Mark, Occupation, Stay
from recourse.records.placements.words import Course
from recourse.records.sealing import subjects

_STILL_HOSTS = (Stands.APPROVED, Stands.RESTING)
_BED_TAKEN = "Somebody lives with them, or is promised a bed. End the stay or the offer first."
_HELD = "The records of somebody who stayed there are kept for a reason written there, and so are theirs."
_INCIDENT = "Something happened during a stay there, and what was written of it is kept. So is who was there."


def gone(agency: Organisation, *, before: datetime) -> QuerySet[Host]:
    """The agency's hosts who left, or had guests and host no longer, with nothing done since a moment."""
    had_guests = Exists(Stay.objects.filter(home=OuterRef("home"), agency=agency))
    return _quiet(agency, before=before).filter(Q(state=Stands.LEFT) | had_guests)


def came_to_nothing(agency: Organisation, *, before: datetime) -> QuerySet[Host]:
    """Those who asked or were refused and never had a guest, with nothing done since a moment."""
    had_guests = Exists(Stay.objects.filter(home=OuterRef("home"), agency=agency))
    return _quiet(agency, before=before).exclude(state=Stands.LEFT).exclude(had_guests)


def brought_back(agency: Organisation) -> QuerySet[Host]:
    """The agency's hosts who were erased, and whom an older copy of the database brought back."""
    return Host.objects.filter(agency=agency, pk__in=subjects.destroyed(agency.pk)).exclude(
        state=Stands.ERASED
    )


def what_keeps(host: Host, *, on: date, is_ordered: bool = False) -> str:
    """Why a host cannot be erased on a day, as a sentence; nothing where they can.

    An order of a court or of the regulator does not wait for an incident to be kept no longer.
    """
    reasons = [(_BED_TAKEN, _taken(on)), (_HELD, _held())]
    if not is_ordered:
        reasons.append((_INCIDENT, _with_incident()))
    asked = Host.objects.filter(pk=host.pk)
    return next((said for said, keeps in reasons if asked.filter(keeps).exists()), "")


def _quiet(agency: Organisation, *, before: datetime) -> QuerySet[Host]:
    """Who does not host, with no step, check-in or night since a moment, and kept by nothing else."""
    of_it = {"host": OuterRef("pk"), "made_at__gte": before}
    return (
        Host.objects.filter(agency=agency)
        .exclude(state__in=(*_STILL_HOSTS, Stands.ERASED))
        .exclude(Exists(Step.objects.filter(**of_it)))
        .exclude(Exists(CheckIn.objects.filter(**of_it)))
        .exclude(_taken(before.date()))
        .exclude(_held())
        .exclude(_with_incident())
        .order_by("pk")
    )


def _taken(since: date) -> Exists:
    """A stay or an offer that stands, or a night, on or after a day."""
    later = {"is_live": True, "span__overlap": DateRange(since, None)}
    return Exists(Occupation.objects.filter(bedspace__room__home=OuterRef("home"), **later))


def _held() -> Exists:
    guests = Stay.objects.filter(home=OuterRef(OuterRef("home")), person=OuterRef("person"))
    return Exists(Hold.objects.filter(Exists(guests), agency=OuterRef("agency"), lifted_at=None))


def _with_incident() -> Exists:
    """As long as an incident is kept, so is who was there: it ends with the guest's file."""
    return Exists(Mark.objects.filter(stay__home=OuterRef("home"), kind=Course.INCIDENT))
