"""What several workers do to the same person at the same moment is done once, or told."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from recourse.config.database.address import Address
from recourse.records.ledger import actions as ledger
from recourse.records.people import actions as people
from recourse.records.people import queries
from recourse.records.people.models import Fact, Person, Share
from recourse.records.people.words import Checked
from tests import personas
from tests.personas import MONDAY, TODAY, Agencies, as_


def at_once(town: Agencies, act: Callable[[], object], *, times: int = 8) -> list[object]:
    """Do the same thing in as many threads as Noor, and say what came of each."""

    def once(_: int) -> object:
        try:
            with as_(town.noor):
                return act()
        except Exception as problem:
            return problem
        finally:
            connection.close()

    assert town.noor.service_ids
    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(once, range(times)))


def test_eight_acts_at_once_are_each_done_once_or_told(really_commits: Address) -> None:
    town = personas.agencies()

    added = at_once(town, lambda: people.add(by=town.noor, at=MONDAY, nickname="Nobody"))
    assert sorted(person.reference for person in added) == [f"WR-000{number}" for number in range(1, 9)]

    amina = personas.amina(town.noor)
    at_once(town, lambda: people.learn(amina, name="x", value=1, field="needs", by=town.noor, at=MONDAY))
    with as_(town.noor):
        assert Fact.objects.filter(name="x").count() == 1

    agreed = at_once(town, lambda: agree(town, amina))
    assert sorted(type(outcome).__name__ for outcome in agreed) == ["AlreadyAgreed"] * 7 + ["Share"]

    (share,) = [outcome for outcome in agreed if isinstance(outcome, Share)]
    ended = at_once(town, lambda: people.withdraw(again(share), by=town.noor, at=MONDAY))
    assert sorted(type(outcome).__name__ for outcome in ended) == ["AlreadyWithdrawn"] * 7 + ["NoneType"]

    with as_(town.noor):
        assert ledger.verify(town.outreach.agency.pk) is None


def agree(town: Agencies, amina: Person) -> Share:
    return people.agree_and_share(
        amina,
        to=town.hosting.service,
        fields=["name"],
        purpose="A bed",
        first_day=TODAY,
        after_last_day=TODAY.replace(month=12),
        how="spoken",
        language="English",
        checked=Checked.values,
        by=town.noor,
        at=MONDAY,
    )


def again(share: Share) -> Share:
    found = queries.one_share(share.pk)
    assert found is not None
    return found
