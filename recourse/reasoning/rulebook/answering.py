"""Answers what one person may have on one day: each outcome, its reasons, and what is missing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from recourse.reasoning.rulebook import flipping, folding, granting, judging, recording
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.complaints import NoLawThatDay, UnknownKey
from recourse.reasoning.rulebook.drafting import ANY_ADULT
from recourse.reasoning.rulebook.facts import NotKnown
from recourse.reasoning.rulebook.granting import AFTER_GRANT
from recourse.reasoning.rulebook.logic import Compiled, compiled
from recourse.reasoning.rulebook.nobody import alike
from recourse.reasoning.rulebook.outcome import Outcome
from recourse.reasoning.rulebook.person import UNKNOWN, Person
from recourse.reasoning.rulebook.reason import OfDefinition
from recourse.reasoning.rulebook.reasons import explainer
from recourse.reasoning.rulebook.tree import Definition, Kind

FLIPS_ON = "flips_on"
INSTEAD = "instead "
OF_AGE = 18
_VALUE = Kind.VALUE
_MANY = 20


class Answers:
    """What was answered for one person: `outcomes` and `values` by key."""

    def __init__(
        self, book: Book, facts: Mapping[str, Any], *, as_at: date, only: tuple[str, ...] | None,
        closed_world: bool, refuse: bool,
    ) -> None:  # fmt: skip
        self.book, self.as_at, self.only, self.closed_world = book, as_at, only, closed_world
        self.edition = book.edition
        self._facts = facts
        self._law = compiled(book)
        if only is None or len(only) >= _MANY:
            self._person = alike(self._law, facts, as_at, closed=closed_world)
        else:
            self._person = Person(self._law, facts, day=as_at, closed=closed_world)
        self._explainer = explainer(self._law)
        self.outcomes: dict[str, Outcome] = {}
        self.values: dict[str, Any] = {}
        self.unanswered: dict[str, str] = {}
        self._answer(refuse and only is not None)

    def _answer(self, refuse: bool) -> None:
        wanted = self.only if self.only is not None else tuple(self.book.definitions)
        definitions, settled = self.book.definitions, self._law.settled(self.as_at)
        ready = self._person.ready
        for key in wanted:
            if key in ready:
                self.outcomes[key] = ready[key]
            elif key in settled:
                self._told(key, definitions[key], self._person)
            elif key not in (FLIPS_ON, AFTER_GRANT):
                self._asked(key, refuse)
        if self.only is not None and FLIPS_ON in self.only:
            self.values[FLIPS_ON] = self.flips_on
        if self.only is not None and AFTER_GRANT in self.only:
            self.values[AFTER_GRANT] = self.after_grant

    def _asked(self, key: str, refuse: bool) -> None:
        own, person = judging.whose(self._person, key)
        if person is None:
            self.unanswered[key] = "No partner is recorded."
            return
        try:
            self._one(key, own, person)
        except NoLawThatDay as error:
            if refuse:
                raise
            self.unanswered[key] = str(error)

    def _one(self, key: str, own: str, person: Person) -> None:
        definition = self.book.definitions.get(own)
        if definition is None:
            fact = self.book.fact(own)
            if fact is None:
                raise UnknownKey(key)
            value = person.value(fact.name)
            self.values[key] = UNKNOWN if value is UNKNOWN else value
            return
        refuse_without_law(definition, person, self._law)
        self._told(key, definition, person)

    def _told(self, key: str, definition: Definition, person: Person) -> None:
        if definition.kind is _VALUE:
            self.values[key] = self._law.result(person, definition.key)
        else:
            self.outcomes[key] = Outcome(key, definition, person, self._explainer)

    @property
    def flips_on(self) -> date | None:
        """The next day after `as_at` on which an answer changes by itself, or None.

        Of the outcomes that were asked for, or of every entitlement when all were.
        """
        keys = [key for key, told in self.outcomes.items() if self.only or told.kind is Kind.ENTITLEMENT]
        if self.only == (FLIPS_ON,):
            keys = self.book.entitlements
        return flipping.next_day(
            self.book, self._facts, as_at=self.as_at, keys=keys, closed_world=self.closed_world
        )

    @property
    def after_grant(self) -> dict[str, Any]:
        """Each answer, in a word, once the first open thing that changes their permission is granted.

        Empty when no such thing is open.
        """
        granted = granting.first_open(self._person, self._law)
        if granted is None:
            return {}
        facts = granting.facts_after(self._person, self._law, granted)
        person = Person(self._law, facts, day=self.as_at, closed=self.closed_world)
        return {
            key: self._law.result(person, key)
            if definition.kind is Kind.VALUE
            else judging.verdict(definition, person, self._law)
            for key, definition in self.book.definitions.items()
        }

    def with_each_adult(self, key: str) -> dict[str, Outcome]:
        """The outcome with each adult of the household tried as the applicant, the best first; by name.

        The person asked about is named "". The day's law and the household are the same for all.
        """
        definition = self.book.definitions[key]
        told = {
            one.name: Outcome(key, definition, one, self._explainer) for one in self._person.around().adults
        }
        return dict(sorted(told.items(), key=lambda item: judging.best_first(item[1].outcome)))

    def instead(self, key: str) -> Outcome | None:
        """The outcome with another of the household as the applicant, when it is better; None when it is not.

        Only where the law lets one of them ask for all (`applicant`); never a child, nor a regulated matter.
        """
        own, definition = self.outcomes.get(key), self.book.definitions.get(key)
        if own is None or definition is None or not definition.applicant or definition.matter:
            return None
        around = self._person.around()
        told = [
            Outcome(key, definition, one, self._explainer)
            for one in around.adults[1:]
            if (one.is_partner or definition.applicant == ANY_ADULT) and not _is_under_age(one)
        ]
        best = min(told, key=lambda one: judging.best_first(one.outcome), default=None)
        if best is None or judging.best_first(best.outcome) >= judging.best_first(own.outcome):
            return None
        return best

    def value_reason(self, key: str) -> OfDefinition | None:
        """Why a value is what it is."""
        own, person = judging.whose(self._person, key)
        definition = self.book.definitions.get(own)
        if person is None or definition is None or definition.kind is not Kind.VALUE:
            return None
        return self._explainer.value(person, own)

    def to_json(self) -> dict[str, Any]:
        """The whole answer as plain values, self-contained for showing it later as it stood.

        What outcomes rest on is told once, under `tests`; `folding.unfold` puts a tree together again.
        """
        flips_on = self.flips_on
        better = {key: other for key in self.outcomes if (other := self.instead(key)) is not None}
        roots = {key: outcome.reasons for key, outcome in self.outcomes.items()}
        roots |= {INSTEAD + key: other.reasons for key, other in better.items()}
        trees, tests = folding.fold(roots)
        return {
            "as_at": self.as_at.isoformat(),
            "edition": self.edition,
            "outcomes": {key: outcome.told(trees[key]) for key, outcome in self.outcomes.items()},
            "instead": {
                key: {**other.told(trees[INSTEAD + key]), "whose": other.whose}
                for key, other in better.items()
            },
            "tests": tests,
            "values": {key: plain(value) for key, value in self.values.items()},
            "flips_on": flips_on.isoformat() if flips_on else None,
            "unanswered": dict(self.unanswered),
        }


def answer(
    book: Book, facts: Mapping[str, Any], *, as_at: date, only: Collection[str] | None = None,
    closed_world: bool = False, refuse: bool = True,
) -> Answers:  # fmt: skip
    """What the person may have on that day, by the law of the book.

    `facts`: by name, a value (days and codes may be text) or a NotKnown; None means known that there is none.
    `only`: the keys wanted (outcomes, tests, values, also with `_partner`); None means every definition.
    `closed_world`: facts left out take the value they have in a worked example.
    `refuse`: whether a wanted key without law on that day is an error, or left out and named in `unanswered`.
    Raises BadFacts (unknown fact, wrong type), UnknownKey, and NoLawThatDay when a wanted key had no law yet.
    """
    return Answers(
        book,
        recording.recorded(book, facts),
        as_at=as_at,
        only=None if only is None else tuple(only),
        closed_world=closed_world,
        refuse=refuse,
    )


def refuse_without_law(definition: Definition, person: Person, law: Compiled) -> None:
    """NoLawThatDay when none of the definition's rules is law on the day."""
    if definition.key in law.settled(person.day) or any(
        law.in_force(rule, person) for rule in definition.rules
    ):
        return
    since = min((rule.first_day for rule in definition.rules), default=date.max)
    raise NoLawThatDay(definition.key, person.day, since)


def _is_under_age(one: Person) -> bool:
    age = one.value("age") if "age" in one.law.book.facts else UNKNOWN
    return isinstance(age, int) and age < OF_AGE


def plain(value: Any) -> Any:
    """A value for JSON: days as ISO text, lists sorted, not known as the word `depends`."""
    if value is UNKNOWN:
        return "depends"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [plain(member) for member in value]
    if isinstance(value, Mapping):
        return {name: plain(told) for name, told in value.items()}
    return "unknown" if isinstance(value, NotKnown) else value


__all__ = ["AFTER_GRANT", "FLIPS_ON", "Answers", "Outcome", "answer", "plain"]
