"""Compares a plan with what a worked case expects of it; a key or a name nobody knows is a mismatch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from recourse.reasoning.routes.atlas import Atlas
from recourse.reasoning.routes.outline import Plan
from recourse.reasoning.routes.route import BLOCKED, OUTCOMES, PREPARE
from recourse.reasoning.rulebook.answering import plain
from recourse.reasoning.rulebook.cases import Case, Mismatch, agrees, shown

LISTS = tuple(outcome for outcome in OUTCOMES if outcome not in (PREPARE, BLOCKED))
KEYS = (
    *OUTCOMES,
    *("deadlines", "adviser", "ho_contact", "fee", "first_step", "opens_if_granted"),
    *("interim_after_lodging", "flags"),
)
UNKNOWN = "nothing: no route has this name"


def compared(atlas: Atlas, plan: Plan, case: Case) -> Iterator[Mismatch]:
    """Every expectation about routes that is not met."""
    for key, expected in case.expect.items():
        if key in KEYS:
            for name, wanted, got in _unmet(atlas, plan, key, expected):
                yield Mismatch(case.id, name, shown(wanted), shown(plain(got)))


def _unmet(atlas: Atlas, plan: Plan, key: str, expected: Any) -> Iterator[tuple[str, Any, Any]]:
    if key in LISTS:
        for route in _listed(expected):
            stand = plan.routes.get(route)
            got = stand.outcome if stand else UNKNOWN
            if got != key:
                yield f"{key} {route}", key, got
    elif key in (PREPARE, BLOCKED):
        for route, wanted in _mapped(expected).items():
            stand = plan.routes.get(route)
            got = _told(plan, route, key) if stand else UNKNOWN
            if not agrees(wanted, got):
                yield f"{key} {route}", wanted, got
    elif key == "deadlines":
        for name, wanted in _mapped(expected).items():
            if not agrees(wanted, plan.deadline(name)):
                yield f"deadlines {name}", wanted, plan.deadline(name)
    elif key == "flags":
        for name, wanted in _mapped(expected).items():
            if not agrees(wanted, plan.flags.get(name)) or _is_other_kind(wanted, plan.flags.get(name)):
                yield f"flags {name}", wanted, plan.flags.get(name)
    else:
        yield from _of_the_head(plan, key, expected)


def _of_the_head(plan: Plan, key: str, expected: Any) -> Iterator[tuple[str, Any, Any]]:
    if key == "opens_if_granted" or key == "interim_after_lodging":
        held = plan.opens if key == "opens_if_granted" else plan.interim
        lacking = [one for one in _listed(expected) if one not in held]
        if lacking:
            yield key, lacking, list(held)
        return
    heads = {
        "adviser": plan.adviser, "ho_contact": plan.contact, "fee": plan.fee, "first_step": plan.first_step,
    }  # fmt: skip
    if not agrees(expected, heads[key]):
        yield key, expected, heads[key]


def _told(plan: Plan, route: str, key: str) -> Any:
    stand = plan.routes[route]
    if stand.outcome != key:
        return stand.outcome
    return stand.opens_on if key == PREPARE else stand.blocked_by


def _is_other_kind(wanted: Any, got: Any) -> bool:
    return isinstance(wanted, bool) != isinstance(got, bool)


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _mapped(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {"": value}
