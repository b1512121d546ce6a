"""The town whose day of acts is tried at every boundary, and who does them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from recourse.records.directory.acting import acting_for
from recourse.records.directory.models import Worker
from recourse.records.people.models import Person
from tests import personas
from tests.faults.boundaries import Day
from tests.personas import MONDAY, Agencies, as_


@dataclass
class Wrenfield:
    """The day, the town, and Amina, whom most of it is about."""

    day: Day
    town: Agencies
    amina: Person

    def by(self, worker: Worker) -> Callable[..., Any]:
        """Somebody who does things: `pat("homes.enter", homes.enter, ...)`."""

        def does(act: str, verb: Callable[..., Any], *subject: Any, **words: Any) -> Any:
            return self._does(act, verb, subject, words | {"by": worker}, lambda: as_(worker))

        return does

    def stranger(self, act: str, verb: Callable[..., Any], *subject: Any, **words: Any) -> Any:
        """Somebody at the door, who is nobody yet."""
        return self._does(act, verb, subject, words | {"by": None}, nullcontext)

    def clock(self, act: str, verb: Callable[..., Any], *subject: Any, **words: Any) -> Any:
        """The clock, for Noor's agency or for the one named."""
        agency = words.get("agency", self.town.outreach.agency)
        at = words["at"]
        return self._does(act, verb, subject, words, lambda: acting_for(agency, at=at))

    def _does(
        self,
        act: str,
        verb: Callable[..., Any],
        subject: tuple[Any, ...],
        words: dict[str, Any],
        acting: Callable[[], AbstractContextManager[None]],
    ) -> Any:
        words.setdefault("at", MONDAY)

        def doing() -> Any:
            # A try that fails may leave its subject changed in memory: each begins with it read afresh.
            fresh = [
                type(one)._default_manager.get(pk=one.pk) if hasattr(one, "pk") else one for one in subject
            ]
            return verb(*fresh, **words)

        return self.day.does(act, doing, acting)

    def manager(self, name: str) -> Worker:
        """A manager of Noor's agency."""
        desk = self.town.outreach
        return personas.colleague(desk.agency, [desk.service], name=name, role="manager")
