"""A route as the law files write it: its gateways, what blocks it, who advises, what it costs and opens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from recourse.reasoning.rulebook.kleene import Test
from recourse.reasoning.rulebook.person import Person
from recourse.reasoning.rulebook.tree import Condition

RAISE, CHECK, PREPARE, BLOCKED = "raise", "check", "prepare", "blocked"
IN_PROGRESS, NOT_INDICATED, UNSCREENED = "in_progress", "not_indicated", "unscreened"
OUTCOMES = (RAISE, CHECK, PREPARE, BLOCKED, IN_PROGRESS, NOT_INDICATED, UNSCREENED)
LIVE = (RAISE, CHECK, PREPARE, BLOCKED, IN_PROGRESS)
LEVELS = ("N", "L1", "L1E", "L2", "L3", "SOL", "LAP")
CONTACTS = (0, 1, 2, 3)
Give = Callable[[Person], Any]


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """A condition with its sentence. `adviser_only`: notes (just noted) or limits (at most a check)."""

    id: str
    says: str
    when: Condition
    holds: Test
    adviser_only: str = ""
    blocked_by: str = ""
    point: str = ""
    only_waits: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a value: when it holds, and what it then gives."""

    holds: Test
    gives: Callable[[Person], Any]
    given: Any = None


@dataclass(frozen=True, slots=True)
class Flag:
    """A word that stands beside a route or a plan under a condition; `on` are the outcomes that carry it."""

    name: str
    holds: Test
    gives: Callable[[Person], Any]
    on: tuple[str, ...]
    routes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """What a route opens, and for whom."""

    codes: tuple[str, ...]
    holds: Test


@dataclass(frozen=True, slots=True)
class DeadlineUse:
    """A deadline a route lives by; `own` when the route itself must be done by it."""

    key: str
    holds: Test
    is_own: bool
    protects: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Route:
    """Everything the law files say about one route."""

    id: str
    name: str
    says: str
    family: str
    kind: str
    of: str
    cites: str
    first_day: date
    last_day: date | None
    sure: str
    contested_point: str
    verified_on: date | None
    file: str
    line: int
    gateways: tuple[Clause, ...]
    triggers: tuple[Test, ...]
    sweeps: tuple[Test, ...]
    not_if: tuple[Clause, ...]
    contested: tuple[Clause, ...]
    in_progress: Test | None
    opens_on: tuple[Case, ...]
    raise_from: Callable[[Person], Any] | None
    closes_on: Callable[[Person], Any] | None
    adviser: tuple[Case, ...]
    adviser_first: Test | None
    legal_aid: tuple[Case, ...]
    fee: tuple[Case, ...]
    has_waiver: bool
    contact: tuple[Case, ...]
    safety: Test | None
    consent: str
    evidence: tuple[str, ...]
    weeks: tuple[int, int]
    opens: tuple[Opening, ...]
    interim: tuple[Opening, ...]
    risks: tuple[str, ...]
    deadlines: tuple[DeadlineUse, ...]
    is_irreversible: bool
    is_no_regret: bool
    destroys: bool
    flags: tuple[Flag, ...] = field(default=())

    @property
    def fact(self) -> str:
        """The name under which conditions ask for its outcome."""
        return fact_of(self.id)


def fact_of(route: str) -> str:
    """R-PL-20 is asked for as r_pl_20."""
    return route.lower().replace("-", "_")


def first(cases: tuple[Case, ...], person: Person, default: Any = None) -> Any:
    """What the first case that holds gives; the careful default stands last in the file."""
    for case in cases:
        if case.holds(person) is True:
            return case.gives(person)
    return default


def opened(openings: tuple[Opening, ...], person: Person) -> tuple[str, ...]:
    """What is open to this person; what is not known to be is left out."""
    return tuple(code for one in openings if one.holds(person) is True for code in one.codes)


def always(person: Person) -> bool:
    """What has no condition holds for everybody."""
    return True


def same(value: Any, person: Person) -> Any:
    """A value that is the same for everybody."""
    return value
