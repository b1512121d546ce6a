"""Reads the ledger: the policies decide which entries a reader may see."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from recourse.records.ledger.models import Entry


def about_person(person: UUID, *, acts: Iterable[str] = ()) -> QuerySet[Entry]:
    """Give the entries about a person the reader may see, newest first."""
    entries = Entry.objects.filter(person=person).order_by("-at", "-number")
    acts = list(acts)
    return entries.filter(act__in=acts) if acts else entries


def of_agency(agency: UUID, *, since: datetime | None = None) -> QuerySet[Entry]:
    """Give an agency's entries, newest first."""
    entries = Entry.objects.filter(agency=agency).order_by("-at", "-number")
    return entries.filter(at__gte=since) if since else entries
