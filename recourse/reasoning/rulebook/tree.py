"""The one immutable tree that the law files become; every reader walks this and keeps no copy of the law."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

APPLICANT = "applicant"
SELF = ""


class Kind(StrEnum):
    """What a definition gives: an outcome a person sees, a yes-or-no test, or a value."""

    ENTITLEMENT = "entitlement"
    TEST = "test"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Always:
    """A condition that is the same for everybody."""

    holds: bool


@dataclass(frozen=True, slots=True)
class Is:
    """A yes-or-no fact, of the person or (`of`) of the applicant."""

    name: str
    of: str = SELF


@dataclass(frozen=True, slots=True)
class Holds:
    """Another definition: true when its test is met or its outcome is open."""

    name: str
    of: str = SELF


@dataclass(frozen=True, slots=True)
class OneOf:
    """A value with one code, and whether that code is in the list."""

    what: Expression
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Has:
    """A fact with several codes, and whether it has any in the list."""

    what: Expression
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Nothing:
    """Whether it is known that there is none."""

    what: Expression


@dataclass(frozen=True, slots=True)
class Compare:
    """A number or a day against another."""

    left: Expression
    sign: str
    right: Expression


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


@dataclass(frozen=True, slots=True)
class Among:
    """Over the children or the household: `how` is any, no or every; the part is read of each member."""

    how: str
    who: str
    part: Condition


@dataclass(frozen=True, slots=True)
class UnlessAsked:
    """Assumed not to hold until it is shown that it does."""

    part: Condition


Condition = Always | Is | Holds | OneOf | Has | Nothing | Compare | All | Some | Not | Among | UnlessAsked


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, a day, a code or a yes-or-no written in the law; None is "none"."""

    value: int | float | date | str | bool | None


@dataclass(frozen=True, slots=True)
class AsAt:
    """The day the question is asked of."""


@dataclass(frozen=True, slots=True)
class FactValue:
    """What a fact says."""

    name: str
    of: str = SELF


@dataclass(frozen=True, slots=True)
class ValueOf:
    """What a value definition gives."""

    name: str
    of: str = SELF


@dataclass(frozen=True, slots=True)
class AmountOf:
    """A dated amount."""

    name: str


@dataclass(frozen=True, slots=True)
class Shift:
    """A day moved by a number of days, months, years or working days (`count` is negative for earlier)."""

    start: Expression
    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class Sum:
    """One number plus (or, with `sign` -1, less) another."""

    left: Expression
    sign: int
    right: Expression


@dataclass(frozen=True, slots=True)
class Apply:
    """One of the functions on days."""

    function: str
    arguments: tuple[Expression, ...]


Expression = Literal | AsAt | FactValue | ValueOf | AmountOf | Shift | Sum | Apply


@dataclass(frozen=True, slots=True)
class Rule:
    """One provision: when it holds, unless an exception does; where it is written, and when it is law."""

    id: str
    says: str
    when: Condition
    unless: tuple[Rule, ...]
    cites: str
    first_day: date
    last_day: date | None
    sure: str
    contested: str
    gives: str
    verified_on: date | None
    reads_at: str
    note: str
    file: str
    line: int
    value: Expression | None = None


@dataclass(frozen=True, slots=True)
class Caution:
    """A sentence that travels with an answer, always or when a condition is not ruled out."""

    id: str
    when: Condition


@dataclass(frozen=True, slots=True)
class Definition:
    """One key: everything the law says about one question."""

    key: str
    kind: Kind
    topic: str
    title: str
    asks: str
    file: str
    line: int
    decided_by: str = ""
    challenge: tuple[tuple[str, str | int], ...] = ()
    gives: str = "eligible"
    warnings: tuple[Caution, ...] = ()
    not_applicable: tuple[Rule, ...] = ()
    requires: tuple[Rule, ...] = ()
    opens: tuple[Rule, ...] | None = None
    bars: tuple[Rule, ...] = ()
    cases: tuple[Rule, ...] = ()
    otherwise: Expression | None = None
    if_granted: tuple[tuple[str, Expression], ...] = ()
    gives_type: str = ""
    unit: str = ""
    matter: str = ""
    applicant: str = ""
    says: dict[str, str] = field(default_factory=dict, compare=False)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Its own rules, exceptions not counted."""
        return self.not_applicable + self.requires + (self.opens or ()) + self.bars + self.cases


@dataclass(frozen=True, slots=True)
class Amount:
    """One dated figure and its source."""

    name: str
    value: int | float
    unit: str
    first_day: date
    last_day: date | None
    cites: str
    sure: str
    file: str
    line: int
