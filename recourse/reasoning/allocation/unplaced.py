"""Who is left without a place, and which rule leaves them there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

import numpy as np

from recourse.reasoning.allocation import pinning, rules
from recourse.reasoning.allocation.batch import Batch
from recourse.reasoning.allocation.numbers import Numbers


@dataclass(frozen=True, slots=True)
class Stop:
    """A rule: how many places it keeps from somebody, and how many of them it alone keeps."""

    rule: str
    words: str
    places: int
    alone: int


@dataclass(frozen=True, slots=True)
class Waits:
    """Somebody without a place: how many places would be allowed, what stops the others, and why in words."""

    need: str
    allowed: int
    stops: tuple[Stop, ...]
    why: str


def unplaced(batch: Batch) -> tuple[Waits, ...]:
    """Everybody to whom the plan offers nothing, in the order of their references."""
    facts = batch.numbers
    sizes = np.array([lot.size for lot in facts.lots], np.int64)
    taken = np.zeros(len(facts.lots), np.int64)
    for lot in [*batch.placed.values(), *pinning.lots(facts, batch.pins).values()]:
        taken[lot] += 1
    return tuple(
        _waits(batch, row, sizes, taken)
        for row in range(len(facts.needs))
        if row not in batch.placed and row not in batch.pins
    )


_OUTBID = "by the criteria others gain more from {it}"
_CUT_SHORT = "time ran out before it was known who gains most from {it}"


def _waits(batch: Batch, row: int, sizes: np.ndarray, taken: np.ndarray) -> Waits:
    facts, otherwise = batch.numbers, _CUT_SHORT if batch.is_out_of_time else _OUTBID
    refused = facts.refused[row]
    stops = tuple(stop for stop in _stops(refused, sizes) if stop.places)
    fits = refused == 0
    allowed = int(sizes[fits].sum())
    need = facts.needs[row]
    if not allowed:
        why = _shut(facts, row, stops, batch.as_at)
    elif otherwise is _OUTBID and need.is_high_risk and (sizes[fits] > taken[fits]).any():
        why = "Places are left, each in a house where somebody who needs the same watchfulness goes."
    elif facts.is_priced and not (facts.net[row][fits] > 0).any():
        many = "One place is" if allowed == 1 else f"{allowed} places are"
        why = f"{many} allowed, and kept for somebody expected, who by the prices gains more."
    else:
        many = "One place is" if allowed == 1 else f"{allowed} places are"
        why = f"{many} allowed; {otherwise.format(it='it' if allowed == 1 else 'them')}."
    return Waits(need.reference, allowed, stops, why)


def _stops(refused: np.ndarray, sizes: np.ndarray) -> list[Stop]:
    stops = [
        Stop(
            name,
            rules.WORDS[name],
            int(sizes[refused >> bit & 1 == 1].sum()),
            int(sizes[refused == 1 << bit].sum()),
        )
        for bit, name in enumerate(rules.NAMES)
    ]
    return sorted(stops, key=lambda stop: (-stop.alone, -stop.places))


def _shut(facts: Numbers, row: int, stops: tuple[Stop, ...], as_at: date) -> str:
    if not stops:
        return "There is no place at all."
    first = stops[0]
    if first.alone:
        places = "a place" if first.alone == 1 else f"{first.alone} places"
        why = _said(facts, row, first, as_at)
        return f"No place is allowed. Only one rule keeps {places} from them: {why}."
    return f"No place is allowed, and two rules or more keep each from them; most often: {first.words}."


def _said(facts: Numbers, row: int, stop: Stop, as_at: date) -> str:
    """What the rule says of most of the places that it alone keeps from somebody."""
    if stop.rule == rules.VETO:
        return stop.words
    told: Counter[str] = Counter()
    for lot in np.flatnonzero(facts.refused[row] == 1 << rules.NAMES.index(stop.rule)):
        place = facts.lots[lot].like
        told[rules.RULES[stop.rule](facts.needs[row], place, as_at) or stop.words] += facts.lots[lot].size
    said = told.most_common(1)[0][0].rstrip(".")
    return said[0].lower() + said[1:]


def by_rule(waits: tuple[Waits, ...]) -> dict[str, int]:
    """For each rule, how many people without any place allowed it alone keeps from one."""
    counted = dict.fromkeys(rules.NAMES, 0)
    for one in waits:
        if not one.allowed:
            for stop in one.stops:
                counted[stop.rule] += stop.alone > 0
    return counted
