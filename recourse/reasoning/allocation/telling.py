"""Why a choice is worth what it is and what it costs, in sentences that a worker can say aloud."""

from __future__ import annotations

from enum import StrEnum

from recourse.reasoning.allocation.criteria import FULL, Basis, Line, Suits, Worth
from recourse.reasoning.allocation.needs import Need
from recourse.reasoning.allocation.netting import Left

_WEEK = 7


class Known(StrEnum):
    """How what is lost is known: by planning again, as a bound the prices prove, or by the last prices."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    LAST_PRICES = "last_prices"


def why(told: Worth, left: Left, need: Need, *, is_priced: bool) -> str:
    """What makes the worth, and with prices what the bed costs people expected: it differs by choice."""
    best = max(_of_person(told), key=lambda line: (line.weight or 1) * line.points)
    most = f", above all for {_FOR[best.basis]} ({best.recorded})" if best.points else ""
    less = [_LESS[line.basis] for line in told.lines if isinstance(line.basis, Suits)]
    now = f"Worth {_points(told.hundredths)}{most}{'; less because ' if less else ''}{' and '.join(less)}."
    return f"{now} {_later(left, need)}" if is_priced else now


def said(
    told: Worth, left: Left, price: float, lost: float, known: Known, *, is_priced: bool
) -> tuple[str, ...]:
    """Term by term, then in all, what one more such place would add, and what is lost by choosing so."""
    criteria = tuple(_line(line) for line in told.lines)
    total = f"In all, {told.hundredths / FULL:.1f} of {FULL} points"
    total += f"; {left.net / FULL:.1f} left after people expected." if is_priced else "."
    whom = _EVERYBODY if is_priced else _WAITING
    others = f"One more place like this would add at most {price / FULL:.1f} points for {whom}."
    losing = _LOST[known].format(whom=whom, points=lost / FULL) if lost else _NOTHING[known]
    return (*criteria, total, others, losing)


def _later(left: Left, need: Need) -> str:
    weeks = max(-(-need.likely_days // _WEEK), 1)
    stay = f"staying about {weeks} week{'' if weeks == 1 else 's'}"
    whom = f"costs people expected {_points(left.takes)}" if left.takes > 0 else "costs nobody expected"
    counted = f"{stay} {whom}{_floor(left.gives)}"
    if left.is_kept:
        return f"Kept for somebody expected: {counted}, so nothing is left of its worth."
    return f"{counted.capitalize()}: {left.net / FULL:.1f} left."


def _floor(gives: int) -> str:
    if not gives:
        return ""
    if gives > 0:
        return f", and the floor for long stays gives {gives / FULL:.1f}"
    return f", and the floor for long stays takes {-gives / FULL:.1f} from shorter ones"


def _points(hundredths: int) -> str:
    return f"{hundredths / FULL:.1f} points"


def _of_person(told: Worth) -> list[Line]:
    return [line for line in told.lines if isinstance(line.basis, Basis)]


def _line(line: Line) -> str:
    if not isinstance(line.basis, Basis):
        return f"{line.what}: {line.points}% of the points are left."
    weight = f", counted {line.weight} times" if line.weight and line.weight > 1 else ""
    return f"{line.what}: {line.recorded}, {line.points} of {FULL} points{weight}."


_WAITING, _EVERYBODY = "all who wait", "all who wait and are expected"
_NOTHING = {
    Known.EXACT: "Nothing is lost by choosing so.",
    Known.AT_LEAST: "The prices show nothing lost by choosing so.",
    Known.LAST_PRICES: "By the last prices nothing is lost by choosing so.",
}
_LOST = {
    Known.EXACT: "Choosing so, {whom} together lose {points:.1f} points.",
    Known.AT_LEAST: "Choosing so, {whom} together lose at least {points:.1f} points.",
    Known.LAST_PRICES: "By the last prices, {whom} together lose about {points:.1f} points.",
}
_FOR: dict[Basis | Suits, str] = {
    Basis.PRESENT_NEED: "how hard things are now",
    Basis.PROSPECTS: "how likely an address is to change the case",
    Basis.WAITING: "the wait",
}
_LESS: dict[Basis | Suits, str] = {
    Suits.NOT_WHERE_ASKED: "it is not in an area they asked for",
    Suits.CLOSES_BEFORE_DONE: "the house closes before they are likely to be done",
    Suits.MORE_SUPPORT_THAN_NEEDED: "the house gives more support than they need",
    Suits.STEP_FREE_NOT_NEEDED: "it has no stairs and they can use stairs",
}
