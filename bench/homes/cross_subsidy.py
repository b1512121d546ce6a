"""The money of a published scheme: how many free rooms it carries, and how long a thousand futures take."""

from __future__ import annotations

import time
from decimal import Decimal

from bench.report import Figure
from recourse.reasoning import money
from recourse.reasoning.money import Worse

COUNCIL = frozenset({"Council pays"})
STRESS = Worse(
    voids_rise=Decimal("0.10"),
    council_falls=Decimal("0.15"),
    weeks_late=Decimal(4),
    council=COUNCIL,
    refugees=COUNCIL,
)


def measure() -> list[Figure]:
    """The free rooms carried by 18 council-paid places, and the runway when three things go wrong at once."""
    six, seven = (money.carried(money.praxis(singles=rooms)) for rooms in (6, 7))
    began = time.perf_counter()
    told = money.runway(money.praxis(singles=6), STRESS, seed=1)
    took = time.perf_counter() - began
    return [
        Figure(
            "Free rooms carried by 18 council-paid places at 95% (£36 a night assumed)",
            f"{float(six.exactly):.2f} of 24 rooms, {float(seven.exactly):.2f} of 25",
            "6 to 7",
        ),
        Figure(
            f"Runway if all three go wrong, {told.futures:,} futures of 36 months",
            f"{_said(told.months)} months ({_said(told.low)} to {_said(told.high)}), "
            f"runs out in {100 * told.runs_out:.0f} of 100; {took:.2f} s",
        ),
    ]


def _said(months: int | None) -> str:
    return "more than 36" if months is None else str(months)
