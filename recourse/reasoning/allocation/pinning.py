"""Decisions that people have made: taken out of the batch, and never against a hard rule."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping

import numpy as np

from recourse.reasoning.allocation import rules, table
from recourse.reasoning.allocation.numbers import Numbers
from recourse.reasoning.allocation.places import Pin

SAID_NO = np.uint16(1 << rules.NAMES.index(rules.VETO))


class CannotStand(ValueError):
    """What people have decided cannot all stand; `problems` says why, a sentence each."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        """Keep the sentences."""
        super().__init__(" ".join(problems))
        self.problems = problems


class Unknown(ValueError):
    """A reference that is not in the batch."""


def take_all(numbers: Numbers, pins: dict[int, Pin], wanted: Iterable[Pin]) -> None:
    """Take every pin, or none and say all that is wrong."""
    problems: list[str] = []
    for pin in wanted:
        try:
            take(numbers, pins, pin)
        except CannotStand as wrong:
            problems += wrong.problems
    if problems:
        raise CannotStand(tuple(problems))


def take(numbers: Numbers, pins: dict[int, Pin], pin: Pin) -> tuple[int, int]:
    """Take a pinned pair out of the batch; gives its row and lot."""
    need, lot = row(numbers, pin.need), lot_of(numbers, pin.place)
    problems = _problems(numbers, pins, pin, need, lot)
    if problems:
        raise CannotStand(problems)
    _move(numbers, need, lot, by=-1)
    pins[need] = pin
    return need, lot


def release(numbers: Numbers, pins: dict[int, Pin], reference: str) -> tuple[int, int]:
    """Give a pinned pair back to the batch."""
    need = row(numbers, reference)
    if need not in pins:
        raise Unknown(f"{reference} is not pinned.")
    lot = lot_of(numbers, pins.pop(need).place)
    _move(numbers, need, lot, by=1)
    return need, lot


def lots(numbers: Numbers, pins: Mapping[int, Pin]) -> dict[int, int]:
    """The lot of each pinned need."""
    return {need: lot_of(numbers, pin.place) for need, pin in pins.items()}


def fit(numbers: Numbers, placed: dict[int, int]) -> None:
    """Leave out of a plan whoever no longer fits beside the pins, those of least worth first."""
    beds, room = numbers.beds.copy(), numbers.room.copy()
    for need, lot in sorted(placed.items(), key=lambda pair: -int(numbers.net[pair])):
        risk, home = int(numbers.is_high_risk[need]), numbers.home_of[lot]
        if beds[lot] < 1 or room[home] < risk:
            del placed[need]
            continue
        beds[lot] -= 1
        room[home] -= risk


def row(numbers: Numbers, need: str) -> int:
    """The row of a need."""
    number = bisect_left(numbers.needs, need, key=lambda one: one.reference)
    if number < len(numbers.needs) and numbers.needs[number].reference == need:
        return number
    raise Unknown(f"Nobody called {need} is in this batch.")


def lot_of(numbers: Numbers, place: str) -> int:
    """The lot that a place is in."""
    for number, lot in enumerate(numbers.lots):
        if place in lot.places:
            return number
    raise Unknown(f"No place called {place} is in this batch.")


def _move(numbers: Numbers, need: int, lot: int, *, by: int) -> None:
    numbers.waits[need] = by > 0
    numbers.beds[lot] += by
    if numbers.is_high_risk[need]:
        numbers.room[numbers.home_of[lot]] += by


def _problems(numbers: Numbers, pins: dict[int, Pin], pin: Pin, need: int, lot: int) -> tuple[str, ...]:
    if need in pins:
        return (f"{pin.need} is pinned to {pins[need].place} already.",)
    if pin.place in {one.place for one in pins.values()}:
        return (f"{pin.place} is pinned to somebody already.",)
    broken = table.names(int(numbers.refused[need, lot]))
    if broken:
        words = "; ".join(rules.WORDS[name] for name in broken)
        return (f"{pin.need} cannot be pinned to {pin.place}: {words}.",)
    if numbers.is_high_risk[need] and numbers.room[numbers.home_of[lot]] < 1:
        return (f"{pin.need} cannot be pinned to {pin.place}: {rules.WORDS['high_risk']}.",)
    return ()
