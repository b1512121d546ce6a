"""Whoever lets somebody in is not the only one who knows: others are told, and so is who it is said to be."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import now

from recourse.config.database.address import Address
from recourse.jobs import letting_in
from recourse.records.access import actions as access
from tests import personas
from tests.conftest import as_the_clock
from tests.outside.letters import Letters
from tests.personas import Agencies, as_


@pytest.fixture
def town(really_commits: Address) -> Agencies:
    return personas.agencies(at=now() - timedelta(days=90))


def told(where: Address, letters: Letters) -> dict[str, list[str]]:
    """Run the job as the worker's own role, and give the first lines by address."""
    letters.kept.clear()
    with as_the_clock(where):
        letting_in.tell_all(at=now(), send=letters.send)
    found: dict[str, list[str]] = {}
    for letter in letters.kept:
        found.setdefault(letter["to"], []).append(letter["text"])
        assert "Noor" not in letter["text"] and "Max" not in letter["text"]
    return found


def test_another_manager_and_noor_herself_hear_that_she_was_let_in_anew(
    town: Agencies, really_commits: Address
) -> None:
    service, letters = [town.outreach.service], Letters()
    max_ = personas.colleague(town.outreach.agency, service, name="Max", role="manager", at=now())
    ann = personas.colleague(town.outreach.agency, service, name="Ann", role="manager", at=now())
    with as_(max_, at=now()):
        code = access.invite_again(town.noor, by=max_, at=now())
    made = told(really_commits, letters)
    assert set(made) == {ann.email, town.noor.email}
    assert "All you signed in with has ended." in made[town.noor.email][0]
    assert told(really_commits, letters) == {}
    access.take_up(code, by=None, at=now())
    taken = told(really_commits, letters)
    assert set(taken) == {ann.email, max_.email, town.noor.email}
    assert "as you" in taken[town.noor.email][0]
    assert told(really_commits, letters) == {}


def test_a_relay_that_fails_is_asked_again(town: Agencies, really_commits: Address) -> None:
    letters = Letters(broken=True)
    with as_(town.pat, at=now()):
        access.invite_again(_pim(town), by=town.pat, at=now())
    with pytest.raises(ExceptionGroup):
        told(really_commits, letters)
    letters.broken = False
    assert told(really_commits, letters)


def _pim(town: Agencies) -> personas.Worker:
    service = [town.hosting.service]
    return personas.colleague(
        town.hosting.agency, service, name="Pim", role="link", at=now() - timedelta(days=9)
    )
