"""Criteria as a scheme writes them down, in YAML or plain values; what is not on the list is refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from recourse.reasoning.allocation.criteria import Basis, Criteria, Mixture, NotCriteria, Suits, Term

_KEYS = {"name", "version", "agreed_on", "mixture", "terms", "suits"}


def loads(text: str) -> Criteria:
    """Criteria from YAML."""
    try:
        stated = yaml.safe_load(text)
    except yaml.YAMLError as wrong:
        raise NotCriteria(f"This is not YAML: {wrong}") from wrong
    return read(stated)


def read(stated: Any) -> Criteria:
    """Criteria from plain values, as `Criteria.stated` gives them."""
    if (
        not isinstance(stated, Mapping)
        or set(stated) - _KEYS
        or not {"name", "version", "terms"} <= set(stated)
    ):
        raise NotCriteria(f"State {', '.join(sorted(_KEYS))}, and nothing else.")
    said = _mapping(stated["terms"], "terms")
    terms = tuple(_term(_one_of(Basis, basis), each) for basis, each in sorted(said.items()))
    suits = _mapping(stated.get("suits") or {}, "suits")
    return Criteria(
        name=str(stated["name"]),
        version=str(stated["version"]),
        agreed_on=_day(stated.get("agreed_on")),
        mixture=_one_of(Mixture, stated.get("mixture", Mixture.ADD)),
        terms=terms,
        suits={_one_of(Suits, way): _whole(left, str(way)) for way, left in sorted(suits.items())},
    )


def _term(basis: Basis, said: Any) -> Term:
    said = _mapping(said, basis)
    if set(said) - {"weight", "points", "full_after_days"}:
        raise NotCriteria(f"{basis}: give weight, and points or full_after_days, and nothing else.")
    points = _mapping(said.get("points") or {}, basis)
    return Term(
        basis=basis,
        weight=_whole(said.get("weight", 1), basis),
        points={str(name): _whole(each, basis) for name, each in points.items()},
        full_after_days=_whole(said.get("full_after_days", 0), basis),
    )


def _one_of(kind: Any, said: Any) -> Any:
    try:
        return kind(said)
    except ValueError:
        listed = ", ".join(one.value for one in kind)
        raise NotCriteria(f"{said} cannot be a criterion here; there are: {listed}.") from None


def _mapping(said: Any, where: str) -> Mapping[Any, Any]:
    if not isinstance(said, Mapping):
        raise NotCriteria(f"{where}: give names and numbers.")
    return said


def _whole(said: Any, where: str) -> int:
    if isinstance(said, bool) or not isinstance(said, int):
        raise NotCriteria(f"{where}: give a whole number, not {said}.")
    return said


def _day(said: Any) -> date:
    try:
        return said if isinstance(said, date) else date.fromisoformat(str(said))
    except ValueError:
        raise NotCriteria(f"agreed_on: give the day as 2026-11-22, not {said}.") from None
