"""The only door to names, dates of birth, contacts, references and the text of notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from recourse.records.directory.acting import LONDON
from recourse.records.directory.models import Organisation, Worker
from recourse.records.ledger import reads
from recourse.records.people import birth_dates, particulars, searching, text
from recourse.records.people.birth_dates import BirthDate, NotADate
from recourse.records.people.fields import KINDS
from recourse.records.people.models import Note, Particular, Person, SearchToken
from recourse.records.people.searching import SEARCHED, search
from recourse.records.people.text import TooLong, Unreadable
from recourse.records.sealing.fields import ERASED

__all__ = [
    "SEARCHED",
    "BirthDate",
    "Identity",
    "NotADate",
    "TooLong",
    "Unreadable",
    "Written",
    "search",
]

REFERENCE_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ"
_WORDS = {
    "name": ("The name", 200),
    "nickname": ("The nickname", 200),
    "birth_date": ("The date of birth", 60),
    "phone": ("The phone number", 40),
    "email": ("The email address", 254),
    "language": ("The language", 100),
    "place": ("The place", 300),
    "reference_number": ("The reference number", 60),
}


@dataclass(frozen=True)
class Identity:
    """Who a person is, as far as the reader may see."""

    reference: str = ""
    name: str = ""
    nickname: str = ""
    birth_date: BirthDate | None = None
    phone: str = ""
    email: str = ""
    language: str = ""
    place: str = ""
    reference_number: str = ""
    is_erased: bool = False

    @property
    def display_name(self) -> str:
        """The name; else the nickname in quotes; else that they were erased, or that there is none yet."""
        if self.is_erased:
            return "Erased"
        if self.name:
            return self.name
        return f"“{self.nickname}”" if self.nickname else "No name yet"


@dataclass(frozen=True)
class Written:
    """A note as it is read."""

    id: UUID
    text: str
    by_name: str
    agency_name: str
    at: datetime


def read(person: Person) -> Identity:
    """Say who a person is."""
    return read_many([person])[person.pk]


def read_many(people: Iterable[Person]) -> dict[UUID, Identity]:
    """Say who many people are, in one query; the newest value the reader may see counts."""
    found: dict[UUID, dict[str, Any]] = {
        person.pk: {"reference": person.reference, "is_erased": person.erased_at is not None}
        for person in people
    }
    reads.named(found)
    for person_id, kind, value, at, _ in particulars.current(found):
        found[person_id][kind] = _birth_date(value, at) if at else value
    return {person_id: Identity(**known) for person_id, known in found.items()}


def write(person: Person, *, kind: str, value: str, by: Worker, at: datetime) -> None:
    """Keep a new value of a kind, in place of what this agency kept before; an empty one ends it."""
    value = checked(kind, value, today=at.astimezone(LONDON).date())
    mine = {"person": person, "agency_id": by.organisation_id, "kind": kind}
    if kind in SEARCHED:
        searching.hold(by.organisation_id)
    Particular.objects.filter(**mine, replaced_at=None).update(replaced_at=at)
    SearchToken.objects.filter(**mine).delete()
    if value:
        _particular(person, kind, value, by=by, at=at).save(force_insert=True)
        searching.keep(person, {kind: value}, by=by)


def write_first(person: Person, known: Mapping[str, str], *, by: Worker, at: datetime) -> None:
    """Keep what is known of somebody just added, of whom nothing was kept before."""
    today = at.astimezone(LONDON).date()
    said = {kind: checked(kind, value, today=today) for kind, value in known.items()}
    kept = {kind: value for kind, value in said.items() if value}
    Particular.objects.bulk_create(
        _particular(person, kind, value, by=by, at=at) for kind, value in kept.items()
    )
    searching.keep(person, kept, by=by)


def rows(
    person: Person, *, kind: str, value: str, by: Worker, at: datetime
) -> tuple[Particular, list[SearchToken]]:
    """Give the rows that keep a checked value, unsaved: for writing one, or many at once."""
    found_by = searching.rows(person, kind, value, agency=by.organisation_id)
    return _particular(person, kind, value, by=by, at=at), found_by


def _particular(person: Person, kind: str, value: str, *, by: Worker, at: datetime) -> Particular:
    of = {"person_id": person.pk, "agency_id": by.organisation_id, "field": KINDS[kind], "kind": kind}
    return Particular(**of, value=value, recorded_by_id=by.pk, recorded_at=at)


def checked(kind: str, value: str, *, today: date) -> str:
    """Give a value as it is kept, or raise with a sentence: `NotADate`, `TooLong`, `Unreadable`."""
    what, at_most = _WORDS[kind]
    value = text.line(value, what=what, at_most=at_most)
    if kind == "birth_date" and value:
        birth_dates.parse(value, today=today)
    return value


def write_note(person: Person, *, words: str, by: Worker, at: datetime) -> Note:
    """Keep what a worker wrote."""
    return Note.objects.create(
        person=person, agency_id=by.organisation_id, text=words, written_by=by, written_at=at
    )


def read_notes(person: Person, *, at_most: int | None = None) -> list[Written]:
    """Give the notes about a person the reader may see, newest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select n.id, n.agency_id, n.person_id, n.text, w.name, o.name, n.written_at from people_note n"
            " join directory_worker w on w.id = n.written_by_id"
            " join directory_organisation o on o.id = n.agency_id"
            " where n.person_id = %s order by n.written_at desc limit %s",
            [person.pk, at_most],
        )
        rows = cursor.fetchall()
    texts = particulars.NOTES.open_all([row[:4] for row in rows])
    return [
        Written(row[0], ERASED if text is None else text, *row[4:])
        for row, text in zip(rows, texts, strict=True)
    ]


def forget(person_id: UUID, *, agency: Organisation) -> int:
    """Delete who a person is, as this agency recorded it, and its notes; says how many rows."""
    searching.hold(agency.pk)
    mine = {"person_id": person_id, "agency_id": agency.pk}
    return sum(model._default_manager.filter(**mine).delete()[0] for model in (SearchToken, Particular, Note))


def places(agency: Organisation) -> QuerySet[Particular]:
    """Where people can be found, as this agency recorded it: which rows there are, not what they say."""
    return Particular.objects.filter(agency=agency, kind="place").defer("value")


def coarsen_places(
    person_id: UUID, *, agency: Organisation, before: datetime, is_quiet: bool, at: datetime
) -> int:
    """Delete places replaced before a moment; of somebody quiet, keep of the last only the agency's area."""
    kept = Particular.objects.filter(agency=agency, kind="place", person_id=person_id)
    count, _ = kept.filter(replaced_at__lt=before).delete()
    for place in kept.filter(replaced_at=None, recorded_at__lt=before) if is_quiet else ():
        place.value, place.recorded_at = f"Somewhere in {agency.area or 'the area'}", at
        place.save(update_fields=["value", "recorded_at"])
        count += 1
    return count


def born(people: Iterable[UUID], *, agency: Organisation) -> dict[UUID, BirthDate]:
    """When people were born, as this agency recorded it: for the clock, which must not end a child's file."""
    kept = Particular.objects.filter(agency=agency, kind="birth_date", replaced_at=None, person__in=people)
    read = {one.person_id: _birth_date(one.value, one.recorded_at) for one in kept}
    return {person: date for person, date in read.items() if date is not None}


def next_reference(agency: Organisation) -> str:
    """Give a new person's reference: two letters of the agency and a number, never given twice at once."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 1))", [str(agency.pk)])
    letters = ([letter for letter in agency.name.upper() if letter in REFERENCE_LETTERS] + ["X", "X"])[:2]
    ours = Person.objects.filter(agency=agency)
    number = ours.count() + 1
    while ours.filter(reference=f"{''.join(letters)}-{number:04d}").exists():
        number += 1
    return f"{''.join(letters)}-{number:04d}"


def _birth_date(value: str, at: datetime) -> BirthDate | None:
    try:
        return birth_dates.parse(value, today=at.astimezone(LONDON).date())
    except NotADate:
        return None
