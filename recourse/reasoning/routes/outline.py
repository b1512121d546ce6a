"""A plan as it stands on one day: every route, the order, the days, the steps, and its head."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from recourse.reasoning.routes.deadlines import Deadline
from recourse.reasoning.rulebook.answering import plain


@dataclass(frozen=True, slots=True)
class Contested:
    """A point that no worker may decide: only an adviser, or the courts."""

    says: str
    point: str
    is_for_adviser: bool


@dataclass(frozen=True, slots=True)
class Stand:
    """How one route stands for one person of the household."""

    id: str
    name: str
    says: str
    family: str
    kind: str
    outcome: str
    whose: str
    false: tuple[str, ...]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    contested: tuple[Contested, ...]
    blocked_by: str
    blocked_says: str
    opens_on: date | None
    closes_on: date | None
    urgent_by: date | None
    deadlines: tuple[str, ...]
    adviser: str
    is_adviser_first: bool
    legal_aid: str
    contact: int
    needs_consent: bool
    consent: str
    is_consented: bool
    is_adviser_named: bool
    is_tonight: bool
    fee: float | None
    has_waiver: bool
    evidence: tuple[str, ...]
    weeks: tuple[int, int]
    opens: tuple[str, ...]
    interim: tuple[str, ...]
    risks: tuple[str, ...]
    is_irreversible: bool
    is_no_regret: bool
    is_triggered: bool
    cites: str
    sure: str
    verified_on: date | None
    flags: Mapping[str, Any]
    say: Callable[[Stand], str]

    @property
    def sentence(self) -> str:
        """How the route stands, in one sentence that can be read aloud."""
        return self.say(self)

    def to_json(self) -> dict[str, Any]:
        """The stand as plain values."""
        told = {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "say"}
        told["sentence"] = self.sentence
        told["contested"] = [
            {"says": one.says, "point": one.point, "is_for_adviser": one.is_for_adviser}
            for one in self.contested
        ]
        return {name: plain(value) for name, value in told.items()}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. `when` is tonight, this_week or next; `after` names what comes before it."""

    code: str
    route: str
    kind: str
    says: str
    when: str
    by: date | None
    adviser: str
    contact: int
    needs_consent: bool
    after: tuple[str, ...]
    is_hint: bool

    def to_json(self) -> dict[str, Any]:
        """The step as plain values."""
        return {name: plain(getattr(self, name)) for name in self.__dataclass_fields__}


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which the plan changes by itself, and why."""

    day: date
    why: str

    def to_json(self) -> dict[str, str]:
        """The turn as plain values."""
        return {"day": self.day.isoformat(), "why": self.why}


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a page or a letter needs; nothing in it says how likely anything is."""

    as_at: date
    edition: str
    routes: Mapping[str, Stand]
    each: Mapping[str, tuple[Stand, ...]]
    order: tuple[str, ...]
    lead: str
    adviser: str
    is_adviser_first: bool
    contact: int
    fee: float | None
    first_step: str
    steps: tuple[Step, ...]
    deadlines: tuple[Deadline, ...]
    contradictions: tuple[str, ...]
    left_out: Mapping[str, str]
    urgent_by: date | None
    flags: Mapping[str, Any]
    opens: tuple[str, ...]
    interim: tuple[str, ...]
    turns: tuple[Turn, ...]
    warnings: tuple[str, ...]

    def those(self, outcome: str) -> list[Stand]:
        """The routes with an outcome, in the plan's order."""
        ranked = {name: place for place, name in enumerate(self.order)}
        found = [stand for stand in self.routes.values() if stand.outcome == outcome]
        return sorted(found, key=lambda stand: (ranked.get(stand.id, len(ranked)), stand.id))

    @property
    def urgent(self) -> list[Deadline]:
        """Every running day that protects something, the nearest first, whatever route it belongs to."""
        return sorted(
            (one for one in self.deadlines if one.running and one.protects), key=lambda one: one.act_by
        )

    def deadline(self, key: str) -> date | None:
        """The day of a deadline: the earliest that runs, else the last that was missed."""
        those = [one for one in self.deadlines if one.key == key]
        running = [one.result_date for one in those if not one.missed]
        return min(running) if running else max((one.result_date for one in those), default=None)

    def to_json(self) -> dict[str, Any]:
        """The plan as plain values, complete for showing it later as it stood."""
        told = {name: getattr(self, name) for name in self.__dataclass_fields__}
        lists = {
            "routes": {name: stand.to_json() for name, stand in self.routes.items()},
            "each": {name: [stand.to_json() for stand in stands] for name, stands in self.each.items()},
            "steps": [step.to_json() for step in self.steps],
            "deadlines": [one.to_json() for one in self.deadlines],
            "turns": [turn.to_json() for turn in self.turns],
        }
        return {name: plain(value) for name, value in told.items() if name not in lists} | lists
