"""A part of the law as numpy formulas over whole columns, for a rival without unknowns and households.

Every fact is filled in, so true and false suffice: a code is its number, a list of codes bits, a day a
datetime64. A formula names the columns that it takes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from recourse.reasoning.rulebook import Book, tree
from recourse.reasoning.rulebook.facts import Fact, Type
from recourse.reasoning.rulebook.tree import Condition, Definition, Expression, Kind, Rule

WORDS = ("not_applicable", "not_eligible", "discretionary", "eligible")
_TRUE, _FALSE = "True", "False"


def codes(fact: Fact) -> tuple[str, ...]:
    """The codes of a fact, in the order of their numbers or bits."""
    return tuple(sorted(fact.options))


class PlainNumpy:
    """The formulas of one day for these keys; `facts` are the columns they take, `formulas` the rest."""

    def __init__(self, book: Book, keys: tuple[str, ...], day: date) -> None:
        self.book, self.day = book, day
        self.facts: dict[str, Fact] = {}
        self.formulas: dict[str, str] = {}
        self.takes: dict[str, list[str]] = {}
        self._taken: list[str] = []
        for key in keys:
            self._tell(book.definitions[key])

    def _tell(self, definition: Definition) -> None:
        key = definition.key
        self._define(key)
        self._formula(f"told_{key}", lambda: self._word(definition))

    def _word(self, definition: Definition) -> str:
        duty = [rule for rule in definition.opens or () if (rule.gives or definition.gives) == "eligible"]
        is_duty = self._any(tuple(duty)) if duty else str(definition.gives == "eligible")
        gate = f"numpy.where({self._take(f'gate_{definition.key}')}, 2 + ({is_duty}), 1)"
        return f"numpy.where({self._take(f'outside_{definition.key}')}, 0, {gate})"

    def _define(self, key: str) -> str:
        definition = self.book.definitions[key]
        if f"is_{key}" not in self.formulas:
            if definition.kind is Kind.VALUE:
                raise TypeError(f"“{key}” gives a value, which these formulas do not.")
            self._formula(f"outside_{key}", lambda: self._any(definition.not_applicable))
            self._formula(f"gate_{key}", lambda: self._gate(definition))
            self._formula(
                f"is_{key}", lambda: f"{self._take(f'gate_{key}')} & ~{self._take(f'outside_{key}')}"
            )
        return f"is_{key}"

    def _formula(self, name: str, make: Callable[[], str]) -> None:
        outer, self._taken = self._taken, []
        made = make()
        self.formulas[name] = made if made not in (_TRUE, _FALSE) else f"numpy.full(count, {made})"
        self.takes[name] = list(dict.fromkeys(self._taken))
        self._taken = outer

    def _take(self, name: str) -> str:
        self._taken.append(name)
        return name

    def _fact(self, name: str) -> str:
        self.facts[name] = self.book.facts[name]
        return self._take(name)

    def _gate(self, definition: Definition) -> str:
        parts = [self._rule(rule) for rule in definition.requires if self._is_law(rule)]
        if definition.opens is not None:
            parts.append(self._any(definition.opens))
        elif not parts:
            parts.append(_FALSE)
        return _every([*parts, _turned(self._any(definition.bars))])

    def _any(self, rules: tuple[Rule, ...]) -> str:
        return _some([self._rule(rule) for rule in rules])

    def _is_law(self, rule: Rule) -> bool:
        return rule.first_day <= self.day <= (rule.last_day or date.max)

    def _rule(self, rule: Rule) -> str:
        if not self._is_law(rule):
            return _FALSE
        if rule.contested:
            raise TypeError(f"{rule.id} is contested, which these formulas cannot say.")
        return _every([self._test(rule.when), *(_turned(self._rule(one)) for one in rule.unless)])

    def _test(self, node: Condition) -> str:
        match node:
            case tree.Always(holds=holds):
                return str(holds)
            case tree.Is(name=name):
                return self._fact(name)
            case tree.Holds(name=name):
                return self._take(self._define(name))
            case tree.OneOf(what=tree.FactValue(name=name), codes=listed):
                numbers = sorted(codes(self.book.facts[name]).index(code) for code in listed)
                return _some([f"({self._fact(name)} == {number})" for number in numbers])
            case tree.Has(what=tree.FactValue(name=name), codes=listed):
                bits = sum(1 << codes(self.book.facts[name]).index(code) for code in listed)
                return f"(({self._fact(name)} & {bits}) != 0)"
            case tree.Nothing(what=tree.FactValue(name=name)):
                return self._nothing(self.book.facts[name])
            case tree.Compare(left=left, sign=sign, right=right):
                return f"({self._value(left)} {sign} {self._value(right)})"
            case tree.All(parts=parts):
                return _every([self._test(part) for part in parts])
            case tree.Some(parts=parts):
                return _some([self._test(part) for part in parts])
            case tree.Not(part=part):
                return _turned(self._test(part))
            case tree.UnlessAsked(part=part):
                return self._test(part)
        raise TypeError(type(node).__name__)

    def _nothing(self, fact: Fact) -> str:
        if "none" not in fact.options:
            return _FALSE
        place = codes(fact).index("none")
        return f"({self._fact(fact.name)} == {1 << place if fact.type is Type.SOME_OF else place})"

    def _value(self, node: Expression) -> str:
        match node:
            case tree.Literal(value=date() as day):
                return _day(day)
            case tree.Literal(value=int() | float() as value):
                return repr(value)
            case tree.AsAt():
                return _day(self.day)
            case tree.FactValue(name=name):
                return self._fact(name)
            case tree.Shift(start=start, count=count, unit="days"):
                return f"({self._value(start)} + {count})"
            case tree.Shift(start=start, count=count, unit="months"):
                return f"months({self._value(start)}, {count})"
        raise TypeError(type(node).__name__)


def _day(day: date) -> str:
    return f"numpy.datetime64('{day}')"


def _every(parts: list[str]) -> str:
    told = [part for part in parts if part != _TRUE]
    return _FALSE if _FALSE in told else f"({' & '.join(told)})" if told else _TRUE


def _some(parts: list[str]) -> str:
    told = [part for part in parts if part != _FALSE]
    return _TRUE if _TRUE in told else f"({' | '.join(told)})" if told else _FALSE


def _turned(part: str) -> str:
    return {_TRUE: _FALSE, _FALSE: _TRUE}.get(part) or f"~{part}"
