"""The same queue told by SimPy, as a second opinion."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import simpy

from recourse.reasoning.capacity.simulating import Future, Year


def year_by_simpy(future: Future, *, beds: int, days: float) -> Year:
    """Live through a future that begins with every bed empty; each person is a process of their own."""
    world = simpy.Environment()
    places = simpy.Resource(world, capacity=beds)
    waits: list[float] = []
    lost: list[float] = []

    def person(patience: float, stay: float) -> Generator[Any, Any, None]:
        came = world.now
        with places.request() as place:
            told = yield place | world.timeout(patience)
            if place not in told:
                lost.append(world.now)
                return
            waits.append(world.now - came)
            yield world.timeout(stay)

    def street() -> Generator[Any, Any, None]:
        for came, patience, stay in zip(future.came, future.patience, future.stays, strict=True):
            yield world.timeout(came - world.now)
            world.process(person(patience, stay))

    world.process(street())
    world.run(until=days)
    wait = sum(waits) / len(waits) if waits else float("nan")
    return Year(came=len(future.came), housed=len(waits), lost=len(lost), wait_days=wait)
