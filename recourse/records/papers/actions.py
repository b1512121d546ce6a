"""The verbs of papers: keeping one, opening one, removing one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, Sum

from recourse.records.access.queries import is_signed_in
from recourse.records.directory.acting import LONDON
from recourse.records.directory.may import require
from recourse.records.directory.models import Organisation, Worker
from recourse.records.ledger import actions as ledger
from recourse.records.papers import may, queries
from recourse.records.papers.cleaning import Clean, Refused, clean
from recourse.records.papers.models import MOST_BYTES, File, Paper, Ticket
from recourse.records.papers.setting import pages
from recourse.records.papers.words import MADE_HERE, Form, Kind, field_of
from recourse.records.people import text
from recourse.records.people.models import Person

__all__ = [
    "AlreadyRemoved",
    "MOST_BYTES",
    "MOST_OF_A_PERSON",
    "Refused",
    "TooMany",
    "forget",
    "give_ticket",
    "keep",
    "keep_of_a_stay",
    "keep_sent",
    "read",
    "read_with_ticket",
    "remove",
]

MOST_OF_A_PERSON = 100
MOST_BYTES_OF_A_PERSON = 200 * 1024 * 1024
TICKET_LASTS = timedelta(seconds=60)


class TooMany(ValueError):
    """A person's papers fill their room."""


class AlreadyRemoved(Exception):
    """Somebody removed the paper before."""


@transaction.atomic
def keep(
    person: Person,
    *,
    raw: bytes,
    kind: str,
    by: Worker,
    at: datetime,
    tells_status: bool = False,
    on_day: date | None = None,
    note: str = "",
) -> Paper:
    """Keep a photograph or document: cleaned of all but what can be seen, and sealed.

    Raises `Refused`, with a sentence, for what is no photograph or PDF or is too large.
    """
    require(may.keep(by) and kind not in MADE_HERE)
    note = text.lines(note, what="The note", at_most=1_000)
    cleaned = clean(raw, at_most=MOST_BYTES)
    field = field_of(kind, tells_status=tells_status)
    paper = _kept(person, cleaned, kind=kind, field=field, on_day=on_day, note=note, by=by, at=at)
    ledger.record(by=by, act="papers.keep", at=at, about=paper, person=person.pk)
    return paper


@transaction.atomic
def keep_sent(person: Person, *, content: bytes, pages: int, note: str, by: Worker, at: datetime) -> Paper:
    """Keep a letter we made ourselves, byte for byte as it was sent; seen only where status is shared too."""
    require(may.keep(by))
    as_made = Clean(Form.PDF, pages, content)
    today = at.astimezone(LONDON).date()
    field = field_of(Kind.SENT, tells_status=True)
    paper = _kept(person, as_made, kind=Kind.SENT, field=field, on_day=today, note=note, by=by, at=at)
    ledger.record(by=by, act="papers.keep_sent", at=at, about=paper, person=person.pk)
    return paper


@transaction.atomic
def keep_of_a_stay(person: Person, *, content: bytes, note: str, by: Worker, at: datetime) -> Paper:
    """Keep a licence, house rules or a notice we made ourselves, byte for byte as it was made."""
    require(may.keep(by))
    note = text.lines(note, what="The note", at_most=1_000)
    as_made = Clean(Form.PDF, pages(content), content)
    today = at.astimezone(LONDON).date()
    field = field_of(Kind.OF_A_STAY, tells_status=False)
    paper = _kept(person, as_made, kind=Kind.OF_A_STAY, field=field, on_day=today, note=note, by=by, at=at)
    ledger.record(by=by, act="papers.keep_of_a_stay", at=at, about=paper, person=person.pk)
    return paper


@transaction.atomic
def read(paper: Paper, *, by: Worker, at: datetime) -> bytes:
    """Open a paper, and leave that in the ledger."""
    require(may.read(by))
    ledger.record(by=by, act="papers.read", at=at, about=paper, person=paper.person_id)
    return queries.content(paper)


@transaction.atomic
def give_ticket(paper: Paper, *, sign_in: str, by: Worker, at: datetime) -> Ticket:
    """Give leave to fetch one paper once, within a minute, for as long as a sign-in lasts."""
    require(may.read(by))
    Ticket.objects.filter(agency=by.organisation_id, given_at__lt=at - TICKET_LASTS).delete()
    ticket = Ticket.objects.create(
        person_id=paper.person_id,
        agency_id=by.organisation_id,
        paper=paper,
        worker=by,
        sign_in=sign_in,
        given_at=at,
    )
    ledger.record(by=by, act="papers.give_ticket", at=at, about=paper, person=paper.person_id)
    return ticket


@transaction.atomic
def read_with_ticket(
    ticket_id: UUID, *, used_since: datetime, started_since: datetime, by: Worker, at: datetime
) -> tuple[Paper, bytes] | None:
    """Open the paper a ticket is for, and spend the ticket; nothing when it is spent or late.

    Nor when the sign-in it was given in has ended, or was not used or begun since those moments.
    """
    fresh = Ticket.objects.filter(pk=ticket_id, worker=by, given_at__gte=at - TICKET_LASTS)
    ticket = fresh.first()
    paper = queries.one(ticket.paper_id) if ticket else None
    if not fresh.delete()[0] or paper is None or ticket is None:
        return None
    if not is_signed_in(by, ticket.sign_in, used_since=used_since, started_since=started_since):
        return None
    return paper, read(paper, by=by, at=at)


@transaction.atomic
def remove(paper: Paper, *, by: Worker, at: datetime) -> None:
    """Remove a paper: its file is gone, and what stays is that it was there."""
    require(may.remove(by, paper), may.NOT_YOURS)
    if not File.objects.filter(pk=paper.pk).delete()[0]:
        raise AlreadyRemoved("This paper was removed already.")
    Paper.objects.filter(pk=paper.pk).delete()
    ledger.record(by=by, act="papers.remove", at=at, about=paper, person=paper.person_id)


@transaction.atomic
def forget_one(paper: Paper, *, agency: Organisation, at: datetime) -> None:
    """Delete one paper whose own time is over before that of the file."""
    File.objects.filter(pk=paper.pk, agency=agency).delete()
    Paper.objects.filter(pk=paper.pk, agency=agency).delete()
    ledger.record(by=None, act="papers.forget_one", at=at, about=paper, person=paper.person_id)


@transaction.atomic
def forget(person_id: UUID, *, agency: Organisation, at: datetime) -> int:
    """Delete the papers this agency kept of a person, their time being over; says how many rows."""
    mine = {"person_id": person_id, "agency_id": agency.pk}
    gone = sum(model._default_manager.filter(**mine).delete()[0] for model in (Ticket, File, Paper))
    if gone:
        ledger.record(by=None, act="papers.forget", at=at, person=person_id, detail={"rows": gone})
    return gone


def _kept(
    person: Person,
    cleaned: Clean,
    *,
    kind: str,
    field: str,
    on_day: date | None,
    note: str,
    by: Worker,
    at: datetime,
) -> Paper:
    _require_room(person, cleaned, by=by)
    paper = Paper.objects.create(
        person=person,
        agency_id=by.organisation_id,
        field=field,
        kind=Kind(kind),
        form=cleaned.form,
        pages=cleaned.pages,
        size=len(cleaned.content),
        on_day=on_day,
        note=note,
        kept_by=by,
        kept_at=at,
    )
    File.objects.create(
        pk=paper.pk, person=person, agency_id=paper.agency_id, field=field, content=cleaned.content
    )
    Person.objects.filter(pk=person.pk, touched_at__lt=at).update(touched_at=at)
    return paper


def _require_room(person: Person, cleaned: Clean, *, by: Worker) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 6))", [str(person.pk)])
    ours = Paper.objects.filter(person=person, agency=by.organisation_id)
    kept = ours.aggregate(count=Count("id"), size=Sum("size", default=0))
    if kept["count"] >= MOST_OF_A_PERSON or kept["size"] + len(cleaned.content) > MOST_BYTES_OF_A_PERSON:
        raise TooMany("Too many papers are kept already. Remove what is no longer needed first.")
