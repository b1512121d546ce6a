"""Every name a condition may use, and what kind of thing it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from recourse.reasoning.rulebook.complaints import Wrong
from recourse.reasoning.rulebook.facts import Fact, Type
from recourse.reasoning.rulebook.tree import AmountOf, Expression, FactValue, Holds, Is, Kind, ValueOf


@dataclass(frozen=True, slots=True)
class Word:
    """What a definition's key means in a condition: its kind, and for a value the type and codes it gives."""

    kind: Kind
    gives_type: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The facts, the definitions and the amounts, by name; `also_called` leads from other names of a fact."""

    facts: Mapping[str, Fact]
    words: Mapping[str, Word]
    amounts: Mapping[str, str]
    also_called: Mapping[str, str]

    def fact(self, name: str) -> Fact | None:
        """The fact of that name, also by another of its names."""
        return self.facts.get(self.also_called.get(name, name))

    def unknown(self, name: str) -> Wrong:
        """The complaint about a name that names nothing, with names that look like it."""
        names = [*self.facts, *self.words, *self.amounts, *self.also_called]
        near = get_close_matches(name, names, n=3)
        return Wrong(
            f"nothing is called “{name}”", " or ".join(near) if near else "a fact, a definition or an amount"
        )

    def condition(self, name: str, of: str) -> Is | Holds:
        """The name read as yes or no; Wrong when it is anything else."""
        fact = self.fact(name)
        if fact is not None:
            if fact.type is not Type.YES_NO:
                raise Wrong(f"“{name}” is not yes or no but {fact.type}", "a comparison, such as “is CODE”")
            return Is(fact.name, of)
        word = self.words.get(name)
        if word is None:
            raise (
                self.unknown(name)
                if name not in self.amounts
                else Wrong(f"“{name}” is an amount", "yes or no")
            )
        if word.kind is Kind.VALUE:
            raise Wrong(f"“{name}” is a value ({word.gives_type}), not yes or no", "a comparison")
        return Holds(name, of)

    def expression(self, name: str, of: str) -> Expression:
        """The name read as a value; Wrong when it names a test or nothing."""
        fact = self.fact(name)
        if fact is not None:
            return FactValue(fact.name, of)
        if name in self.words:
            if self.words[name].kind is not Kind.VALUE:
                raise Wrong(f"“{name}” is yes or no, not a value", "a fact, a value or an amount")
            return ValueOf(name, of)
        if name in self.amounts:
            return AmountOf(name)
        raise self.unknown(name)

    def type_of(self, name: str) -> Type | None:
        """The type of what a name says, read as a value; None for a test."""
        fact = self.fact(name)
        if fact is not None:
            return fact.type
        if name in self.amounts:
            return Type.NUMBER
        word = self.words.get(name)
        return _TYPES.get(word.gives_type) if word and word.kind is Kind.VALUE else None

    def codes_of(self, name: str) -> tuple[str, ...]:
        """The codes a fact or value may have; empty when any word will do."""
        fact = self.fact(name)
        if fact is not None:
            return tuple(fact.options)
        word = self.words.get(name)
        return word.codes if word else ()


_TYPES = {
    "day": Type.DAY,
    "code": Type.ONE_OF,
    "codes": Type.SOME_OF,
    "number": Type.NUMBER,
    "money": Type.MONEY,
    "yes_no": Type.YES_NO,
}
