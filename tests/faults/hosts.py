"""The end of hosts: one erased at her wish, one by the clock, one who came back from an old copy."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from recourse.records.homes import actions as homes
from recourse.records.hosting import actions as hosting
from recourse.records.keeping import actions as keeping
from recourse.records.people.words import WhyErased
from tests.faults.wrenfield import Wrenfield
from tests.personas import MONDAY, TODAY, as_


def ending(here: Wrenfield, *, at: datetime) -> None:
    """Four who asked about hosting come to each of their ends."""
    town = here.town
    pat, ours = here.by(town.pat), {"agency": town.hosting.agency}
    said: dict[str, Any] = {"contact": "By letter", "area": "Mill", "address": "6 Invented Row", "beds": 1}
    with as_(town.pat):
        olga, opal, otis, orla = (
            hosting.enquire(name=name, on=TODAY, **said, by=town.pat, at=MONDAY)
            for name in ("Olga", "Opal", "Otis", "Orla")
        )
        house = orla.home
    asked = WhyErased.values[0]
    pat("keeping.erase_host", keeping.erase_host, olga, why=asked)
    here.clock("keeping.end_host", keeping.end_host, opal, **ours, at=at)
    here.clock("keeping.erase_host_again", keeping.erase_host_again, otis, **ours, at=at)
    pat("homes.forget", homes.forget, house, called="Host 90", **ours)
    pat("hosting.erase", hosting.erase, orla, why=asked, **ours)
