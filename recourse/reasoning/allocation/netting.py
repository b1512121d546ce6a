"""What is left of an offer's worth after what people still expected would lose by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from recourse.reasoning.allocation.lots import Lot
from recourse.reasoning.allocation.needs import Need

#: No offer is counted for more, or for less than its negative, in hundredths of a point.
FAR = 1_000_000


class Expected(Protocol):
    """People who have not come yet, as prices learned from the past stand for them; hundredths of a point."""

    def takes(self, needs: Sequence[Need], lots: Sequence[Lot]) -> NDArray[np.float64]:
        """What an offer of each lot (columns) to each need (rows) takes from them."""

    def gives(self, needs: Sequence[Need]) -> NDArray[np.float64]:
        """What a floor adds to every offer to each need, so that long stays are not left behind."""


@dataclass(frozen=True, slots=True)
class Left:
    """What one offer takes from people expected, what the floor gives back, and what is left of its worth."""

    takes: int = 0
    gives: int = 0
    net: int = 0

    @property
    def is_kept(self) -> bool:
        """Whether the place does more good kept for somebody expected."""
        return self.net <= 0


def given(needs: Sequence[Need], expected: Expected | None) -> NDArray[np.int32]:
    """What the floor gives each need, in whole hundredths; nought where nothing was learned."""
    if expected is None or not needs:
        return np.zeros(len(needs), np.int32)
    return np.asarray(np.rint(np.clip(expected.gives(needs), -FAR, FAR)), np.int32)


def net(
    worth: NDArray[np.int32],
    gives: NDArray[np.int32],
    needs: Sequence[Need],
    lots: Sequence[Lot],
    expected: Expected | None,
) -> NDArray[np.int32]:
    """What is left of each worth, also below nought, and nought where a rule refuses; else `worth` itself."""
    if expected is None or not worth.size:
        return worth
    takes = np.rint(np.clip(expected.takes(needs, lots), -FAR, FAR)).astype(np.int32)
    left = np.clip(worth - takes + gives[:, None], -FAR, FAR)
    return np.asarray(np.where(worth > 0, left, 0), np.int32)
