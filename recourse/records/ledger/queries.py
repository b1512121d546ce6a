"""Reads the ledger: the policies decide which entries a reader may see."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from recourse.records.ledger.models import Entry

_READ = ", ".join(f'"{field.attname}"' for field in Entry._meta.concrete_fields)


def about_person(person: UUID, *, acts: Iterable[str] = ()) -> QuerySet[Entry]:
    """Give the entries about a person the reader may see, newest first."""
    entries = Entry.objects.filter(person=person).order_by("-at", "-number")
    acts = list(acts)
    return entries.filter(act__in=acts) if acts else entries


def told_and_looked(
    person: UUID, *, untold: Iterable[str], looks: Iterable[str], at_most: int
) -> list[Entry]:
    """Give, newest first, the entries a person's page tells, and the looks, so many of each, in one read."""
    newest = "order by at desc, number desc limit %(at_most)s"
    read = f"select {_READ} from ledger_entry where person = %(person)s and"
    entries = Entry.objects.raw(
        f"({read} act <> all (%(untold)s) {newest}) union all ({read} act = any (%(looks)s) {newest})",
        {"person": person, "untold": list(untold), "looks": list(looks), "at_most": at_most},
    )
    return sorted(entries, key=lambda entry: (entry.at, entry.number), reverse=True)


def of_agency(agency: UUID, *, since: datetime | None = None) -> QuerySet[Entry]:
    """Give an agency's entries, newest first."""
    entries = Entry.objects.filter(agency=agency).order_by("-at", "-number")
    return entries.filter(at__gte=since) if since else entries
