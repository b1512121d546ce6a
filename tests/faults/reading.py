"""The part of the day in which papers are kept and opened, people read of, and erased."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from unittest import mock

from recourse.records.keeping import actions as keeping
from recourse.records.ledger.reads import Reading
from recourse.records.papers import actions as papers
from recourse.records.papers.cleaning import clean
from recourse.records.people import actions as people
from recourse.records.people.models import Overread, Person
from recourse.records.people.words import WhyErased
from recourse.records.sealing import subjects
from tests import personas
from tests.faults import staff
from tests.faults.wrenfield import Wrenfield
from tests.personas import MONDAY, as_
from tests.records.papers import hostile


def keeping_papers(here: Wrenfield) -> None:
    """Noor photographs a letter, opens it here and by a ticket, and removes another."""
    noor = here.by(here.town.noor)
    letter = {"raw": hostile.photograph(), "kind": "tenancy"}
    # The picture is made anew once, in its helper: that sends nothing to the database.
    with mock.patch.object(papers, "clean", cache(clean)):
        paper = noor("papers.keep", papers.keep, here.amina, **letter)
        second = noor("papers.keep", papers.keep, here.amina, **letter)
    noor("papers.read", papers.read, paper)
    key = staff.signed_in(here.town.noor, "noor").key_hash
    ticket = noor("papers.give_ticket", papers.give_ticket, paper, sign_in=key)
    since = {"used_since": MONDAY, "started_since": MONDAY - timedelta(hours=1)}
    assert noor("papers.read_with_ticket", papers.read_with_ticket, ticket.pk, **since)
    noor("papers.remove", papers.remove, second)


def reading(here: Wrenfield) -> None:
    """Noor reads who looked at Amina; of one more person than is usual; Max asks her about it."""
    noor = here.by(here.town.noor)
    noor("people.read_looks", people.read_looks, here.amina)
    named = Reading(named={here.amina.pk: None})
    budget = {"tell_at": 1, "stop_at": 9, "since": MONDAY}
    noor("people.read", people.read, named, page="people:find", **budget)
    max_ = here.manager("Max Reader")
    with as_(max_):
        told = Overread.objects.get()
    here.by(max_)("people.answer_overread", people.answer_overread, told)


def erasing(here: Wrenfield) -> None:
    """Two people want to be erased; until that is kept the key of each is there."""
    manager = here.manager("Max Eraser")
    for act, verb in (("people.erase", people.erase), ("keeping.erase", keeping.erase)):

        def erase(person: Person, *, verb: Callable[..., None] = verb, **words: object) -> None:
            kept = subjects.raw(person.agency_id, person.pk)
            assert kept, "her key is gone, and she was not erased"
            verb(person, **words)

        her = personas.person(here.town.noor, name="Zeynab Invented")
        here.by(manager)(act, erase, her, why=WhyErased.values[0])


PARTS = (keeping_papers, reading, erasing)
