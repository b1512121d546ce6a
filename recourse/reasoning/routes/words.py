"""The names a route's conditions may use: the rulebook's, the shared tests, the outcomes of other routes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from recourse.reasoning.routes.route import OUTCOMES, fact_of
from recourse.reasoning.rulebook import conditions
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.desk import Desk
from recourse.reasoning.rulebook.facts import Fact, Type
from recourse.reasoning.rulebook.reading import Table
from recourse.reasoning.rulebook.tree import Always, Condition, Definition, Kind, Rule
from recourse.reasoning.rulebook.vocabulary import Vocabulary, Word

LEAD = "lead"
OWN = "own_"
NO_ROUTE_RAISED = "no_route_raised"
DEADLINE_SOON = "deadline_within_45_days"
APPEAL_DAYS_RUN = "appeal_days_run"


def vocabulary(book: Book, tests: Table, routes: list[str]) -> Vocabulary:
    """Every name a condition about routes may use."""
    words = {
        key: Word(definition.kind, definition.gives_type) for key, definition in book.definitions.items()
    }
    words |= {name: Word(Kind.TEST) for name in tests}
    asked = {fact.name: fact for fact in _outcome_facts(routes)}
    return Vocabulary({**book.facts, **asked}, words, dict.fromkeys(book.amounts, "number"), book.also_called)


def extended(book: Book, tests: Table, known: Vocabulary, desk: Desk) -> Book:
    """The book with the shared tests of the routes as definitions; outcomes of routes are facts in it."""
    made = {name: _test(name, tests, known, desk) for name in tests}
    return replace(book, facts=dict(known.facts), definitions={**book.definitions, **made}, compiled={})


def _test(name: str, tests: Table, known: Vocabulary, desk: Desk) -> Definition:
    table = desk.table(tests[name], tests.file, tests.line_of(name), f"“{name}”")
    desk.keys(table, {"says", "when", "note"}, "a test")
    never: Condition = Always(False)
    when = desk.tried(table, "when", partial(conditions.parse, vocabulary=known), never)
    says = desk.text(table, "says", needed_by=f"“{name}”")
    rule = Rule(
        id=f"R/{name}", says=says, when=when, unless=(), cites="", first_day=date.min, last_day=None,
        sure="inferred", contested="", gives="", verified_on=None, reads_at="", note="",
        file=tests.file, line=tests.line_of(name),
    )  # fmt: skip
    return Definition(
        key=name, kind=Kind.TEST, topic="routes", title=says, asks="", file=tests.file,
        line=tests.line_of(name), opens=(rule,),
    )  # fmt: skip


def _outcome_facts(routes: list[str]) -> list[Fact]:
    outcomes = dict.fromkeys(OUTCOMES, "")
    found = [_fact(fact_of(route), Type.ONE_OF, outcomes) for route in routes]
    found += [_fact(OWN + fact_of(route), Type.ONE_OF, outcomes) for route in routes]
    found.append(_fact(LEAD, Type.ONE_OF, {**dict.fromkeys(routes, ""), "none": ""}))
    found += [_fact(name, Type.YES_NO, {}) for name in (NO_ROUTE_RAISED, DEADLINE_SOON, APPEAL_DAYS_RUN)]
    return found


def _fact(name: str, sort: Type, options: dict[str, Any]) -> Fact:
    return Fact(
        name=name, type=sort, question="", help="", says="", options=options, share_as="needs",
        sensitivity="low", decided_by="", evidence=(), may_change="never", also_called=(), of="person",
        file="", line=0,
    )  # fmt: skip
