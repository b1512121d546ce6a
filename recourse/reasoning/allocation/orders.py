"""Taking people in turn: what schemes do without a plan, each person getting the best place still left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from recourse.reasoning.allocation.needs import Need
from recourse.reasoning.allocation.numbers import Numbers


class Turn(StrEnum):
    """Whose turn it is: first come, by present need, or by prospects; whoever waits longer goes first."""

    FIRST_COME = "first_come"
    PRESENT_NEED = "present_need"
    PROSPECTS = "prospects"


def turns(needs: Sequence[Need], turn: Turn) -> list[int]:
    """The rows of the needs in the order of a rule."""
    return sorted(range(len(needs)), key=lambda row: _key(needs[row], turn))


def in_turn(numbers: Numbers, rows: Iterable[int]) -> dict[int, int]:
    """Who gets which lot when each takes what is worth most among what is left and allowed."""
    beds, room = numbers.beds.copy(), numbers.room.copy()
    placed: dict[int, int] = {}
    for need in rows:
        is_risky = bool(numbers.is_high_risk[need])
        worth = numbers.worth[need] * (beds > 0)
        if is_risky:
            worth = worth * (room[numbers.home_of] > 0)
        if not worth.size or not numbers.waits[need] or not worth.max():
            continue
        lot = int(worth.argmax())
        placed[need] = lot
        beds[lot] -= 1
        room[numbers.home_of[lot]] -= is_risky
    return placed


def _key(need: Need, turn: Turn) -> tuple[int, int, str]:
    first = {Turn.FIRST_COME: 0, Turn.PRESENT_NEED: need.present_need, Turn.PROSPECTS: need.prospects}
    return -int(first[turn]), -need.days_waiting, need.reference
