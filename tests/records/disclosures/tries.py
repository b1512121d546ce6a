"""Tries to let something leave for an enforcement body by SQL, and what the promise says of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, ProgrammingError, connection, transaction

from recourse.records.directory.models import Organisation, Worker
from recourse.records.disclosures.models import Advice
from recourse.records.people import actions as people
from recourse.records.people.models import Person
from tests import personas
from tests.personas import MONDAY, as_
from tests.records.disclosures.combinations import STATUS, SURE, moment

PURPOSES = ("escalation", "return")
GENERAL = ("name", "needs", "contact", "health")
TODAY = MONDAY.date()


@dataclass(frozen=True)
class Yes:
    """One consent, as it was given."""

    id: UUID
    person: Person
    to: Organisation
    purpose: str
    fields: frozenset[str]
    given: date
    is_taken_back: bool

    def covers(self, person: Person, to: Organisation, purpose: str, fields: set[str]) -> bool:
        """Whether it is a live consent of this person to this body and purpose for these fields."""
        is_live = not self.is_taken_back and self.given <= TODAY <= self.given + timedelta(days=30)
        is_for_it = (self.person, self.to, self.purpose) == (person, to, purpose)
        return is_live and is_for_it and fields <= self.fields


@dataclass(frozen=True)
class Advised:
    """Advice as it was had or declined."""

    id: UUID
    person: Person
    on: date

    def counts_for(self, person: Person) -> bool:
        """Whether it was theirs, and of the last thirty days."""
        return self.person == person and TODAY - timedelta(days=30) <= self.on <= TODAY


class Tries:
    """A few people with many consents and much advice, and random ways to put them together."""

    def __init__(self, *, seed: int) -> None:
        """Let them agree to this and that over the last weeks."""
        self.dice = Random(seed)
        desk = personas.desk("Near Shore", "outreach", "Near walk", "outreach", "Nia Near", "outreach")
        self.worker: Worker = desk.worker
        self.other = personas.colleague(desk.agency, [desk.service], name="Olu Other", role="outreach")
        self.bodies = list(Organisation.objects.filter(kind="authority").order_by("name"))[:2]
        self.people = [personas.person(self.worker) for _ in range(2)]
        self.yes = [self._yes(status=n % 3 == 0) for n in range(60)]
        self.advice = [self._advice() for _ in range(12)]

    def one(self) -> tuple[bool, bool]:
        """One try: what the promise says, and whether it left."""
        dice = self.dice
        person, to, purpose = dice.choice(self.people), dice.choice(self.bodies), dice.choice(PURPOSES)
        near = [one for one in self.yes if (one.person, one.to, one.purpose) == (person, to, purpose)]
        pool = near if near and dice.random() < 0.8 else self.yes
        general = dice.choice([one for one in pool if STATUS not in one.fields] or self.yes)
        alone = dice.choice([one for one in pool if STATUS in one.fields] or self.yes)
        within = general.fields if dice.random() < 0.8 else GENERAL
        fields = {name for name in within if dice.random() < 0.8} or {"name"}
        fields |= {STATUS} if dice.random() < 0.4 else set()
        theirs = [one for one in self.advice if one.person == person]
        advice = dice.choice(theirs if theirs and dice.random() < 0.75 else self.advice)
        by = self.worker if dice.random() < 0.9 else self.other
        was_read, is_back = dice.random() < 0.9, dice.random() < 0.08
        has_alone = STATUS in fields and dice.random() < 0.9
        promised = (
            by == self.worker
            and was_read
            and not is_back
            and advice.counts_for(person)
            and STATUS not in general.fields
            and general.covers(person, to, purpose, fields - {STATUS})
            and (STATUS not in fields or (has_alone and alone.covers(person, to, purpose, {STATUS})))
        )
        row = {
            "person_id": person.pk,
            "agency_id": self.worker.organisation_id,
            "to_authority_id": to.pk,
            "for_what": purpose,
            "fields": sorted(fields),
            "consent_id": general.id,
            "status_consent_id": alone.id if has_alone else None,
            "advice_id": advice.id,
        }
        return promised, self._leaves(row, by=by, was_read=was_read, is_back=is_back)

    def _leaves(self, row: dict[str, Any], *, by: Worker, was_read: bool, is_back: bool) -> bool:
        letter: dict[str, Any] = row | {
            "id": uuid4(),
            "outcomes_read_at": MONDAY if was_read else None,
            "words": b"x",
            "status_words": b"",
            "begun_by_id": self.worker.pk,
            "begun_at": MONDAY,
            "sent_at": None if is_back else MONDAY,
            "withdrawn_at": MONDAY if is_back else None,
        }
        gone: dict[str, Any] = row | {
            "id": uuid4(),
            "recipient": "authority",
            "how": "sheet",
            "letter_id": letter["id"],
            "by_id": by.pk,
            "at": MONDAY,
            "hash": b"x" * 32,
        }
        with transaction.atomic(), as_(self.worker):
            try:
                with transaction.atomic():
                    _insert("disclosures_letter", letter)
                    _insert("disclosures_disclosure", gone)
                    connection.check_constraints()
            except (IntegrityError, ProgrammingError):
                return False
            transaction.set_rollback(True)
            return True

    def _yes(self, *, status: bool) -> Yes:
        dice = self.dice
        person, to, purpose = dice.choice(self.people), dice.choice(self.bodies), dice.choice(PURPOSES)
        fields = {STATUS} if status else ({name for name in GENERAL if dice.random() < 0.7} or {"name"})
        given = TODAY - timedelta(days=dice.choice((0, 0, 3, 10, 29, 30, 31, 45)))
        at = moment(given)
        with as_(self.worker, at=at):
            consent = people.agree(
                person,
                to=to,
                for_what=purpose,
                fields=fields,
                first_day=given,
                after_last_day=given + timedelta(days=31),
                how="spoken",
                language="English",
                words="Word for word.",
                checked=SURE,
                by=self.worker,
                at=at,
            )
            is_taken_back = dice.random() < 0.15
            if is_taken_back:
                people.withdraw_consent(consent, by=self.worker, at=at)
        return Yes(consent.pk, person, to, purpose, frozenset(fields), given, is_taken_back)

    def _advice(self) -> Advised:
        dice = self.dice
        person, on = dice.choice(self.people), TODAY - timedelta(days=dice.choice((0, 0, 5, 29, 30, 31, 60)))
        had = dice.random() < 0.7
        with as_(self.worker):
            advice = Advice.objects.create(
                person=person,
                agency_id=self.worker.organisation_id,
                had="had" if had else "declined",
                adviser="Ines Invented" if had else "",
                regulated_as="iaa_3" if had else "",
                risk_explained=had,
                words="Said.",
                on_day=on,
                recorded_by=self.worker,
                recorded_at=MONDAY,
            )
        return Advised(advice.pk, person, on)


def _insert(table: str, row: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        places = ", ".join(["%s"] * len(row))
        cursor.execute(f"insert into {table} ({', '.join(row)}) values ({places})", list(row.values()))  # noqa: S608
