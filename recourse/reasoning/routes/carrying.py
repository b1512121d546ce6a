"""Reads a flag: a value as it stands (`value`), worked out (`is`), or whether a condition holds (`truth`)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from recourse.reasoning.routes.route import LIVE, Flag, Give, always, same
from recourse.reasoning.rulebook.person import UNKNOWN
from recourse.reasoning.rulebook.reading import Table

if TYPE_CHECKING:
    from recourse.reasoning.routes.drafting import Drafter

KEYS = {"flag", "value", "is", "truth", "when", "with", "routes"}


def flag(drafter: Drafter, entry: Table) -> Flag:
    """One flag, with the outcomes that carry it and the routes that share it."""
    desk = drafter.desk
    desk.keys(entry, KEYS, "a flag")
    return Flag(
        name=desk.text(entry, "flag", needed_by="a flag"),
        holds=drafter.law.test(drafter.condition(entry)) if "when" in entry else always,
        gives=_given(drafter, entry),
        on=desk.texts(entry, "with") or LIVE,
        routes=desk.texts(entry, "routes"),
    )


def _given(drafter: Drafter, entry: Table) -> Give:
    if "truth" in entry:
        told = drafter.law.test(drafter.condition(entry, "truth"))
        return lambda person: UNKNOWN if (truth := told(person)) is None else truth
    if "is" in entry:
        return drafter.expression(entry, "is", entry["is"])
    return partial(same, entry.get("value"))
