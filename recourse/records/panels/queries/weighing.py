"""Everybody who waits and every bed that is free, weighed by what the scheme published, with its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from recourse.reasoning.allocation import pinning, rules, shortlist, spare
from recourse.reasoning.allocation.batch import Batch, solve
from recourse.reasoning.allocation.netting import Expected, Left
from recourse.reasoning.allocation.places import Pin, Place, Veto
from recourse.reasoning.allocation.plan import Plan, Prices
from recourse.reasoning.allocation.shortlist import Choice
from recourse.reasoning.allocation.unplaced import Waits, unplaced
from recourse.records.criteria import gathering
from recourse.records.criteria import queries as stating
from recourse.records.criteria.gathering import Waiting
from recourse.records.criteria.queries import Published
from recourse.records.directory.models import Worker
from recourse.records.panels.models import Word
from recourse.records.panels.queries import ordering
from recourse.records.panels.queries.keeping import last_prices, standing
from recourse.records.panels.queries.ordering import BY_WAIT, Ordered
from recourse.records.panels.words import Said
from recourse.records.people.models import Person
from recourse.records.placements import queries as placements
from recourse.records.placements.queries import BedOnDay
from recourse.records.prices import gathering as past
from recourse.records.prices import queries as nights

#: How long a page waits for each step of the search before it falls back on the last prices.
SECONDS = 4.0


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody a bed is not for, or a bed that is not for somebody: which rules, and why in words."""

    person_id: UUID
    bed_id: UUID
    rules: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(slots=True)
class Weighed:
    """A day's people and beds, what weighs them, and the plan; `of` is missing where nothing is published."""

    on: date
    published: Published | None
    waiting: dict[str, Waiting]
    places: dict[str, Place]
    beds: dict[str, BedOnDay]
    words: list[Word] = field(default_factory=list)
    cannot: list[tuple[Word, str]] = field(default_factory=list)
    of: Batch | None = None
    plan: Plan | None = None
    priced_on: date | None = None
    is_from_last: bool = False
    order: Ordered = BY_WAIT

    @property
    def is_out_of_time(self) -> bool:
        """Whether the search was cut short."""
        return self.plan is not None and self.plan.is_out_of_time

    @property
    def vetoes(self) -> dict[tuple[str, str], Veto]:
        """Every no that stands, by person and home."""
        return {(one.need, one.home): one for one in _vetoes(self.words)}

    def pinned(self) -> dict[str, Word]:
        """The pins that stand, by bed."""
        wrong = {word.pk for word, _ in self.cannot}
        return {
            str(word.bedspace_id): word
            for word in self.words
            if word.kind == Said.PIN and word.pk not in wrong and _is_here(word, self.waiting, self.places)
        }

    def for_bed(self, bed: UUID) -> tuple[Choice, ...]:
        """The five for whom choosing this bed loses least."""
        if self.of is None or str(bed) not in self.places or str(bed) in self.pinned():
            return ()
        pinned = {str(word.person_id) for word in self.pinned().values()}
        found = shortlist.for_place(self.of, str(bed), exactly=True)
        return tuple(one for one in found if one.need not in pinned)

    def for_person(self, person: UUID) -> tuple[Choice, ...]:
        """The five beds that lose least for somebody."""
        pinned = self.pinned()
        if self.of is None or str(person) in {str(word.person_id) for word in pinned.values()}:
            return ()
        found = shortlist.for_need(self.of, str(person), exactly=True)
        return tuple(one for one in found if one.place not in pinned)

    def left(self, person: UUID, bed: str) -> Left:
        """What is left of the worth of an offer after people expected."""
        assert self.of is not None
        numbers = self.of.numbers
        return numbers.left(pinning.row(numbers, str(person)), pinning.lot_of(numbers, bed))

    def left_out(self, *, bed: UUID | None = None, person: UUID | None = None) -> list[LeftOut]:
        """Whom a bed is not for, or which beds are not for somebody, by which rules."""
        needs = [one.need for pk, one in self.waiting.items() if person in (None, UUID(pk))]
        places = [one for pk, one in self.places.items() if bed in (None, UUID(pk))]
        found = [
            (need, place, rules.refusals(need, place, as_at=self.on, vetoes=self.vetoes))
            for need in needs
            for place in places
        ]
        return [
            LeftOut(
                UUID(need.reference),
                UUID(place.reference),
                tuple(one.rule for one in against),
                tuple(one.why for one in against),
            )
            for need, place, against in found
            if against
        ]

    def unplaced(self) -> tuple[Waits, ...]:
        """Who is left without a place, and which rule leaves them there."""
        return unplaced(self.of) if self.of is not None else ()

    def kept(self) -> Mapping[str, str]:
        """By bed, why the plan keeps it for somebody expected."""
        return spare.kept(self.of) if self.of is not None else {}


def weigh(by: Worker, *, on: date, also: Iterable[Person] = (), at_most_seconds: float = SECONDS) -> Weighed:
    """Weigh everybody this worker sees waiting against every bed of their scheme that is free on a day."""
    waits = _waiting(by, on=on, also=also)
    places = {one.reference: one for one in gathering.places(on=on)}
    beds = {str(one.bedspace.pk): one for one in placements.beds_on(on)}
    found = Weighed(on, stating.criteria_of(by.organisation_id, on=on), waits, places, beds, standing(by))
    found.cannot = _cannot_stand(found)
    if found.published is not None:
        kept = nights.prices_of(by.organisation_id, on=on)
        found.order, expected = ordering.order_of(kept, found.published, on=on)
        _solve(found, by, expected, at_most_seconds=at_most_seconds)
    return found


def _waiting(by: Worker, *, on: date, also: Iterable[Person]) -> dict[str, Waiting]:
    """Everybody who waits, with the days their case is likely to take, as the prices were learned with."""
    waits = gathering.waiting(by, on=on, also=also)
    known = {one.need.reference: one.known for one in waits}
    needs = past.likely(by.organisation_id, [one.need for one in waits], known=known)
    return {need.reference: replace(one, need=need) for one, need in zip(waits, needs, strict=True)}


def _solve(found: Weighed, by: Worker, expected: Expected | None, *, at_most_seconds: float) -> None:
    assert found.published is not None
    needs, places = [one.need for one in found.waiting.values()], list(found.places.values())
    prices, priced_on = last_prices(by)
    found.of = solve(
        needs,
        places,
        criteria=found.published.criteria,
        as_at=found.on,
        vetoes=_vetoes(found.words),
        pins=[Pin(str(word.person_id), bed, "") for bed, word in found.pinned().items()],
        at_most_seconds=at_most_seconds,
        last_prices=prices or Prices(),
        expected=expected,
    )
    found.plan, found.is_from_last = found.of.plan(), found.of.is_out_of_time
    found.priced_on = priced_on if found.is_from_last else found.on


def _cannot_stand(found: Weighed) -> list[tuple[Word, str]]:
    """The pins that a rule speaks against by now; the rest is planned without them."""
    wrong: list[tuple[Word, str]] = []
    watched: set[str] = set()
    for word in found.words:
        if word.kind != Said.PIN or not _is_here(word, found.waiting, found.places):
            continue
        need, place = found.waiting[str(word.person_id)].need, found.places[str(word.bedspace_id)]
        against = rules.refusals(need, place, as_at=found.on, vetoes=found.vetoes)
        if against:
            wrong.append((word, " ".join(one.why for one in against)))
        elif need.is_high_risk and place.home.reference in watched:
            wrong.append((word, "Somebody who needs the same watchfulness is pinned to this house."))
        elif need.is_high_risk:
            watched.add(place.home.reference)
    return wrong


def _is_here(word: Word, waiting: dict[str, Waiting], places: dict[str, Place]) -> bool:
    return str(word.person_id) in waiting and str(word.bedspace_id) in places


def _vetoes(words: Iterable[Word]) -> list[Veto]:
    return [Veto(str(word.person_id), str(word.home_id), word.why) for word in words if word.kind == Said.NO]
