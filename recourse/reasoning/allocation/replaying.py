"""The same past under other rules: the same people and beds on the same days, taken in another order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from recourse.reasoning.allocation import numbers, orders
from recourse.reasoning.allocation.criteria import Criteria
from recourse.reasoning.allocation.needs import Need, PresentNeed, Prospects
from recourse.reasoning.allocation.orders import Turn
from recourse.reasoning.allocation.places import Place

WEEK = 7
Band = TypeVar("Band", PresentNeed, Prospects)


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody asked for a place on a day, and from `gone_on` no longer waited."""

    need: Need
    asked_on: date
    gone_on: date | None = None


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A place was ready from a day, and from `gone_on` no longer."""

    place: Place
    ready_on: date
    gone_on: date | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """Who would have had which place, from which day, after how many days."""

    need: str
    place: str
    on: date
    waited: int


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a rule would have done; `worth` in hundredths under the criteria, shares as (placed, asked)."""

    turn: Turn
    given: tuple[Given, ...]
    worth: int
    by_present_need: Mapping[PresentNeed, tuple[int, int]]
    by_prospects: Mapping[Prospects, tuple[int, int]]

    @property
    def mean_wait(self) -> float | None:
        """Days waited by those who would have had a place."""
        return sum(one.waited for one in self.given) / len(self.given) if self.given else None


def side_by_side(
    asked: Sequence[Asked], vacancies: Sequence[Vacancy], *, criteria: Criteria, every_days: int = WEEK
) -> tuple[Replayed, ...]:
    """First come, present need and prospects on the same past."""
    return tuple(
        replay(asked, vacancies, criteria=criteria, turn=turn, every_days=every_days) for turn in Turn
    )


def replay(
    asked: Sequence[Asked],
    vacancies: Sequence[Vacancy],
    *,
    criteria: Criteria,
    turn: Turn,
    every_days: int = WEEK,
) -> Replayed:
    """Decide every so many days, in the order of one rule, from the first day to the last with news.

    A vacancy is filled once. A house to which the rule has sent somebody at high risk takes no other after.
    """
    waiting = {one.need.reference: one for one in asked}
    free = {(one.place.reference, one.ready_on): one for one in vacancies}
    sent: set[str] = set()
    given: list[Given] = []
    worth = 0
    for day in _days(asked, vacancies, every_days):
        people = [one for one in waiting.values() if _is_open(one.asked_on, one.gone_on, day)]
        beds = {one.place.reference: one for one in free.values() if _is_open(one.ready_on, one.gone_on, day)}
        for need, place, gained in _decide(people, list(beds.values()), sent, criteria, turn, day):
            one = waiting.pop(need)
            del free[place, beds[place].ready_on]
            if one.need.is_high_risk:
                sent.add(beds[place].place.home.reference)
            given.append(Given(need, place, day, (day - one.asked_on).days + one.need.days_waiting))
            worth += gained
    had = {one.need for one in given}
    needs = [one.need for one in asked]
    return Replayed(
        turn,
        tuple(given),
        worth,
        _shares(needs, had, PresentNeed, [need.present_need for need in needs]),
        _shares(needs, had, Prospects, [need.prospects for need in needs]),
    )


def _decide(
    people: Sequence[Asked],
    beds: Sequence[Vacancy],
    sent: set[str],
    criteria: Criteria,
    turn: Turn,
    day: date,
) -> list[tuple[str, str, int]]:
    if not people or not beds:
        return []
    needs = [
        replace(one.need, days_waiting=one.need.days_waiting + (day - one.asked_on).days) for one in people
    ]
    places = [_watched(one.place, sent) for one in beds]
    facts = numbers.of(needs, places, criteria=criteria, as_at=day)
    placed = orders.in_turn(facts, orders.turns(facts.needs, turn))
    left = [list(lot.places) for lot in facts.lots]
    return [
        (facts.needs[need].reference, left[lot].pop(0), int(facts.worth[need, lot]))
        for need, lot in placed.items()
    ]


def _watched(place: Place, sent: set[str]) -> Place:
    if place.home.reference not in sent:
        return place
    return replace(place, home=replace(place.home, high_risk_living_there=1))


def _days(asked: Sequence[Asked], vacancies: Sequence[Vacancy], every_days: int) -> list[date]:
    starts = [one.asked_on for one in asked] + [one.ready_on for one in vacancies]
    if not starts:
        return []
    many = (max(starts) - min(starts)).days // every_days + 2
    return [min(starts) + timedelta(days=every_days * number) for number in range(many)]


def _is_open(first_day: date, after_last_day: date | None, day: date) -> bool:
    return first_day <= day and (after_last_day is None or day < after_last_day)


def _shares(
    needs: Sequence[Need], had: set[str], bands: type[Band], recorded: Sequence[Band]
) -> dict[Band, tuple[int, int]]:
    asked = Counter(recorded)
    placed = Counter(band for need, band in zip(needs, recorded, strict=True) if need.reference in had)
    return {band: (placed[band], asked[band]) for band in bands}
