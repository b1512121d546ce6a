"""The feasibility table: every hard rule over all needs and all lots at once, a bit for each rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recourse.reasoning.allocation import rules
from recourse.reasoning.allocation.lots import Lot
from recourse.reasoning.allocation.needs import Gender, Household, Need
from recourse.reasoning.allocation.places import Home, Kind, Veto, WhoFor

Bools = NDArray[np.bool_]
_NEVER = date.max.toordinal()
_GENDERS = {gender: number for number, gender in enumerate(Gender)}
_TAKES = {WhoFor.WOMEN: _GENDERS[Gender.WOMAN], WhoFor.MEN: _GENDERS[Gender.MAN]}


def refusing(
    needs: Sequence[Need], lots: Sequence[Lot], *, as_at: date, vetoes: Iterable[Veto] = ()
) -> NDArray[np.uint16]:
    """A row for each need, a column for each lot: the rules that refuse, bit by bit in `rules.NAMES`."""
    table = np.zeros((len(needs), len(lots)), np.uint16)
    if not len(needs) or not len(lots):
        return table
    for bit, name in enumerate(rules.RULES):
        refused = _COLUMNS[name](needs, lots, as_at)
        table |= refused.astype(np.uint16) << np.uint16(bit)
    _say_no(table, needs, lots, vetoes)
    return table


def names(bits: int) -> tuple[str, ...]:
    """The rules a cell of the table holds."""
    return tuple(name for bit, name in enumerate(rules.NAMES) if bits >> bit & 1)


def _say_no(
    table: NDArray[np.uint16], needs: Sequence[Need], lots: Sequence[Lot], vetoes: Iterable[Veto]
) -> None:
    row = {need.reference: number for number, need in enumerate(needs)}
    columns: dict[str, list[int]] = {}
    for number, lot in enumerate(lots):
        columns.setdefault(lot.home, []).append(number)
    bit = np.uint16(1 << rules.NAMES.index(rules.VETO))
    for veto in vetoes:
        if veto.need in row and veto.home in columns:
            table[row[veto.need], columns[veto.home]] |= bit


def _of_needs(needs: Sequence[Need], read: Callable[[Need], Any], kind: Any) -> NDArray[Any]:
    return np.fromiter((read(need) for need in needs), kind, len(needs))[:, None]


def _of_lots(lots: Sequence[Lot], read: Callable[[Lot], Any], kind: Any) -> NDArray[Any]:
    return np.fromiter((read(lot) for lot in lots), kind, len(lots))[None, :]


def _genders(needs: Sequence[Need]) -> NDArray[Any]:
    return _of_needs(needs, lambda need: _GENDERS[need.gender], np.int8)


def _who_for(needs: Sequence[Need], lots: Sequence[Lot], as_at: date) -> Bools:
    takes = _of_lots(lots, lambda lot: _TAKES.get(lot.like.home.who_for, -1), np.int8)
    families = _of_lots(lots, lambda lot: lot.like.home.who_for is WhoFor.FAMILIES, np.bool_)
    is_family = _of_needs(needs, lambda need: need.household is Household.FAMILY, np.bool_)
    return np.asarray((takes >= 0) & (_genders(needs) != takes) | families & ~is_family)


def _room_for(needs: Sequence[Need], lots: Sequence[Lot], as_at: date) -> Bools:
    shared = _of_lots(lots, lambda lot: lot.like.room_is_shared, np.bool_)
    takes = _of_lots(lots, lambda lot: _TAKES.get(lot.like.room_for, -1), np.int8)
    unsaid = shared & (takes < 0) & _of_lots(lots, lambda lot: lot.like.home.who_for not in _TAKES, np.bool_)
    return np.asarray(unsaid | shared & (takes >= 0) & (_genders(needs) != takes))


def _unit(needs: Sequence[Need], lots: Sequence[Lot], as_at: date) -> Bools:
    wants = _of_needs(needs, lambda need: need.needs_family_unit, np.bool_)
    return np.asarray(wants != _of_lots(lots, lambda lot: lot.like.is_family_unit, np.bool_))


def _size(needs: Sequence[Need], lots: Sequence[Lot], as_at: date) -> Bools:
    sleeps = _of_lots(lots, lambda lot: lot.like.sleeps, np.int32)
    return np.asarray(_of_needs(needs, lambda need: need.size, np.int32) > sleeps)


def _step_free(needs: Sequence[Need], lots: Sequence[Lot], as_at: date) -> Bools:
    has = _of_lots(lots, lambda lot: lot.like.is_step_free, np.bool_)
    return np.asarray(_of_needs(needs, lambda need: need.needs_step_free is True, np.bool_) & ~has)


def _funding(needs: Sequence[Need], lots: Sequence[Lot], as_at: date) -> Bools:
    refused = np.zeros((len(needs), len(lots)), np.bool_)
    for kind in (Kind.FREE, Kind.RENT_PAYING, Kind.COUNCIL):
        refused |= _of_needs(needs, partial(_cannot, kind), np.bool_) & _of_lots(
            lots, partial(_is, kind), np.bool_
        )
    return refused


def _cannot(kind: Kind, need: Need) -> bool:
    return kind not in need.funding


def _is(kind: Kind, lot: Lot) -> bool:
    return lot.like.kind is kind


def _statutory(needs: Sequence[Need], lots: Sequence[Lot], as_at: date) -> Bools:
    offered = _of_needs(needs, lambda need: need.has_statutory_offer and not need.free_bed_agreed, np.bool_)
    return np.asarray(offered & _of_lots(lots, lambda lot: lot.like.kind is Kind.FREE, np.bool_))


def _reserved(needs: Sequence[Need], lots: Sequence[Lot], as_at: date) -> Bools:
    refused = np.zeros((len(needs), len(lots)), np.bool_)
    for number, lot in enumerate(lots):
        if lot.like.kind is Kind.RESERVED:
            kept = lot.like.reserved_for
            refused[:, number] = [need.reference not in kept for need in needs]
    return refused


def _support(needs: Sequence[Need], lots: Sequence[Lot], as_at: date) -> Bools:
    given = _of_lots(lots, lambda lot: lot.like.home.support, np.int8)
    return np.asarray(_of_needs(needs, lambda need: need.support, np.int8) > given)


def within(needs: Sequence[Need], lots: Sequence[Lot], read: Callable[[Need], frozenset[str]]) -> Bools:
    """Whether each lot's area is among those that `read` gives of each need."""
    areas = sorted({lot.like.home.area for lot in lots})
    named = np.array([[area in read(need) for area in areas] for need in needs], np.bool_)
    where = {area: number for number, area in enumerate(areas)}
    return np.asarray(named[:, [where[lot.like.home.area] for lot in lots]])


def _excluded(needs: Sequence[Need], lots: Sequence[Lot], as_at: date) -> Bools:
    return within(needs, lots, lambda need: need.areas_excluded)


def _tied(needs: Sequence[Need], lots: Sequence[Lot], as_at: date) -> Bools:
    is_tied = _of_needs(needs, lambda need: bool(need.areas_tied), np.bool_)
    return np.asarray(is_tied & ~within(needs, lots, lambda need: need.areas_tied))


def days_open(lots: Sequence[Lot], *, as_at: date) -> NDArray[np.int32]:
    """How many days each lot's home stays open; without a closing day, longer than anybody needs."""
    return np.array(
        [
            (home.closes_on.toordinal() if home.closes_on else _NEVER) - as_at.toordinal()
            for home in _homes(lots)
        ],
        np.int32,
    )


def _closing(needs: Sequence[Need], lots: Sequence[Lot], as_at: date) -> Bools:
    least = _of_needs(needs, lambda need: need.least_days, np.int32)
    return np.asarray(least > days_open(lots, as_at=as_at)[None, :])


def _high_risk(needs: Sequence[Need], lots: Sequence[Lot], as_at: date) -> Bools:
    full = _of_lots(
        lots, lambda lot: lot.like.home.high_risk_living_there >= rules.HIGH_RISK_A_HOME, np.bool_
    )
    return np.asarray(_of_needs(needs, lambda need: need.is_high_risk, np.bool_) & full)


def _key_host(needs: Sequence[Need], lots: Sequence[Lot], as_at: date) -> Bools:
    is_new = _of_needs(needs, lambda need: need.is_new_to_hosts, np.bool_)
    return np.asarray(is_new & _of_lots(lots, lambda lot: lot.like.home.is_new_host, np.bool_))


def _homes(lots: Sequence[Lot]) -> list[Home]:
    return [lot.like.home for lot in lots]


_COLUMNS: dict[str, Callable[[Sequence[Need], Sequence[Lot], date], Bools]] = {
    "who_for": _who_for,
    "room_for": _room_for,
    "unit": _unit,
    "size": _size,
    "step_free": _step_free,
    "funding": _funding,
    "statutory": _statutory,
    "reserved": _reserved,
    "support": _support,
    "excluded": _excluded,
    "tied": _tied,
    "closing": _closing,
    "high_risk": _high_risk,
    "key_host": _key_host,
}
