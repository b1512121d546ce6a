"""Builds the large city for the benchmarks: eight agencies and tens of thousands of people, in bulk.

Rows are written many at a time, still as each agency's own worker, so that every policy and the ledger's
chain apply.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from random import Random

from recourse.jobs.city import columns, words
from recourse.jobs.city.lives import Life, invent
from recourse.reasoning import rulebook
from recourse.records.directory.acting import LONDON, acting
from recourse.records.directory.models import Organisation, Service, Worker
from recourse.records.ledger.models import Entry
from recourse.records.people import identity
from recourse.records.people.models import Consent, Fact, Note, Particular, Person, SearchToken, Share
from recourse.records.people.words import Checked
from recourse.records.sealing import agencies, subjects

AGENCIES = 8
NOTES_EACH = 5
_BATCH = 500
_SHARED = ["name", "language", "place", "needs"]
_QUARTERS = ("North", "South", "East", "West", "Old Town", "Docks", "Heath", "Moor")


def build(people: int, *, at: datetime, seed: int, say: Callable[[str], None]) -> None:
    """Write the directory, then `people` people in equal parts to eight agencies."""
    dice = Random(seed)
    workers = [_found(number, at) for number in range(AGENCIES)]
    for number, worker in enumerate(workers):
        to = workers[(number + 1) % AGENCIES].services.get()
        here = people // AGENCIES + (number < people % AGENCIES)
        for first in range(0, here, _BATCH):
            with acting(worker, at=at), subjects.as_they_stand():
                _batch(range(first, min(first + _BATCH, here)), by=worker, to=to, at=at, dice=dice)
        say(f"{worker.organisation.name}: {here:,} people.")


def _found(number: int, at: datetime) -> Worker:
    name = f"Outreach {_QUARTERS[number]}"
    organisation = Organisation.objects.create(
        name=name, kind="outreach", is_agency=True, area="Greater Wrenfield"
    )
    agencies.make(organisation.pk)
    service = Service.objects.create(
        organisation=organisation,
        name=name,
        kind="outreach",
        what="Meets people where they sleep.",
        who_for="Anybody sleeping outside.",
    )
    worker = Worker(
        organisation=organisation,
        name=f"Robin {_QUARTERS[number].replace(' ', '')}",
        role="outreach",
        email=f"robin{number}@large.example",
        joined_at=at,
    )
    worker.set_unusable_password()
    worker.save()
    worker.services.add(service)
    return worker


def _batch(numbers: range, *, by: Worker, to: Service, at: datetime, dice: Random) -> None:
    fields = {name: fact.share_as for name, fact in rulebook.england().facts.items()}
    lives = [invent(dice, on=at.astimezone(LONDON).date()) for _ in numbers]
    met = [at - timedelta(minutes=dice.randrange(260_000)) for _ in numbers]
    people = [
        Person(
            agency_id=by.organisation_id,
            reference=f"{by.organisation.name[9:11].upper()}-{number + 1:05d}",
            lead_worker_id=by.pk,
            added_by_id=by.pk,
            added_at=moment,
            touched_at=moment,
        )
        for number, moment in zip(numbers, met, strict=True)
    ]
    columns.write(Person, people)
    subjects.make(by.organisation_id, [person.pk for person in people])
    _identities(people, lives, by=by)
    _known(people, lives, fields, by=by, dice=dice)
    _shares([person for person in people if dice.random() < 0.1], by=by, to=to, at=at)
    _entries(people, by=by)


def _known(
    people: list[Person], lives: list[Life], fields: Mapping[str, str], *, by: Worker, dice: Random
) -> None:
    facts = (
        Fact(
            person_id=person.pk,
            agency_id=by.organisation_id,
            field=fields[name],
            name=name,
            value=value,
            recorded_by_id=by.pk,
            recorded_at=person.added_at,
        )
        for person, life in zip(people, lives, strict=True)
        for name, value in life.facts.items()
    )
    notes = (
        Note(
            person_id=person.pk,
            agency_id=by.organisation_id,
            text=dice.choice(words.SEEN),
            written_by_id=by.pk,
            written_at=person.added_at + timedelta(hours=hour),
        )
        for person in people
        for hour in range(NOTES_EACH)
    )
    columns.write(Fact, facts)
    columns.write(Note, notes)


def _identities(people: list[Person], lives: list[Life], *, by: Worker) -> None:
    particulars: list[Particular] = []
    tokens: list[SearchToken] = []
    for person, life in zip(people, lives, strict=True):
        for kind, value in (("name", life.name), ("place", life.place), ("language", life.language)):
            particular, found_by = identity.rows(person, kind=kind, value=value, by=by, at=person.added_at)
            particulars.append(particular)
            tokens += found_by
    columns.write(Particular, particulars)
    columns.write(SearchToken, tokens)


def _shares(people: list[Person], *, by: Worker, to: Service, at: datetime) -> None:
    today = at.astimezone(LONDON).date()
    consents = Consent.objects.bulk_create(
        Consent(
            person=person,
            agency_id=by.organisation_id,
            to_service=to,
            fields=_SHARED,
            first_day=today,
            after_last_day=today + timedelta(days=92),
            how="spoken",
            language="English",
            words="Another team may help too.",
            checked=Checked.values,
            recorded_by=by,
            recorded_at=at,
        )
        for person in people
    )
    Share.objects.bulk_create(
        [
            Share(
                person=person,
                agency_id=by.organisation_id,
                holder_id=by.organisation_id,
                to_service=to,
                to_agency_id=to.organisation_id,
                fields=_SHARED,
                purpose="To find them a room",
                first_day=today,
                after_last_day=today + timedelta(days=92),
                consent=consent,
                made_by=by,
                made_at=at,
            )
            for person, consent in zip(people, consents, strict=True)
        ]
    )


def _entries(people: list[Person], *, by: Worker) -> None:
    columns.write(
        Entry,
        (
            Entry(
                agency=by.organisation_id,
                at=person.added_at,
                by=by.pk,
                by_name=by.name,
                act=act,
                about_kind="people.person",
                about=person.pk,
                person=person.pk,
            )
            for person in people
            for act in ("people.add", "people.look")
        ),
    )
