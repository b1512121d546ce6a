"""Money as whole pennies: shared out, multiplied and said without losing one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

MOST = 10**14


class BadMoney(ValueError):
    """What was given is no money one can count with; the sentence says what is right."""


def pounds(typed: str) -> int:
    """Pennies of an amount as people write it: "1,250", "£36.50"; raises BadMoney for anything else."""
    try:
        amount = Decimal(typed.strip().removeprefix("£").replace(",", ""))
    except InvalidOperation:
        raise BadMoney(f"{typed.strip()[:30]} is not an amount. Give it as 36 or 36.50.") from None
    pennies = amount * 100
    if not amount.is_finite() or pennies != pennies.to_integral_value() or not 0 <= pennies <= MOST:
        raise BadMoney(f"{typed.strip()[:30]} is not an amount. Give it as 36 or 36.50.")
    return int(pennies)


def said(pennies: int) -> str:
    """An amount in words: "£36", "£36.50", "-£1,250"."""
    whole, rest = divmod(abs(pennies), 100)
    return f"{'-' if pennies < 0 else ''}£{whole:,}" + (f".{rest:02}" if rest else "")


def times(pennies: int, rate: Decimal) -> int:
    """An amount times a rate, to the nearest penny, halves to the even one."""
    return int((pennies * rate).quantize(Decimal(1), rounding=ROUND_HALF_EVEN))


def share_out(pennies: int, weights: Sequence[int]) -> list[int]:
    """Share an amount by weights so that the parts add up to it; the largest remainders get the odd pennies.

    Raises BadMoney when there is no weight above nought, or one below it.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise BadMoney("An amount is shared by weights of nought or more, and not all of them nought.")
    parts = [pennies * weight // whole for weight in weights]
    remainders = [pennies * weight % whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda place: (-remainders[place], place))
    for place in order[: pennies - sum(parts)]:
        parts[place] += 1
    return parts
