"""Writes the rules of a book as Python functions of a person: what `kleene` says, with no call a part.

Most of what an answer costs is calling one small closure after another. Facts, codes, comparisons, tests,
`and`, `or` and `not` are written out here as one expression a rule; whatever is rarer stays the closure that
`logic` makes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from recourse.reasoning.rulebook import kleene, tree
from recourse.reasoning.rulebook.kleene import OUT, Test, Value
from recourse.reasoning.rulebook.laid import Facts
from recourse.reasoning.rulebook.person import NOT_YET, UNKNOWN
from recourse.reasoning.rulebook.tree import Condition, Expression, Rule

_RULE = """
def rule_{number}(person):
    known = person.rules
    truth = known[{number}]
    if truth is not NOT_YET:
        return truth
{lists}{in_force}    truth = {when}
{unless}{contested}    known[{number}] = truth
    return truth
"""
_IN_FORCE = """    day = {day}
    if not isinstance(day, date):
        day = person.day
    if not {first} <= day <= {last}:
        known[{number}] = OUT
        return OUT
"""
_UNLESS = """    if truth is not False:
        excepted = rule_{number}(person)
        if excepted is True:
            truth = False
        elif excepted is None:
            truth = None
"""
_CONTESTED = """    if truth is True:
        truth = None
"""
_LISTS = ("values", "sources", "truths", "results")


class Emitter:
    """The source of every rule, and the things it names."""

    def __init__(
        self, facts: Facts, places: dict[str, int],
        closures: tuple[Callable[[Condition], Test], Callable[[Expression], Value]], names: dict[str, Any],
    ) -> None:  # fmt: skip
        self.facts, self.places = facts, places
        self.test, self.value = closures
        self.names: dict[str, Any] = {
            "NOT_YET": NOT_YET, "OUT": OUT, "UNKNOWN": UNKNOWN, "date": date, **names,
        }  # fmt: skip
        self.source: list[str] = []
        self.rules: list[Rule] = []
        self.numbers: dict[int, int] = {}
        self.counted = 0

    def add(self, rule: Rule) -> None:
        """Write a rule and its exceptions."""
        for exception in rule.unless:
            self.add(exception)
        number = self.numbers[id(rule)] = len(self.rules)
        self.rules.append(rule)
        when = self.condition(rule.when)
        in_force = self._in_force(rule, number) if rule.reads_at else ""
        unless = "".join(_UNLESS.format(number=self.numbers[id(one)]) for one in rule.unless)
        made = _RULE.format(
            number=number, lists=lists(when + in_force), in_force=in_force, when=when, unless=unless,
            contested=_CONTESTED if rule.contested else "",
        )  # fmt: skip
        self.source.append(made)

    def _in_force(self, rule: Rule, number: int) -> str:
        first, last = self.named(rule.first_day), self.named(rule.last_day or date.max)
        return _IN_FORCE.format(day=self._fact(rule.reads_at), first=first, last=last, number=number)

    def function(self, name: str, body: str) -> None:
        """Write a function of a person; the lists of theirs that it reads are at hand in it."""
        self.source.append(f"\ndef {name}(person):\n{lists(body)}{body}")

    def made(self) -> dict[str, Any]:
        """The functions, by name."""
        exec(compile("".join(self.source), "<the rules of the law>", "exec"), self.names)
        return self.names

    def named(self, thing: Any) -> str:
        """The name under which the functions know a thing."""
        self.counted += 1
        name = f"thing_{self.counted}"
        self.names[name] = thing
        return name

    def _local(self) -> str:
        self.counted += 1
        return f"part_{self.counted}"

    def condition(self, node: Condition) -> str:
        """A condition as an expression: True, False or None."""
        match node:
            case tree.Always(holds=holds):
                return str(holds)
            case tree.Is(name=name, of=tree.SELF):
                return f"(None if (value := {self._fact(name)}) is UNKNOWN else value is True)"
            case tree.Holds(name=name, of=tree.SELF):
                place = self.places[name]
                return f"(truths[{place}] or judges[{place}](person))[0]"
            case tree.OneOf(what=what, codes=codes):
                told = self.expression(what)
                return f"(None if (value := {told}) is UNKNOWN else value in {self.named(codes)})"
            case tree.Has(what=what, codes=codes):
                some = f"value is not None and not {self.named(codes)}.isdisjoint(value)"
                return f"(None if (value := {self.expression(what)}) is UNKNOWN else {some})"
            case tree.Nothing(what=what):
                nothing = self.named(kleene.nothing_in)
                return f"(None if (value := {self.expression(what)}) is UNKNOWN else {nothing}(value))"
            case tree.Compare(left=left, sign=sign, right=right):
                return self._compared(left, sign, right)
            case tree.All(parts=parts):
                return self.whole([self.condition(part) for part in parts], "False", "True")
            case tree.Some(parts=parts):
                return self.whole([self.condition(part) for part in parts], "True", "False")
            case tree.Not(part=part):
                local = self._local()
                return f"(None if ({local} := {self.condition(part)}) is None else not {local})"
            case tree.UnlessAsked(part=part):
                return f"({self.condition(part)} is True)"
            case _:
                return f"{self.named(self.test(node))}(person)"

    def whole(self, parts: list[str], decisive: str, otherwise: str) -> str:
        """One part that comes out decisive decides, whatever is not known beside it."""
        locals_ = [self._local() for _ in parts]
        tried = " or ".join(
            f"({name} := {part}) is {decisive}" for name, part in zip(locals_, parts, strict=True)
        )
        is_open = " or ".join(f"{name} is None" for name in locals_)
        return f"({decisive} if {tried} else None if {is_open} else {otherwise})" if parts else otherwise

    def _compared(self, left: Expression, sign: str, right: Expression) -> str:
        one, other = self._local(), self._local()
        is_none = (
            f"({one} := {self.expression(left)}) is None or ({other} := {self.expression(right)}) is None"
        )
        is_open = f"{one} is UNKNOWN or {other} is UNKNOWN"
        return f"(False if {is_none} else None if {is_open} else {one} {sign} {other})"

    def expression(self, node: Expression) -> str:
        """A value as an expression: None for none, UNKNOWN for not known."""
        match node:
            case tree.Literal(value=value):
                return self.named(value) if isinstance(value, date) else repr(value)
            case tree.AsAt():
                return "person.day"
            case tree.FactValue(name=name, of=tree.SELF):
                return self._fact(name)
            case tree.ValueOf(name=name, of=tree.SELF):
                place = self.places[name]
                given = f"given if (given := results[{place}]) is not NOT_YET"
                return f"({given} else choosers[{place}](person))"
            case _:
                return f"{self.named(self.value(node))}(person)"

    def _fact(self, name: str) -> str:
        place = self.facts.places[name]
        if self.facts.is_plain(name):
            return f"values[{place}]"
        return f"(said if (said := values[{place}]) is not NOT_YET else person.resolved({place}))"


def lists(body: str) -> str:
    """The line that takes the lists of a person's that some source reads."""
    read = [name for name in _LISTS if f"{name}[" in body]
    if not read:
        return ""
    return f"    {', '.join(read)} = {', '.join(f'person.{name}' for name in read)}\n"
