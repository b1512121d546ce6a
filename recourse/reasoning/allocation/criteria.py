"""What an offer is worth: only criteria that the scheme states and publishes, told term by term."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from recourse.reasoning.allocation.needs import Need, PresentNeed, Prospects
from recourse.reasoning.allocation.places import Place

FULL = 100
# A worth is counted in hundredths of a point, so that sums are exact: 10,000 is the most.
MOST = FULL * FULL


class Basis(StrEnum):
    """What a scheme may go by. The list is closed: nothing else about anybody can enter a worth."""

    PRESENT_NEED = "present_need"
    PROSPECTS = "prospects"
    WAITING = "waiting"


class Suits(StrEnum):
    """What may make a place suit somebody less well."""

    NOT_WHERE_ASKED = "not_where_asked"
    CLOSES_BEFORE_DONE = "closes_before_done"
    MORE_SUPPORT_THAN_NEEDED = "more_support_than_needed"
    STEP_FREE_NOT_NEEDED = "step_free_not_needed"


class Mixture(StrEnum):
    """How the criteria come together: as a weighted mean, or each as a share of the one before."""

    ADD = "add"
    MULTIPLY = "multiply"


class NotCriteria(ValueError):
    """What a scheme states cannot be used, and why."""


@dataclass(frozen=True, slots=True)
class Term:
    """One criterion: points from 0 to 100 by recorded band; waiting grows until `full_after_days`."""

    basis: Basis
    weight: int = 1
    points: Mapping[str, int] = field(default_factory=dict)
    full_after_days: int = 0

    def of(self, need: Need) -> int:
        """The points of this criterion for somebody."""
        if self.basis is Basis.WAITING:
            return FULL * min(need.days_waiting, self.full_after_days) // self.full_after_days
        return self.points[band(need, self.basis).name.lower()]


@dataclass(frozen=True, slots=True)
class Criteria:
    """What a scheme goes by, as agreed on a day; `suits` holds the percent left of what suits less well."""

    name: str
    version: str
    agreed_on: date
    terms: tuple[Term, ...]
    mixture: Mixture = Mixture.ADD
    suits: Mapping[Suits, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse criteria that leave something unsaid, or give points outside 0 to 100."""
        bases = [term.basis for term in self.terms]
        if not bases or len(set(bases)) != len(bases):
            raise NotCriteria("State at least one criterion, and none of them twice.")
        for term in self.terms:
            _check(term)
        for suits, left in self.suits.items():
            if not 1 <= left <= FULL:
                raise NotCriteria(f"{suits}: what is left must be from 1 to {FULL} percent, not {left}.")

    @property
    def fingerprint(self) -> str:
        """A hash of everything stated, to be kept with each decision."""
        stated = json.dumps(self.stated(), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return hashlib.sha256(stated.encode()).hexdigest()

    def stated(self) -> dict[str, object]:
        """Everything stated, as plain values; `reading.read` gives the same criteria back."""
        return {
            "name": self.name,
            "version": self.version,
            "agreed_on": self.agreed_on.isoformat(),
            "mixture": self.mixture.value,
            "terms": {term.basis.value: _stated(term) for term in self.terms},
            "suits": {suits.value: left for suits, left in sorted(self.suits.items())},
        }


@dataclass(frozen=True, slots=True)
class Line:
    """One term of a worth: what it is, what is recorded, and what it gives."""

    basis: Basis | Suits
    what: str
    recorded: str
    points: int
    weight: int | None = None


@dataclass(frozen=True, slots=True)
class Worth:
    """What an offer is worth in hundredths of a point, and the terms it is made of."""

    hundredths: int
    lines: tuple[Line, ...]


def band(need: Need, basis: Basis) -> PresentNeed | Prospects:
    """The recorded band a criterion goes by."""
    return need.present_need if basis is Basis.PRESENT_NEED else need.prospects


def of_person(criteria: Criteria, need: Need) -> int:
    """What stands for somebody before any place is looked at, in hundredths of a point."""
    points = [(term.weight, term.of(need)) for term in criteria.terms]
    if criteria.mixture is Mixture.ADD:
        return FULL * sum(weight * each for weight, each in points) // sum(weight for weight, _ in points)
    product = MOST
    for _, each in points:
        product *= each
    return int(product // FULL ** len(points))


def unsuited(need: Need, place: Place, *, as_at: date) -> tuple[Suits, ...]:
    """In which ways a place suits somebody less well; `worth.table` holds the same, all at once."""
    home = place.home
    ways = {
        Suits.NOT_WHERE_ASKED: bool(need.areas_asked_for) and home.area not in need.areas_asked_for,
        Suits.CLOSES_BEFORE_DONE: home.closes_on is not None
        and home.closes_on.toordinal() - as_at.toordinal() < need.likely_days,
        Suits.MORE_SUPPORT_THAN_NEEDED: home.support > need.support,
        Suits.STEP_FREE_NOT_NEEDED: place.is_step_free and need.needs_step_free is False,
    }
    return tuple(way for way, is_so in ways.items() if is_so)


def worth(criteria: Criteria, need: Need, place: Place, *, as_at: date) -> Worth:
    """What an offer is worth, and why; at least a hundredth, for an empty bed helps nobody."""
    lines = [
        Line(term.basis, _WHAT[term.basis], _recorded(term, need), term.of(need), _weight(criteria, term))
        for term in criteria.terms
    ]
    product, over = of_person(criteria, need), 1
    for way in unsuited(need, place, as_at=as_at):
        if way in criteria.suits:
            product, over = product * criteria.suits[way], over * FULL
            lines.append(Line(way, _WHAT[way], "what is left, in percent", criteria.suits[way]))
    return Worth(max(1, product // over), tuple(lines))


_WHAT = {
    Basis.PRESENT_NEED: "How hard things are now",
    Basis.PROSPECTS: "How likely a stable address is to change the case, as an adviser judges",
    Basis.WAITING: "How long they have waited",
    Suits.NOT_WHERE_ASKED: "It is not in an area they asked for",
    Suits.CLOSES_BEFORE_DONE: "The house closes before they are likely to be done",
    Suits.MORE_SUPPORT_THAN_NEEDED: "The house gives more support than they need",
    Suits.STEP_FREE_NOT_NEEDED: "It has no stairs, and they can use stairs",
}


def _recorded(term: Term, need: Need) -> str:
    if term.basis is Basis.WAITING:
        return "1 day" if need.days_waiting == 1 else f"{need.days_waiting} days"
    return band(need, term.basis).name.lower().replace("_", " ")


def _weight(criteria: Criteria, term: Term) -> int | None:
    return term.weight if criteria.mixture is Mixture.ADD else None


def _stated(term: Term) -> dict[str, object]:
    if term.basis is Basis.WAITING:
        return {"weight": term.weight, "full_after_days": term.full_after_days}
    return {"weight": term.weight, "points": dict(sorted(term.points.items()))}


def _check(term: Term) -> None:
    if term.weight < 1:
        raise NotCriteria(f"{term.basis}: a criterion weighs at least 1, not {term.weight}.")
    if term.basis is Basis.WAITING:
        if term.full_after_days < 1 or term.points:
            raise NotCriteria("waiting: say after how many days it counts in full, and no points.")
        return
    bands = PresentNeed if term.basis is Basis.PRESENT_NEED else Prospects
    wanted = {one.name.lower() for one in bands}
    if set(term.points) != wanted:
        raise NotCriteria(f"{term.basis}: give points for each of {', '.join(sorted(wanted))}, no other.")
    wrong = [name for name, points in term.points.items() if not 0 <= points <= FULL]
    if wrong:
        raise NotCriteria(f"{term.basis}: points go from 0 to {FULL}; see {', '.join(sorted(wrong))}.")
