"""After one word: the plan mended where it was touched, along the cheapest chain of moves.

From prices that prove a plan, one person or one bed is left over. Somebody may take the bed of somebody who
takes the bed of a third, until one waits or a bed stands empty; the chain that costs least by the prices is
found as roads are, and the prices on it move by what it cost. Chains of people at high risk can cross in a
home, which this does not follow: whether the mended plan is the best, the ceiling says.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from recourse.reasoning.allocation.ceiling import Ceiling
from recourse.reasoning.allocation.numbers import Numbers

_FAR = 2**29
_NOWHERE = -1


class Mending:
    """A plan as where everybody is, and the ceiling whose prices move with it."""

    def __init__(self, numbers: Numbers, ceiling: Ceiling, placed: dict[int, int]) -> None:
        """Take the plan as it stands; the ceiling is moved, the plan is not."""
        self.numbers, self.ceiling = numbers, ceiling
        self.where = np.full(len(numbers.needs), _NOWHERE, np.intp)
        self.where[list(placed)] = list(placed.values())

    def mend(self, needs: Iterable[int], lots: Iterable[int]) -> dict[int, int] | None:
        """Settle these people and lots; gives the plan, or nothing when it breaks a rule."""
        lots = sorted(set(lots))
        for lot in lots:
            if self._free()[lot] < 0:
                self._seek(lot=lot)
        for need in needs:
            if self.numbers.waits[need] and self.where[need] == _NOWHERE and self.ceiling.left[need]:
                self._seek(need=need)
        for lot in lots:
            if self._free()[lot] > 0 and self.ceiling.lots[lot]:
                self._fill(lot)
        if (self._free() < 0).any() or (self._room() < 0).any():
            return None
        placed = np.flatnonzero(self.where >= 0)
        return dict(zip(placed.tolist(), self.where[placed].tolist(), strict=True))

    def _seek(self, *, need: int = _NOWHERE, lot: int = _NOWHERE) -> None:
        """Find a bed for a person, or for one of a lot that has too many, and let the last one wait."""
        free, room = self._free(), self._room()
        far = np.full(len(free), _FAR, np.int64)
        done = np.zeros(len(free), np.bool_)
        by = np.full(len(free), _NOWHERE, np.intp)
        cost, last, into, somebody = _FAR, _NOWHERE, _NOWHERE, [(need, 0)]
        if lot != _NOWHERE:
            far[lot], done[lot] = 0, True
            somebody = [(one, 0) for one in self._living_in(lot)]
        while True:
            for one, so_far in somebody:
                reach = so_far + self._short(one, room)
                nearer = (reach < far) & ~done
                far[nearer], by[nearer] = reach[nearer], one
                if so_far + self.ceiling.left[one] < cost:
                    cost, last = so_far + int(self.ceiling.left[one]), one
            nearest = int(np.where(done, _FAR, far).argmin())
            so_far = int(far[nearest])
            if done[nearest] or so_far >= cost:
                break
            if free[nearest] > 0:
                cost, last, into = so_far, int(by[nearest]), nearest
                break
            done[nearest] = True
            somebody = [(one, so_far) for one in self._living_in(nearest)]
        while last != _NOWHERE:
            into, self.where[last] = int(self.where[last]), into
            last = int(by[into]) if into not in (_NOWHERE, lot) else _NOWHERE
        self._move(np.where(done, np.maximum(cost - far, 0), 0))

    def _fill(self, lot: int) -> None:
        """Find somebody for a bed, and somebody for the bed that they leave, or let one stand empty."""
        room = self._room()
        far = np.full(len(self.numbers.lots), _FAR, np.int64)
        done = np.zeros(len(far), np.bool_)
        onward = np.full((len(far), 2), _NOWHERE, np.intp)
        cost, newcomer, begin, nearest, far[lot] = _FAR, _NOWHERE, lot, lot, 0
        while not done[nearest] and far[nearest] < cost:
            so_far, done[nearest] = int(far[nearest]), True
            if so_far + self.ceiling.lots[nearest] < cost:
                cost, newcomer, begin = so_far + int(self.ceiling.lots[nearest]), _NOWHERE, nearest
            short = so_far + self._short_of(nearest, room)
            near = np.flatnonzero(short < cost)
            near = near[np.argsort(-short[near], kind="stable")]
            waiting = near[self.where[near] == _NOWHERE]
            if len(waiting):
                cost, newcomer, begin = int(short[waiting[-1]]), int(waiting[-1]), nearest
            housed = near[self.where[near] != _NOWHERE]
            housed = housed[short[housed] < far[self.where[housed]]]
            housed = housed[~done[self.where[housed]]]
            far[self.where[housed]] = short[housed]
            onward[self.where[housed], 0], onward[self.where[housed], 1] = housed, nearest
            nearest = int(np.where(done, _FAR, far).argmin())
        if newcomer != _NOWHERE:
            self.where[newcomer] = begin
        while begin != lot:
            one, begin = onward[begin].tolist()
            self.where[one] = begin
        self._move(-np.where(done, np.maximum(cost - far, 0), 0))

    def _short(self, need: int, room: NDArray[np.int64]) -> NDArray[np.int64]:
        """By how much each lot is worse for somebody than their best."""
        numbers = self.numbers
        short = self.ceiling.left[need] - self.ceiling.after(slice(need, need + 1), slice(None))[0]
        if numbers.is_high_risk[need]:
            own = numbers.home_of[self.where[need]] if self.where[need] != _NOWHERE else _NOWHERE
            short[(room[numbers.home_of] < 1) & (numbers.home_of != own)] = _FAR
        return np.asarray(short, np.int64)

    def _short_of(self, lot: int, room: NDArray[np.int64]) -> NDArray[np.int64]:
        """By how much a lot is worse for each person than their best."""
        numbers, home = self.numbers, self.numbers.home_of[lot]
        short = self.ceiling.left - self.ceiling.after(slice(None), slice(lot, lot + 1))[:, 0]
        short[~numbers.waits] = _FAR
        if room[home] < 1:
            lives_there = (self.where != _NOWHERE) & (numbers.home_of[self.where] == home)
            short[numbers.is_high_risk & ~lives_there] = _FAR
        return np.asarray(short, np.int64)

    def _living_in(self, lot: int) -> list[int]:
        return np.flatnonzero(self.where == lot).tolist()

    def _free(self) -> NDArray[np.int64]:
        """How many beds of each lot are left."""
        taken = np.bincount(self.where[self.where >= 0], minlength=len(self.numbers.lots))
        return np.asarray(self.numbers.beds - taken)

    def _room(self) -> NDArray[np.int64]:
        """How many more people at high risk each home may take."""
        risky = self.where[self.numbers.is_high_risk & (self.where >= 0)]
        taken = np.bincount(self.numbers.home_of[risky], minlength=len(self.numbers.homes))
        return np.asarray(self.numbers.room - taken)

    def _move(self, by: NDArray[np.int64]) -> None:
        self.ceiling.move(self.ceiling.lots + by.astype(np.int32), self.ceiling.watch)
