"""Which free places the plan keeps for somebody expected, though somebody waiting could live there."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from recourse.reasoning.allocation.batch import Batch
from recourse.reasoning.allocation.criteria import FULL


def kept(batch: Batch) -> Mapping[str, str]:
    """By place, why it is kept; a place nobody without one could live in is not kept, it is left over."""
    facts = batch.numbers
    if not facts.is_priced or batch.is_out_of_time:
        return {}
    offered = {offer.place for offer in batch.plan().offers}
    without = facts.waits.copy()
    without[list(batch.placed)] = False
    found: dict[str, str] = {}
    for lot, one in enumerate(facts.lots):
        some = np.flatnonzero(without & (facts.refused[:, lot] == 0))
        if not len(some) or facts.net[some, lot].max() > 0:
            continue
        need = int(some[facts.net[some, lot].argmax()])
        left = facts.left(need, lot)
        worth, cost = int(facts.worth[need, lot]) / FULL, (left.takes - left.gives) / FULL
        why = (
            f"Kept for somebody expected: the best offer today is worth {worth:.1f} points "
            f"and would cost them {cost:.1f}."
        )
        found |= {place: why for place in one.places if place not in offered}
    return found
