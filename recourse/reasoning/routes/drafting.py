"""Makes routes out of what was read, with a complaint on file and line for everything that does not fit."""

from __future__ import annotations

from functools import partial
from typing import Any, TypeVar

from recourse.reasoning.routes import carrying, shifting
from recourse.reasoning.routes.route import (
    CONTACTS,
    LEVELS,
    Case,
    Clause,
    DeadlineUse,
    Give,
    Route,
    always,
    same,
)
from recourse.reasoning.rulebook import conditions
from recourse.reasoning.rulebook.complaints import Wrong
from recourse.reasoning.rulebook.desk import Desk
from recourse.reasoning.rulebook.expressions import Words
from recourse.reasoning.rulebook.kleene import Test
from recourse.reasoning.rulebook.logic import Compiled
from recourse.reasoning.rulebook.person import UNKNOWN
from recourse.reasoning.rulebook.provisions import SURE
from recourse.reasoning.rulebook.reading import Row, Table
from recourse.reasoning.rulebook.tree import Always, Condition
from recourse.reasoning.rulebook.vocabulary import Vocabulary

OF = ("person", "child", "both", "child_first")
KEYS = {
    *("name", "says", "kind", "of", "cites", "from", "to", "sure", "contested_point", "verified_on", "note"),
    *("gateways", "triggers", "sweeps", "not_if", "contested", "in_progress", "opens_on", "raise_from"),
    *("closes_on", "adviser", "adviser_first", "legal_aid", "fee", "waiver", "contact", "safety", "consent"),
    *("evidence", "weeks", "opens", "interim", "risks", "deadlines", "irreversible", "no_regret", "destroys"),
    "flags",
}
Node = TypeVar("Node")


class Drafter:
    """Drafts everything that holds conditions about routes."""

    def __init__(self, law: Compiled, vocabulary: Vocabulary, kinds: tuple[str, ...], desk: Desk) -> None:
        self.law, self.vocabulary, self.kinds, self.desk = law, vocabulary, kinds, desk
        self.kept: list[Any] = law.book.compiled.setdefault("conditions of routes", [])

    def route(self, name: str, table: Table, family: str) -> Route:
        """One route."""
        desk = self.desk
        desk.keys(table, KEYS, "a route")
        first_day = desk.day(table, "from")
        if first_day is None:
            desk.complain(table.file, table.line, f"{name} has no “from”", "from: the first day it was law")
        verified = table.get("verified_on")
        return Route(
            id=name,
            name=desk.text(table, "name", needed_by=name),
            says=desk.text(table, "says", needed_by=name),
            family=family,
            kind=desk.choice(table, "kind", self.kinds, "") or self._missing(table, name, "kind"),
            of=desk.choice(table, "of", OF, "person"),
            cites=desk.text(table, "cites", needed_by=name),
            first_day=first_day or shifting.BEFORE_ALL,
            last_day=desk.day(table, "to"),
            sure=desk.choice(table, "sure", SURE, "") or self._missing(table, name, "sure"),
            contested_point=desk.text(table, "contested_point"),
            verified_on=None if verified in (None, "never") else desk.day(table, "verified_on"),
            file=table.file,
            line=table.line,
            gateways=self.clauses(table, "gateways"),
            triggers=self.tests(table, "triggers"),
            sweeps=self.tests(table, "sweeps"),
            not_if=self.clauses(table, "not_if"),
            contested=self.clauses(table, "contested"),
            in_progress=self.test(table, "in_progress"),
            opens_on=self.cases(table, "opens_on", "value"),
            raise_from=self._day(table, "raise_from"),
            closes_on=self._day(table, "closes_on"),
            **self._doing(table, name),
        )

    def _doing(self, table: Table, name: str) -> dict[str, Any]:
        """What doing it takes: advice, money, papers, time, and what it opens and risks."""
        desk = self.desk
        return {
            "adviser": self._plain(table, "adviser", "level", LEVELS),
            "adviser_first": self.test(table, "adviser_first"),
            "legal_aid": self._plain(table, "legal_aid", "code", ()),
            "fee": self.cases(table, "fee", "amount"),
            "has_waiver": desk.take(table, "waiver", bool, False),
            "contact": self._plain(table, "contact", "level", CONTACTS),
            "safety": self.test(table, "safety"),
            "consent": desk.text(table, "consent"),
            "evidence": desk.texts(table, "evidence"),
            "weeks": self._weeks(table, name),
            "opens": carrying.openings(self, table, "opens"),
            "interim": carrying.openings(self, table, "interim"),
            "risks": desk.texts(table, "risks"),
            "deadlines": self._deadlines(table),
            "is_irreversible": desk.take(table, "irreversible", bool, False),
            "is_no_regret": desk.take(table, "no_regret", bool, False),
            "destroys": desk.take(table, "destroys", bool, False),
            "flags": tuple(
                carrying.flag(self, entry) for entry in desk.rows(table, "flags") if isinstance(entry, Table)
            ),
        }

    def _missing(self, table: Table, name: str, key: str) -> str:
        self.desk.complain(table.file, table.line, f"{name} has no “{key}”", f"{key}: ...")
        return ""

    def condition(self, table: Table, key: str = "when") -> Condition:
        """The condition of an entry; one that never holds, and a complaint, when it cannot be read."""
        never: Condition = Always(False)
        read = partial(conditions.parse, vocabulary=self.vocabulary)
        return self._keep(self.desk.tried(table, key, read, never))

    def _keep(self, node: Node) -> Node:
        """The compiled law knows a condition by its identity, so what was parsed must live as long."""
        self.kept.append(node)
        return node

    def test(self, table: Table, key: str) -> Test | None:
        """The test under a key, if there is one."""
        return self.law.test(self.condition(table, key)) if key in table else None

    def tests(self, table: Table, key: str) -> tuple[Test, ...]:
        """A list of conditions."""
        written = self.desk.rows(table, key)
        found = []
        for entry, line in zip(written, written.lines, strict=True):
            try:
                found.append(self.law.test(self._keep(conditions.parse(entry, self.vocabulary))))
            except Wrong as wrong:
                self.desk.complain(table.file, line, wrong.what, wrong.expected)
        return tuple(found)

    def clauses(self, table: Table, key: str) -> tuple[Clause, ...]:
        """A list of conditions with their sentences."""
        found = []
        for entry in self.desk.rows(table, key):
            if not isinstance(entry, Table):
                self.desk.within(table, key, f"an entry of “{key}” is not a map", "when and says")
                continue
            allowed = {"id", "says", "when", "adviser_only", "blocked_by", "point", "only_waits", "note"}
            self.desk.keys(entry, allowed, f"an entry of “{key}”")
            when = self.condition(entry)
            found.append(
                Clause(
                    id=self.desk.text(entry, "id"),
                    says=self.desk.text(entry, "says", needed_by=f"an entry of “{key}”"),
                    when=when,
                    holds=self.law.test(when),
                    adviser_only=self.desk.choice(entry, "adviser_only", ("notes", "limits"), ""),
                    blocked_by=self.desk.text(entry, "blocked_by"),
                    point=self.desk.text(entry, "point"),
                    only_waits=self.desk.take(entry, "only_waits", bool, False),
                )
            )
        return tuple(found)

    def cases(self, table: Table, key: str, gives: str) -> tuple[Case, ...]:
        """Cases that give a worked-out value; one value may stand alone."""
        written = table.get(key)
        if written is None:
            return ()
        if isinstance(written, Table):
            return (Case(always, self._given(written, gives, written.get(gives))),)
        if not isinstance(written, Row):
            return (Case(always, self._given(table, key, written)),)
        found = []
        for entry in written:
            if not isinstance(entry, Table):
                self.desk.within(table, key, f"a case of “{key}” is not a map", "when and a value")
                continue
            holds = self.law.test(self.condition(entry)) if "when" in entry else always
            said = "otherwise" if "otherwise" in entry else gives
            found.append(Case(holds, self._given(entry, said, entry.get(said))))
        return tuple(found)

    def _given(self, table: Table, key: str, written: Any) -> Give:
        give = self.expression(table, key, written)
        if "plus_days" not in table:
            return give
        return shifting.later(give, self.expression(table, "plus_days", table["plus_days"]))

    def expression(self, table: Table, key: str, written: Any) -> Give:
        """A worked-out value."""
        if written in (None, "none"):
            return lambda person: None
        if isinstance(written, (int, float)):
            return lambda person: written
        try:
            words = Words(str(written), self.vocabulary)
            value = words.expression()
            words.expect_end()
        except Wrong as wrong:
            self.desk.within(table, key, wrong.what, wrong.expected)
            return lambda person: UNKNOWN
        return self.law.value(self._keep(value))

    def _day(self, table: Table, key: str) -> Give | None:
        return self.expression(table, key, table[key]) if key in table else None

    def _plain(self, table: Table, key: str, gives: str, allowed: tuple[Any, ...]) -> tuple[Case, ...]:
        """Cases that give a word or a number as it stands."""
        written = table.get(key)
        entries = written if isinstance(written, Row) else [written]
        found = []
        for entry in entries:
            said = entry.get("otherwise", entry.get(gives)) if isinstance(entry, Table) else entry
            if said is None or (allowed and said not in allowed):
                listed = ", ".join(str(one) for one in allowed) or "a word"
                self.desk.within(table, key, f"“{said}” is no {key}", listed)
                continue
            if isinstance(entry, Table) and "when" in entry:
                holds = self.law.test(self.condition(entry))
            else:
                holds = always
            found.append(Case(holds, partial(same, said), said))
        return tuple(found)

    def _weeks(self, table: Table, name: str) -> tuple[int, int]:
        written = table.get("weeks")
        if isinstance(written, Row) and len(written) == 2 and all(isinstance(one, int) for one in written):
            return int(written[0]), int(written[1])
        self.desk.complain(table.file, table.line, f"{name} has no weeks", "weeks: [from, to]")
        return 0, 0

    def _deadlines(self, table: Table) -> tuple[DeadlineUse, ...]:
        found = []
        for entry in self.desk.rows(table, "deadlines"):
            if isinstance(entry, Table):
                self.desk.keys(entry, {"key", "own", "when", "protects"}, "a deadline of a route")
                found.append(
                    DeadlineUse(
                        key=self.desk.text(entry, "key", needed_by="a deadline"),
                        holds=self.law.test(self.condition(entry)) if "when" in entry else always,
                        is_own=self.desk.take(entry, "own", bool, False),
                        protects=self.desk.texts(entry, "protects"),
                    )
                )
        return tuple(found)
