"""Parses values: numbers, days, facts, amounts, and days moved by days, months, years or working days."""

from __future__ import annotations

from datetime import date
from typing import Any

from recourse.reasoning.rulebook import tree
from recourse.reasoning.rulebook.complaints import Wrong
from recourse.reasoning.rulebook.cursor import Cursor
from recourse.reasoning.rulebook.facts import Type
from recourse.reasoning.rulebook.tree import Expression
from recourse.reasoning.rulebook.vocabulary import Vocabulary

UNITS = {
    "day": "days",
    "days": "days",
    "week": "weeks",
    "weeks": "weeks",
    "month": "months",
    "months": "months",
    "year": "years",
    "years": "years",
    "working": "working days",
}
FUNCTIONS = {
    "later_of": (Type.DAY, 0),
    "earlier_of": (Type.DAY, 0),
    "years_since": (Type.NUMBER, 1),
    "months_since": (Type.NUMBER, 1),
    "days_since": (Type.NUMBER, 1),
    "days_until": (Type.NUMBER, 1),
}


class Words(Cursor):
    """A cursor that knows what the names stand for."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        super().__init__(text)
        self.vocabulary = vocabulary

    def code(self, of: Expression) -> str:
        """One code of a fact or value; Wrong when it is off the list."""
        token = self.next()
        if token.sort not in ("word", "number", "quoted"):
            raise Wrong(f"“{token.text}” stands where a code should", "a code")
        codes = codes_of(of, self.vocabulary)
        if codes and token.text not in codes:
            raise Wrong(f"“{token.text}” is not on the list of {_spoken(of)}", _some(codes))
        return token.text

    def codes(self, of: Expression) -> frozenset[str]:
        """A list of codes in square brackets."""
        self.expect("[")
        found = [self.code(of)]
        while self.take(","):
            found.append(self.code(of))
        self.expect("]")
        return frozenset(found)

    def expression(self) -> Expression:
        """A value: a term, with days, months, years, working days or numbers added or taken away."""
        value = self._term()
        while self.sees("+") or self.sees("-"):
            sign = 1 if self.next().text == "+" else -1
            unit = UNITS.get(self.peek(1).text) if self.peek().sort == "number" else None
            value = self._shift(value, sign, unit) if unit else self._sum(value, sign)
        return value

    def _shift(self, value: Expression, sign: int, unit: str) -> Expression:
        number = self.next().text
        self.next()
        if unit == "working days" and not (self.take("days") or self.take("day")):
            raise Wrong(f"“{self.peek().text}” stands where “days” should", "working days")
        if "." in number:
            raise Wrong(f"{number} is no whole number of {unit}", "a whole number")
        kind = type_of(value, self.vocabulary)
        if kind is not Type.DAY:
            raise Wrong(f"{unit} are added to a {kind}", "a day")
        count = int(number) * sign
        return tree.Shift(value, count * 7, "days") if unit == "weeks" else tree.Shift(value, count, unit)

    def _sum(self, value: Expression, sign: int) -> Expression:
        other = self._term()
        for part in (value, other):
            kind = type_of(part, self.vocabulary)
            if kind not in (Type.NUMBER, Type.MONEY):
                raise Wrong(f"a {kind} is added up", "numbers; a day is moved by “+ 28 days”")
        return tree.Sum(value, sign, other)

    def _term(self) -> Expression:
        token = self.peek()
        if token.sort == "number":
            self.next()
            return tree.Literal(float(token.text) if "." in token.text else int(token.text))
        if token.sort == "day":
            self.next()
            try:
                return tree.Literal(date.fromisoformat(token.text))
            except ValueError:
                raise Wrong(f"there is no day {token.text}", "a day that exists") from None
        if token.text in ("as_at", "today") and token.sort == "word":
            if token.text == "today":
                raise Wrong("“today” is not a name here", "as_at")
            self.next()
            return tree.AsAt()
        if self.peek(1).text == "(":
            return self._applied()
        name, of = self.name()
        return self.vocabulary.expression(name, of)

    def _applied(self) -> Expression:
        function = self.next().text
        if function not in FUNCTIONS:
            raise Wrong(f"there is no function “{function}”", ", ".join(FUNCTIONS))
        self.expect("(")
        arguments = [self.expression()]
        while self.take(","):
            arguments.append(self.expression())
        self.expect(")")
        wanted = FUNCTIONS[function][1]
        if (wanted and len(arguments) != wanted) or (not wanted and len(arguments) < 2):
            raise Wrong(
                f"{function} has {len(arguments)} of its days", "one day" if wanted else "two days or more"
            )
        for argument in arguments:
            kind = type_of(argument, self.vocabulary)
            if kind is not Type.DAY:
                raise Wrong(f"{function} is asked of a {kind}", "a day")
        return tree.Apply(function, tuple(arguments))


def parse(written: Any, wanted: Type, codes: tuple[str, ...], vocabulary: Vocabulary) -> Expression:
    """A value of the wanted type from its text; Wrong, with what was expected, when it is of another."""
    if written is None or written == "none":
        return tree.Literal("none" if "none" in codes else None)
    if wanted is Type.YES_NO:
        if isinstance(written, bool):
            return tree.Literal(written)
        raise Wrong(f"“{written}” stands where true or false should", "true or false")
    if (
        isinstance(written, (int, float))
        and not isinstance(written, bool)
        and wanted in (Type.NUMBER, Type.MONEY)
    ):
        return tree.Literal(written)
    if wanted in (Type.ONE_OF, Type.TEXT):
        return _code_or_name(str(written), codes, vocabulary)
    if not isinstance(written, str):
        raise Wrong(f"“{written}” is no {wanted}", f"a {wanted}")
    words = Words(written, vocabulary)
    value = words.expression()
    words.expect_end()
    kind = type_of(value, vocabulary)
    numbers = (Type.NUMBER, Type.MONEY)
    if kind is not wanted and not (kind in numbers and wanted in numbers):
        raise Wrong(f"this is a {kind}", f"a {wanted}")
    return value


def _code_or_name(written: str, codes: tuple[str, ...], vocabulary: Vocabulary) -> Expression:
    if not codes or written in codes:
        kind = vocabulary.type_of(written) if not codes else None
        return vocabulary.expression(written, tree.SELF) if kind is Type.ONE_OF else tree.Literal(written)
    if vocabulary.type_of(written) is Type.ONE_OF:
        return vocabulary.expression(written, tree.SELF)
    raise Wrong(f"“{written}” is not on the list", _some(codes))


def type_of(value: Expression, vocabulary: Vocabulary) -> Type | None:
    """The type of a value."""
    match value:
        case tree.FactValue(name=name) | tree.ValueOf(name=name) | tree.AmountOf(name=name):
            return vocabulary.type_of(name)
        case tree.AsAt() | tree.Shift():
            return Type.DAY
        case tree.Apply(function=function):
            return FUNCTIONS[function][0]
        case tree.Literal(value=date()):
            return Type.DAY
        case tree.Literal(value=str()):
            return Type.ONE_OF
        case _:
            return Type.NUMBER


def codes_of(value: Expression, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The codes a value may have; empty when any word will do."""
    match value:
        case tree.FactValue(name=name) | tree.ValueOf(name=name):
            return vocabulary.codes_of(name)
        case _:
            return ()


def _spoken(value: Expression) -> str:
    return getattr(value, "name", "it")


def _some(codes: tuple[str, ...]) -> str:
    listed = ", ".join(codes)
    return f"one of {listed}" if len(listed) < 300 else f"one of {listed[:300].rsplit(', ', 1)[0]}, ..."
