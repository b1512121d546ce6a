"""Writes what each fact says of everybody: what is recorded, or what follows from status and other facts."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from recourse.reasoning.columns import held
from recourse.reasoning.columns.cells import MEMBER, PERSON, Plan
from recourse.reasoning.columns.held import Held, Seat
from recourse.reasoning.columns.valuing import brought, literal
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.checking import leans_on
from recourse.reasoning.rulebook.facts import Fact, Type
from recourse.reasoning.rulebook.person import STATUS

if TYPE_CHECKING:
    from recourse.reasoning.columns.emitting import Emitter

KINDS = {
    Type.YES_NO: "yes_no", Type.ONE_OF: "code", Type.TEXT: "code", Type.SOME_OF: "codes",
    Type.NUMBER: "number", Type.MONEY: "number", Type.DAY: "day", Type.PEOPLE: "people",
}  # fmt: skip


def fact(emitter: Emitter, name: str, seat: Seat) -> Held:
    """What the fact says; a fact that is being followed already says nothing."""
    if name in seat.following:
        return held.UNKNOWN
    ring = _ring(emitter.book, name)
    inside = Seat(seat.sheet, (seat.following & ring) | {name} if ring else frozenset())
    made = emitter.facts.get((name, inside))
    if made is None:
        made = emitter.facts[name, inside] = _said(emitter, emitter.book.facts[name], inside)
    return made


def _said(emitter: Emitter, fact: Fact, seat: Seat) -> Held:
    has = emitter.recorded(fact.name, seat.sheet, "has")
    none = emitter.recorded(fact.name, seat.sheet, "none")
    if has == none == Plan.FALSE:
        return _followed(emitter, fact, seat)
    cell = emitter.plan.column(seat.sheet, f"{fact.name}.value") if has != Plan.FALSE else None
    words = emitter.codes.lists.get(fact.name, ())
    recorded = Held(KINDS[fact.type], cell, has, none, words)
    return held.picked(
        emitter.plan, held.known(emitter.plan, recorded), recorded, _followed(emitter, fact, seat)
    )


def _followed(emitter: Emitter, fact: Fact, seat: Seat) -> Held:
    """What stands in for a fact that is not recorded, the first that does; last, what is assumed."""
    plan = emitter.plan
    steps: list[tuple[int, Held]] = [(emitter.recorded(fact.name, seat.sheet, "stopped"), held.UNKNOWN)]
    if seat.sheet == MEMBER and fact.of == "household":
        asked = emitter.recorded(fact.name, MEMBER, "asked")
        left_out = plan.both(plan.column(MEMBER, "is_partner"), plan.opposite(asked))
        steps.append((left_out, brought(plan, emitter.fact(fact.name, Seat(PERSON)))))
    steps += _by_status(emitter, fact, seat)
    for entry in fact.implied:
        when = emitter.test(entry.when, seat)
        steps.append((held.is_open(plan, when), held.UNKNOWN))
        value = emitter.value(entry.value, seat)
        steps.append((plan.both(when.true, held.known(plan, value)), value))
    if fact.of_partner:
        steps.append(_of_partner(emitter, fact.of_partner, seat))
    last = literal(emitter, fact.assumed, _words(emitter, fact)) if fact.is_assumed else held.UNKNOWN
    for when_so, told in reversed(steps):
        last = held.picked(plan, when_so, told, last)
    return last


def _words(emitter: Emitter, fact: Fact) -> tuple[str, ...]:
    return emitter.codes.lists.get(fact.name, ())


def _by_status(emitter: Emitter, fact: Fact, seat: Seat) -> list[tuple[int, Held]]:
    if fact.name == STATUS:
        return []
    by_value: dict[Any, set[int]] = {}
    for code, implied in emitter.book.implies.items():
        if fact.name in implied:
            by_value.setdefault(implied[fact.name], set()).add(emitter.codes.number(code))
    if not by_value:
        return []
    status = emitter.fact(STATUS, seat)
    if status.cell is None:
        return []
    plan, words = emitter.plan, _words(emitter, fact)
    return [
        (plan.both(status.has, plan.listed(status.cell, frozenset(numbers))), literal(emitter, value, words))
        for value, numbers in by_value.items()
    ]


def _of_partner(emitter: Emitter, name: str, seat: Seat) -> tuple[int, Held]:
    """Where a partner is listed, and what the fact says of that partner."""
    plan = emitter.plan
    if seat.sheet == MEMBER:
        told = brought(plan, emitter.fact(name, Seat(PERSON)))
        return plan.column(MEMBER, "is_partner"), told
    if "is_listed_partner" not in emitter.columns[MEMBER]:
        return Plan.FALSE, held.UNKNOWN
    listed = plan.column(MEMBER, "is_listed_partner")
    of_partner = emitter.fact(name, Seat(MEMBER))
    has = plan.any_member(plan.both(listed, of_partner.has))
    none = plan.any_member(plan.both(listed, of_partner.none))
    cell = of_partner.cell
    if cell is not None and of_partner.kind == "yes_no":
        cell = plan.any_member(plan.both(listed, of_partner.has, cell))
    elif cell is not None:
        cell = plan.total(plan.chosen(plan.both(listed, of_partner.has), cell, plan.fixed(0)))
    return plan.any_member(listed), of_partner._replace(cell=cell, has=has, none=none)


@cache
def _rings(edition: str, leaning: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, frozenset[str]]:
    """The facts that follow from each other in a ring, by each of their names."""
    beyond = {name: set(others) for name, others in leaning}
    for _ in beyond:
        wider = {
            name: others.union(*(beyond.get(one, ()) for one in others)) for name, others in beyond.items()
        }
        if wider == beyond:
            break
        beyond = wider
    return {
        name: frozenset(one for one in others if name in beyond.get(one, ()))
        for name, others in beyond.items()
        if name in others
    }


def _ring(book: Book, name: str) -> frozenset[str]:
    rings = book.compiled.get("rings")
    if rings is None:
        leaning = tuple(
            (fact, tuple(sorted(leans_on(book, fact)))) for fact in (*book.facts, *book.definitions)
        )
        rings = book.compiled["rings"] = _rings(book.edition, leaning)
        if any(key in rings for key in book.definitions):
            raise ValueError("A definition of the law rests on itself.")
    found: frozenset[str] = rings.get(name, frozenset())
    return found
