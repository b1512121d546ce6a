"""What every offer is worth, all needs and all lots at once: nought where a hard rule refuses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from recourse.reasoning.allocation import criteria as stating
from recourse.reasoning.allocation import table
from recourse.reasoning.allocation.criteria import FULL, Criteria, Suits
from recourse.reasoning.allocation.lots import Lot
from recourse.reasoning.allocation.needs import Need

BLOCK = 512
Bools = NDArray[np.bool_]


def worths(
    criteria: Criteria,
    needs: Sequence[Need],
    lots: Sequence[Lot],
    refused: NDArray[np.uint16],
    *,
    as_at: date,
) -> NDArray[np.int32]:
    """Hundredths of a point for each need (rows) and lot (columns); at least one where no rule refuses."""
    made = np.zeros(refused.shape, np.int32)
    person = np.array([stating.of_person(criteria, need) for need in needs], np.int64)
    ways = [(_WAYS[way], left) for way, left in criteria.suits.items()]
    for first in range(0, len(needs), BLOCK):
        rows = slice(first, first + BLOCK)
        some = needs[rows]
        product = np.repeat(person[rows, None], len(lots), axis=1)
        over = np.ones_like(product)
        for unsuited, left in ways:
            wherever = unsuited(some, lots, as_at)
            product *= np.where(wherever, left, 1)
            over *= np.where(wherever, FULL, 1)
        made[rows] = np.where(refused[rows] == 0, np.maximum(1, product // over), 0)
    return made


def _not_where_asked(needs: Sequence[Need], lots: Sequence[Lot], as_at: date) -> Bools:
    asked = np.array([bool(need.areas_asked_for) for need in needs], np.bool_)[:, None]
    return np.asarray(asked & ~table.within(needs, lots, lambda need: need.areas_asked_for))


def _closes_before_done(needs: Sequence[Need], lots: Sequence[Lot], as_at: date) -> Bools:
    likely = np.array([need.likely_days for need in needs], np.int32)[:, None]
    return np.asarray(table.days_open(lots, as_at=as_at)[None, :] < likely)


def _more_support(needs: Sequence[Need], lots: Sequence[Lot], as_at: date) -> Bools:
    given = np.array([lot.like.home.support for lot in lots], np.int8)[None, :]
    return np.asarray(given > np.array([need.support for need in needs], np.int8)[:, None])


def _step_free_not_needed(needs: Sequence[Need], lots: Sequence[Lot], as_at: date) -> Bools:
    has = np.array([lot.like.is_step_free for lot in lots], np.bool_)[None, :]
    return np.asarray(has & np.array([need.needs_step_free is False for need in needs], np.bool_)[:, None])


_WAYS = {
    Suits.NOT_WHERE_ASKED: _not_where_asked,
    Suits.CLOSES_BEFORE_DONE: _closes_before_done,
    Suits.MORE_SUPPORT_THAN_NEEDED: _more_support,
    Suits.STEP_FREE_NOT_NEEDED: _step_free_not_needed,
}
