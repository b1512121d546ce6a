"""What a night and an outcome cost: the two figures every funder asks."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal


def per_night(pennies: int, nights: int) -> int | None:
    """Pennies a night lived in, to the nearest penny; nothing where there was none."""
    return _each(pennies, nights)


def per_outcome(pennies: int, people: int) -> int | None:
    """Pennies for each person helped to an outcome, to the nearest penny; nothing where nobody was."""
    return _each(pennies, people)


def _each(pennies: int, count: int) -> int | None:
    if count <= 0:
        return None
    return int((Decimal(pennies) / count).quantize(Decimal(1), rounding=ROUND_HALF_EVEN))
