"""Every combination of field, recipient, consent and day, against an oracle written from the promise alone.

The promise: a share names person, recipient service, fields, purpose, consent, first and last day.
Immigration status needs its own consent. Nothing leaves for an enforcement body except by a named
person's act, with a live consent for that recipient and purpose that covers every field, and a record
that independent advice was had or declined. Taking back works on the next request.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.db import connection, transaction

from recourse.records.people import actions as people
from recourse.records.people.fields import FIELDS
from recourse.records.people.models import Person, Share
from recourse.records.people.words import Checked
from tests import personas
from tests.personas import MONDAY, Desk, as_

STATUS = "status"
SURE = list(Checked.values)


@dataclass
class Agreement:
    """What one person was asked, and what they answered."""

    person: Person
    to: Desk
    fields: frozenset[str]
    status_by_itself: bool
    made_sure: bool
    first_day: date
    last_day: date
    is_taken_back: bool = False
    share: Share | None = None

    def lets(self, person: Person, to: Desk, wanted: str, day: date) -> bool:
        """Whether, by the promise, this lets that service see that field of that person on that day."""
        names_it = (self.person, self.to, wanted in self.fields) == (person, to, True)
        in_force = self.made_sure and not self.is_taken_back and self.first_day <= day <= self.last_day
        return names_it and in_force and (self.status_by_itself or STATUS not in self.fields)


@dataclass
class World:
    """People of one agency, each with something in every field, and services that were let in or not."""

    holder: Desk
    services: list[Desk]
    people: list[Person]
    agreements: list[Agreement] = field(default_factory=list)


def build(*, people_count: int, services: int, seed: int) -> World:
    """Let people agree to this and that, properly or not, with one service and another."""
    dice = Random(seed)
    holder = personas.desk("Far Shore", "outreach", "Shore walk", "outreach", "Ona Outside", "outreach")
    others = [
        personas.desk(f"Agency {n}", "advice", f"Service {n}", "legal", f"Worker {n} Example", "link")
        for n in range(services)
    ]
    world = World(holder, others, [personas.person(holder.worker) for _ in range(people_count)])
    for person in world.people:
        with as_(holder.worker):
            answers = [people.Told(f"about_{name}", name, "said") for name in FIELDS]
            people.learn_all(person, answers=answers, by=holder.worker, at=MONDAY)
        for _ in range(dice.randint(1, 3)):
            world.agreements.append(_asked(person, dice.choice(others), dice))
    for agreement in world.agreements:
        with suppress(ValueError, people.AlreadyAgreed), transaction.atomic(), as_(holder.worker):
            agreement.share = _agree(agreement, by=holder)
    return world


def take_some_back(world: World, *, seed: int) -> None:
    """Some of them change their mind: about everything, or about status alone."""
    dice = Random(seed)
    for agreement in world.agreements:
        if agreement.share is not None and dice.random() < 0.4:
            with as_(world.holder.worker):
                alone = agreement.share.status_consent
                if alone is not None and dice.random() < 0.5:
                    people.withdraw_consent(alone, by=world.holder.worker, at=MONDAY)
                else:
                    people.withdraw(agreement.share, by=world.holder.worker, at=MONDAY)
            agreement.is_taken_back = True


def wrong_releases(world: World, days: list[date]) -> tuple[int, list[str]]:
    """Ask the database as every service on every day; give how many combinations, and which were wrong."""
    count, wrong = 0, []
    for to in world.services:
        for day in days:
            shown = _shown(to, day)
            for person in world.people:
                for wanted in FIELDS:
                    count += 1
                    promised = any(one.lets(person, to, wanted, day) for one in world.agreements)
                    if ((person.pk, wanted) in shown) != promised:
                        wrong.append(f"{wanted} of {person.pk} to {to.service} on {day}: promised {promised}")
    return count, wrong


def released_without_walls(world: World, days: list[date]) -> dict[str, int]:
    """How many combinations a page would release against the promise, had it only a filter of its own.

    Each is a filter that has been written somewhere: it looks at the shares, and forgets one thing.
    """
    filters: dict[str, Callable[[Share, str, date], bool]] = {
        "whoever was ever let in sees the whole file": lambda share, wanted, day: True,
        "whoever is let in sees the whole file": lambda share, wanted, day: (
            not share.is_withdrawn and share.first_day <= day < share.after_last_day
        ),
        "the fields are kept to, and the days forgotten": lambda share, wanted, day: (
            not share.is_withdrawn and wanted in share.fields
        ),
    }
    with as_(world.holder.worker):
        shares = list(Share.objects.filter(person__in=world.people).select_related("to_service"))
    services = {to.service.pk: to for to in world.services}
    found = dict.fromkeys(filters, 0)
    for words, lets in filters.items():
        released = {
            (share.person_id, share.to_service_id, wanted, day)
            for share in shares
            for wanted in FIELDS
            for day in days
            if lets(share, wanted, day)
        }
        people_by_id = {person.pk: person for person in world.people}
        for person_id, to_id, wanted, day in released:
            person, to = people_by_id[person_id], services[to_id]
            found[words] += not any(one.lets(person, to, wanted, day) for one in world.agreements)
    return found


def _shown(to: Desk, day: date) -> set[tuple[Any, str]]:
    at = MONDAY + timedelta(days=(day - MONDAY.date()).days)
    with as_(to.worker, at=at), connection.cursor() as cursor:
        cursor.execute("select person_id, field from people_fact")
        return set(cursor.fetchall())


def _asked(person: Person, to: Desk, dice: Random) -> Agreement:
    fields = frozenset(name for name in FIELDS if dice.random() < 0.35) or frozenset({"name"})
    first = MONDAY.date() + timedelta(days=dice.randint(-3, 10))
    last = first + timedelta(days=dice.randint(0, 20))
    if last < MONDAY.date():
        last = MONDAY.date()
    return Agreement(
        person=person,
        to=to,
        fields=fields,
        status_by_itself=STATUS not in fields or dice.random() < 0.6,
        made_sure=dice.random() < 0.85,
        first_day=first,
        last_day=last,
    )


def _agree(agreement: Agreement, *, by: Desk) -> Share:
    """What a worker would record; without status asked by itself, they try it together with the rest."""
    said: dict[str, Any] = {
        "how": "spoken",
        "language": "English",
        "checked": SURE if agreement.made_sure else SURE[:2],
        "first_day": agreement.first_day,
        "after_last_day": agreement.last_day + timedelta(days=1),
        "by": by.worker,
        "at": MONDAY,
        "to": agreement.to.service,
    }
    status = None
    if STATUS in agreement.fields and agreement.status_by_itself:
        status = people.agree(agreement.person, fields=[STATUS], words="Status, by itself.", **said)
    return people.agree_and_share(
        agreement.person, fields=agreement.fields, purpose="A bed.", status_consent=status, **said
    )


def days(count: int) -> list[date]:
    """So many days around the day everything was agreed."""
    return [MONDAY.date() + timedelta(days=number - 2) for number in range(count)]


def moment(day: date) -> datetime:
    """A moment of that day."""
    return MONDAY + timedelta(days=(day - MONDAY.date()).days)
