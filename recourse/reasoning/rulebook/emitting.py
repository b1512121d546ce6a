"""Writes the rules of a book as Python functions of a person: what `kleene` says, with no call a part.

Most of what an answer costs is calling one small closure after another. Facts, codes, tests, `and`, `or` and
`not` are written out here as one expression a rule; whatever is rarer stays the closure that `logic` makes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from recourse.reasoning.rulebook import tree
from recourse.reasoning.rulebook.kleene import OUT, Test, Truth
from recourse.reasoning.rulebook.person import NOT_YET, UNKNOWN, Person
from recourse.reasoning.rulebook.tree import Condition, Rule

Judge = Callable[[Person, str], tuple[Truth, Truth, Truth]]

_RULE = """
def rule_{number}(person):
    known = person.rules
    truth = known[{number}]
    if truth is not NOT_YET:
        return truth
    values, truths = person.values, person.truths
    {in_force}truth = {when}
    {unless}{contested}known[{number}] = truth
    return truth
"""
_IN_FORCE = """if not in_force({rule}, person):
        known[{number}] = OUT
        return OUT
    """
_UNLESS = """if truth is not False:
        excepted = rule_{number}(person)
        if excepted is True:
            truth = False
        elif excepted is None:
            truth = None
    """
_CONTESTED = """if truth is True:
        truth = None
    """


class Emitter:
    """The source of every rule, and the things it names."""

    def __init__(self, closure: Callable[[Condition], Test], in_force: Any, judge: Judge) -> None:
        self.closure = closure
        self.names: dict[str, Any] = {
            "NOT_YET": NOT_YET, "OUT": OUT, "UNKNOWN": UNKNOWN, "in_force": in_force, "judge": judge,
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
        in_force = _IN_FORCE.format(rule=self._named(rule), number=number) if rule.reads_at else ""
        unless = "".join(_UNLESS.format(number=self.numbers[id(one)]) for one in rule.unless)
        contested = _CONTESTED if rule.contested else ""
        when = self._condition(rule.when)
        self.source.append(
            _RULE.format(number=number, in_force=in_force, when=when, unless=unless, contested=contested)
        )

    def functions(self) -> dict[int, Test]:
        """The functions, by the identity of the rule."""
        exec(compile("".join(self.source), "<the rules of the law>", "exec"), self.names)
        return {made: self.names[f"rule_{number}"] for made, number in self.numbers.items()}

    def _named(self, thing: Any) -> str:
        self.counted += 1
        name = f"thing_{self.counted}"
        self.names[name] = thing
        return name

    def _local(self) -> str:
        self.counted += 1
        return f"part_{self.counted}"

    def _condition(self, node: Condition) -> str:
        match node:
            case tree.Always(holds=holds):
                return str(holds)
            case tree.Is(name=name, of=tree.SELF):
                return f"(None if (value := {_fact(name)}) is UNKNOWN else value is True)"
            case tree.Holds(name=name, of=tree.SELF):
                return f"(truths[{name!r}] if {name!r} in truths else judge(person, {name!r}))[0]"
            case tree.OneOf(what=tree.FactValue(name=name, of=tree.SELF), codes=codes):
                return f"(None if (value := {_fact(name)}) is UNKNOWN else value in {self._named(codes)})"
            case tree.All(parts=parts):
                return self._whole(parts, "False", "True")
            case tree.Some(parts=parts):
                return self._whole(parts, "True", "False")
            case tree.Not(part=part):
                local = self._local()
                return f"(None if ({local} := {self._condition(part)}) is None else not {local})"
            case _:
                return f"{self._named(self.closure(node))}(person)"

    def _whole(self, parts: tuple[Condition, ...], decisive: str, otherwise: str) -> str:
        """One part that comes out decisive decides, whatever is not known beside it."""
        locals_ = [self._local() for _ in parts]
        tried = " or ".join(
            f"({name} := {self._condition(part)}) is {decisive}"
            for name, part in zip(locals_, parts, strict=True)
        )
        is_open = " or ".join(f"{name} is None" for name in locals_)
        return f"({decisive} if {tried} else None if {is_open} else {otherwise})"


def _fact(name: str) -> str:
    return f"(values[{name!r}] if {name!r} in values else person.value({name!r}))"
