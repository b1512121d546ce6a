"""Makes rules, their exceptions, and dated amounts out of what was read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from recourse.reasoning.rulebook import conditions, expressions
from recourse.reasoning.rulebook.desk import Desk
from recourse.reasoning.rulebook.facts import Type
from recourse.reasoning.rulebook.reading import Row, Table
from recourse.reasoning.rulebook.tree import Always, Amount, Condition, Expression, Rule
from recourse.reasoning.rulebook.vocabulary import Vocabulary, Word

SURE = ("read", "settled", "inferred", "contested")
GIVES = ("eligible", "discretionary")
CODES = "codes"
GIVES_TYPES = {
    "day": Type.DAY,
    "code": Type.ONE_OF,
    CODES: Type.ONE_OF,
    "number": Type.NUMBER,
    "money": Type.MONEY,
}
READS_AT = {
    "decision": "decision_on",
    "claim": "claim_on",
    "grant": "grant_notified",
    "notice": "notice_served",
    "agreement": "agreement_start",
}
KEYS = {
    *("id", "says", "when", "unless", "cites", "from", "to", "sure", "contested", "gives"),
    *("verified_on", "reads_at", "note"),
}
AMOUNT_KEYS = {"value", "unit", "from", "to", "cites", "sure", "contested", "note", "verified_on"}


@dataclass(frozen=True, slots=True)
class Shelf:
    """What rules lean on besides each other: names, contested points and warnings."""

    vocabulary: Vocabulary
    contested: dict[str, str]
    warnings: dict[str, str]


class Drafter:
    """Drafts the rules of one definition."""

    def __init__(self, key: str, shelf: Shelf, desk: Desk) -> None:
        self.key, self.shelf, self.desk = key, shelf, desk

    def rules(self, table: Table, name: str) -> tuple[Rule, ...]:
        """The rules of one list of the definition."""
        written = table[name]
        if not isinstance(written, Row) or not written:
            self.desk.within(table, name, f"“{name}” of “{self.key}” has no rules", "a list of rules")
            return ()
        return tuple(self._each(written, None, name == "cases"))

    def _each(self, written: Row, above: Rule | None, is_case: bool) -> Iterator[Rule]:
        for entry, line in zip(written, written.lines, strict=True):
            if isinstance(entry, Table):
                yield self._rule(entry, above, is_case)
            else:
                what = f"a rule of “{self.key}” is not a map"
                self.desk.complain(written.file, line, what, "id, says, when, cites, from")

    def _rule(self, entry: Table, above: Rule | None, is_case: bool) -> Rule:
        """One rule and its exceptions; an exception takes what it does not say from the rule above it."""
        self.desk.keys(entry, KEYS | {"value"} if is_case else KEYS, "a rule")
        made = self._plain(entry, above)
        exceptions = tuple(self._each(self.desk.rows(entry, "unless"), made, False))
        return replace(made, unless=exceptions, value=self._value(entry) if is_case else None)

    def _value(self, entry: Table) -> Expression | None:
        known = self.shelf.vocabulary.words[self.key]
        if "value" not in entry:
            self.desk.complain(entry.file, entry.line, f"a case of “{self.key}” has no value", "value: ...")
            return None
        return self.desk.tried(entry, "value", value_of(known, self.shelf.vocabulary), no_value())

    def _plain(self, entry: Table, above: Rule | None) -> Rule:
        desk = self.desk
        name = desk.text(entry, "id", needed_by="" if above else f"a rule of “{self.key}”")
        called = name or (f"an exception to {above.id}" if above else f"a rule of “{self.key}”")
        cites = desk.text(entry, "cites", needed_by="" if above else called)
        first_day, last_day = self._days(entry, above, called)
        return Rule(
            id=name or f"{above.id if above else self.key}/{entry.line}",
            says=desk.text(entry, "says", needed_by=called),
            when=self._when(entry, called),
            unless=(),
            cites=cites or (above.cites if above else ""),
            first_day=first_day,
            last_day=last_day,
            sure=self._sure(entry, above, called),
            contested=self._contested(entry, called),
            gives=desk.choice(entry, "gives", GIVES, ""),
            verified_on=self._verified(entry, above),
            reads_at=self._reads_at(entry, above),
            note=desk.text(entry, "note"),
            file=entry.file,
            line=entry.line,
        )

    def _days(self, entry: Table, above: Rule | None, called: str) -> tuple[date, date | None]:
        first_day, last_day = self.desk.day(entry, "from"), self.desk.day(entry, "to")
        if above is None and entry.get("from") is None:
            what = f"{called} has no “from”"
            self.desk.complain(entry.file, entry.line, what, "from: the first day it was law")
        if above and first_day is None:
            first_day = above.first_day
            last_day = last_day or above.last_day
        if last_day is not None and first_day is not None and last_day < first_day:
            what = f"{called} ends before it begins"
            self.desk.within(entry, "to", what, "a last day on or after the first")
        return first_day or date.min, last_day

    def _when(self, entry: Table, called: str) -> Condition:
        if entry.get("when") is None:
            what = f"{called} has no “when”"
            self.desk.complain(entry.file, entry.line, what, "when: CONDITION (or always)")
            return Always(True)
        return condition(entry, self.shelf.vocabulary, self.desk)

    def _sure(self, entry: Table, above: Rule | None, called: str) -> str:
        default = above.sure if above else ""
        if default == "contested":
            default = "inferred"
        sure = self.desk.choice(entry, "sure", SURE, default)
        if not sure:
            self.desk.complain(entry.file, entry.line, f"{called} has no “sure”", ", ".join(SURE))
        return sure or "inferred"

    def _contested(self, entry: Table, called: str) -> str:
        point = self.desk.text(entry, "contested")
        if point and point not in self.shelf.contested:
            what = f"there is no contested point “{point}”"
            self.desk.within(entry, "contested", what, "a point of contested.yaml")
        if (entry.get("sure") == "contested") != bool(point):
            what = f"{called} is contested in one word only"
            self.desk.complain(entry.file, entry.line, what, "sure: contested, contested: U3")
        return point

    def _verified(self, entry: Table, above: Rule | None) -> date | None:
        if "verified_on" not in entry:
            return above.verified_on if above else None
        return None if entry["verified_on"] == "never" else self.desk.day(entry, "verified_on")

    def _reads_at(self, entry: Table, above: Rule | None) -> str:
        written = self.desk.text(entry, "reads_at")
        if not written:
            return above.reads_at if above else ""
        made = self.shelf.vocabulary.fact(READS_AT.get(written, written))
        if made is None and (written == "as_at" or written in READS_AT):
            return ""
        if made is None:
            days = f"as_at, {', '.join(READS_AT)} or a day"
            self.desk.within(entry, "reads_at", f"no fact is called “{written}”", days)
            return ""
        if made.type is not Type.DAY:
            self.desk.within(entry, "reads_at", f"“{written}” is a {made.type}", "a day")
        return made.name


def condition(entry: Table, vocabulary: Vocabulary, desk: Desk) -> Condition:
    """The condition of an entry; a complaint, and one that always holds, when it cannot be read."""
    always: Condition = Always(True)
    return desk.tried(entry, "when", partial(conditions.parse, vocabulary=vocabulary), always)


def no_value() -> Expression | None:
    """What stands where no value could be read."""
    return None


def value_of(known: Word, vocabulary: Vocabulary) -> Callable[[Any], Expression | None]:
    """What reads a value of the type the definition gives."""
    wanted = GIVES_TYPES[known.gives_type]
    return partial(expressions.parse, wanted=wanted, codes=known.codes, vocabulary=vocabulary)


def amounts(name: str, written: Any, file: str, line: int, desk: Desk) -> tuple[Amount, ...]:
    """The dated figures of one amount."""
    entries = written if isinstance(written, Row) else [written]
    made = (_amount(name, desk.table(entry, file, line, f"the amount “{name}”"), desk) for entry in entries)
    return tuple(amount for amount in made if amount is not None)


def _amount(name: str, table: Table, desk: Desk) -> Amount | None:
    desk.keys(table, AMOUNT_KEYS, "an amount")
    value, first_day = table.get("value"), desk.day(table, "from")
    cites = desk.text(table, "cites", needed_by=f"the amount “{name}”")
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        desk.complain(table.file, table.line, f"the amount “{name}” has no number", "value: a number")
        return None
    if first_day is None:
        desk.complain(table.file, table.line, f"the amount “{name}” has no “from”", "from: a day")
        return None
    return Amount(
        name=name,
        value=value,
        unit=desk.text(table, "unit"),
        first_day=first_day,
        last_day=desk.day(table, "to"),
        cites=cites,
        sure=desk.choice(table, "sure", SURE, "settled"),
        file=table.file,
        line=table.line,
    )
