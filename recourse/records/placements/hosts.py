"""Which homes of hosts can be offered, and to whom: asked of the room above that keeps hosts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

#: So many first stays with hosts are with an experienced one.
FIRST_STAYS = 2
NOT_KNOWN = "Nobody entered this host yet"
FIRST_WITH_EXPERIENCED = "Their first two stays with hosts are with an experienced host"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a host stands on a day: why no bed of theirs can be offered, and whether they are experienced."""

    why_closed: str = ""
    is_experienced: bool = False


UNKNOWN = Standing(why_closed=NOT_KNOWN)
Answer = Callable[[Collection[UUID], date], Mapping[UUID, Standing]]
_answers: list[Answer] = []


def answered_by(answer: Answer) -> None:
    """Say who answers how the hosts of some homes stand on a day."""
    _answers[:] = [answer]


def standing(homes: Collection[UUID], *, on: date) -> dict[UUID, Standing]:
    """How the host of each of these homes stands on a day; of one nobody entered, that."""
    if not homes:
        return {}
    known = {home: one for answer in _answers for home, one in answer(homes, on).items()}
    return {home: known.get(home, UNKNOWN) for home in homes}
