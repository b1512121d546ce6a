"""Reads what a route carries: its flags (`value`, `is` worked out, `truth` of a condition), what it opens."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from recourse.reasoning.routes.route import LIVE, Flag, Give, Opening, always, same
from recourse.reasoning.rulebook.person import UNKNOWN
from recourse.reasoning.rulebook.reading import Row, Table

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


def openings(drafter: Drafter, table: Table, key: str) -> tuple[Opening, ...]:
    """What a route opens: words for everybody, and `what` for those of whom `when` holds."""
    written = table.get(key)
    if not isinstance(written, Row) or not any(isinstance(entry, Table) for entry in written):
        return (Opening(drafter.desk.texts(table, key), always),)
    found = []
    for entry in written:
        if isinstance(entry, Table):
            drafter.desk.keys(entry, {"what", "when"}, f"an entry of “{key}”")
            codes, holds = drafter.desk.texts(entry, "what"), drafter.law.test(drafter.condition(entry))
            found.append(Opening(codes, holds))
        else:
            found.append(Opening((str(entry),), always))
    return tuple(found)


def _given(drafter: Drafter, entry: Table) -> Give:
    if "truth" in entry:
        told = drafter.law.test(drafter.condition(entry, "truth"))
        return lambda person: UNKNOWN if (truth := told(person)) is None else truth
    if "is" in entry:
        return drafter.expression(entry, "is", entry["is"])
    return partial(same, entry.get("value"))
