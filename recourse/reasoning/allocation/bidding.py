"""A quick auction: people bid for the lot that is worth most to them, and prices rise to nearly their level.

Its plan is within a few parts in a hundred of the best; it is where the exact search starts from.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from recourse.reasoning.allocation.numbers import Numbers

TOGETHER = 256
STEP = 50
_NEVER = np.float32(-1e9)
Held = list[tuple[float, int]]


@dataclass(slots=True)
class Auction:
    """What the bidding came to: a price for each lot, and who holds which lot."""

    prices: NDArray[np.float32]
    held: list[Held] = field(default_factory=list)

    def placed(self, numbers: Numbers) -> dict[int, int]:
        """Who gets which lot, once no home has more people at high risk than it may."""
        room = numbers.room.copy()
        placed: dict[int, int] = {}
        for lot, holders in enumerate(self.held):
            home = numbers.home_of[lot]
            for _, need in sorted(holders, reverse=True):
                if numbers.is_high_risk[need]:
                    if room[home] < 1:
                        continue
                    room[home] -= 1
                placed[need] = lot
        return placed


def bid(numbers: Numbers) -> Auction:
    """Let everybody bid, those to whom most is at stake first, until nobody has a bid left to make."""
    worth = np.where(numbers.net > 0, numbers.net, _NEVER).astype(np.float32)
    worth[:, numbers.beds < 1] = _NEVER
    auction = Auction(np.zeros(len(numbers.lots), np.float32), [[] for _ in numbers.lots])
    if not worth.size:
        return auction
    stake = np.where(numbers.waits, worth.max(axis=1), 0).astype(np.int64)
    queue = [(-int(stake[need]), need) for need in np.flatnonzero(stake > 0).tolist()]
    heapq.heapify(queue)
    while queue:
        bidders = [heapq.heappop(queue)[1] for _ in range(min(TOGETHER, len(queue)))]
        for outbid in _round(worth, numbers.beds, auction, np.array(bidders)):
            heapq.heappush(queue, (-int(stake[outbid]), outbid))
    return auction


def _round(
    worth: NDArray[np.float32], beds: NDArray[np.int64], auction: Auction, bidders: NDArray[np.intp]
) -> list[int]:
    """One bid of each bidder; gives back who has to bid again."""
    net = worth[bidders] - auction.prices
    row = np.arange(len(bidders))
    first = net.argmax(axis=1)
    most = net[row, first]
    net[row, first] = _NEVER
    over = most - np.maximum(net.max(axis=1), 0) + STEP
    again = []
    for need, lot, gain, raised in zip(
        bidders.tolist(), first.tolist(), most.tolist(), over.tolist(), strict=True
    ):
        if gain > 0:
            outbid = _hold(auction, int(beds[lot]), lot, float(auction.prices[lot]) + raised, need)
            if outbid is not None:
                again.append(outbid)
    return again


def _hold(auction: Auction, beds: int, lot: int, price: float, need: int) -> int | None:
    held = auction.held[lot]
    outbid = None
    if len(held) < beds:
        heapq.heappush(held, (price, need))
    elif price <= held[0][0]:
        return need
    else:
        outbid = heapq.heappushpop(held, (price, need))[1]
    if len(held) == beds:
        auction.prices[lot] = held[0][0]
    return outbid
