"""Hosts whom several workers enter at the same moment each have a number of their own."""

from __future__ import annotations

from recourse.config.database.address import Address
from recourse.records.homes.models import Home
from tests import personas
from tests.at_once import all_at_once, kinds
from tests.personas import MONDAY, TODAY, as_
from tests.records.hosting.town import asks

AT_ONCE = 8


def test_eight_hosts_entered_at_once_are_eight_homes_with_eight_names(really_commits: Address) -> None:
    town = personas.agencies()
    stood = all_at_once(
        lambda number: asks(town, on=TODAY, at=MONDAY, name=f"Olive {number}"), range(AT_ONCE)
    )
    assert kinds(stood) == {"done": AT_ONCE}
    with as_(town.pat):
        names = set(Home.objects.values_list("name", flat=True))
    assert names == {f"Host {number + 1}" for number in range(AT_ONCE)}
