"""One batch as numbers: what each pair is worth, what is left in each lot, and who needs watchfulness."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from recourse.reasoning.allocation import lots as lotting
from recourse.reasoning.allocation import netting, rules, table
from recourse.reasoning.allocation.criteria import Criteria
from recourse.reasoning.allocation.lots import Lot
from recourse.reasoning.allocation.needs import Need
from recourse.reasoning.allocation.netting import Expected, Left
from recourse.reasoning.allocation.places import Place, Veto
from recourse.reasoning.allocation.worth import worths

Pairs = tuple[NDArray[np.intp], NDArray[np.intp]]


class SaidTwice(ValueError):
    """Two needs or two places have one reference."""


@dataclass(slots=True)
class Numbers:
    """`worth` has a row a need and a column a lot, in hundredths of a point, nought where it cannot be.

    `net` is what the plan counts: what is left of the worth after people still expected, and `worth` itself
    where nothing was learned of them; only above nought is a place offered. `gives` is the floor's, by need.
    `beds` is what is left of each lot, `room` how many more people at high risk a home may take, `waits`
    whether a need is still to be placed by the plan.
    """

    needs: tuple[Need, ...]
    lots: tuple[Lot, ...]
    homes: tuple[str, ...]
    refused: NDArray[np.uint16]
    worth: NDArray[np.int32]
    net: NDArray[np.int32]
    gives: NDArray[np.int32]
    home_of: NDArray[np.intp]
    is_high_risk: NDArray[np.bool_]
    beds: NDArray[np.int64]
    room: NDArray[np.int64]
    waits: NDArray[np.bool_]

    def lots_of(self, home: str) -> NDArray[np.intp]:
        """The lots of a home."""
        return np.flatnonzero(self.home_of == self.homes.index(home))

    @property
    def is_priced(self) -> bool:
        """Whether anything was learned of people still expected."""
        return self.net is not self.worth

    def left(self, need: int, lot: int) -> Left:
        """What is left of one offer, and what was taken and given."""
        worth, gives, net = int(self.worth[need, lot]), int(self.gives[need]), int(self.net[need, lot])
        return Left(worth + gives - net, gives, net)


def of(
    needs: Sequence[Need],
    places: Sequence[Place],
    *,
    criteria: Criteria,
    as_at: date,
    vetoes: Iterable[Veto] = (),
    expected: Expected | None = None,
) -> Numbers:
    """The batch as numbers, in the order of references, whatever order it came in."""
    waiting = tuple(sorted(needs, key=lambda need: need.reference))
    _once([need.reference for need in waiting], "needs")
    _once([place.reference for place in places], "places")
    lots = lotting.gathered(places)
    of_home = {place.home.reference: place.home for place in places}
    homes = tuple(sorted(of_home))
    where = {home: number for number, home in enumerate(homes)}
    refused = table.refusing(waiting, lots, as_at=as_at, vetoes=vetoes)
    worth = worths(criteria, waiting, lots, refused, as_at=as_at)
    gives = netting.given(waiting, expected)
    taken = np.array([of_home[home].high_risk_living_there for home in homes], np.int64)
    return Numbers(
        needs=waiting,
        lots=lots,
        homes=homes,
        refused=refused,
        worth=worth,
        net=netting.net(worth, gives, waiting, lots, expected),
        gives=gives,
        home_of=np.array([where[lot.home] for lot in lots], np.intp),
        is_high_risk=np.array([need.is_high_risk for need in waiting], np.bool_),
        beds=np.array([lot.size for lot in lots], np.int64),
        room=np.maximum(0, rules.HIGH_RISK_A_HOME - taken),
        waits=np.ones(len(waiting), np.bool_),
    )


def best_of_each_row(values: NDArray[np.int32], at_most: int) -> Pairs:
    """For each row, the columns of its largest values above nought, at most so many."""
    row, column = np.nonzero(values > 0)
    order = np.lexsort((column, -values[row, column], row))
    row, column = row[order], column[order]
    first = np.searchsorted(row, np.arange(values.shape[0]))
    kept = np.arange(len(row)) - first[row] < at_most
    return row[kept], column[kept]


def _once(references: Sequence[str], what: str) -> None:
    twice = sorted(one for one, times in Counter(references).items() if times > 1)
    if twice:
        raise SaidTwice(f"Each of the {what} has a reference of its own; twice here: {', '.join(twice[:5])}.")
