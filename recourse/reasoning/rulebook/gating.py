"""Writes each definition of a book as a Python function of a person, over the functions of its rules."""

from __future__ import annotations

from collections.abc import Callable

from recourse.reasoning.rulebook import tree
from recourse.reasoning.rulebook.emitting import Emitter
from recourse.reasoning.rulebook.kleene import Truth, Value
from recourse.reasoning.rulebook.person import NOT_YET, Person
from recourse.reasoning.rulebook.provisions import CODES
from recourse.reasoning.rulebook.tree import Definition, Kind, Rule

Judge = Callable[[Person], tuple[Truth, Truth, Truth]]
"""Whether it is met or open, whether it is not applicable, and whether its own conditions hold."""

Shown = Callable[[Person], dict[str, str]]
"""The warnings that travel with an answer, by id."""

_NEEDS = """    needs = {needs}
    if needs is False:
        return False
"""
_NO_LAW = """    if {out}:
        return False
"""
_OPENS = """    opened = {opened}
    if opened is False:
        return False
    if needs is True:
        needs = opened
"""
_BARS = """    barred = {barred}
    if barred is True:
        return False
    if barred is None:
        return None
"""
_ALONE = """    truth = gate_{place}(person)
    truths[{place}] = found = truth, False, truth
    return found
"""
_OUTSIDE = """    truth = gate_{place}(person)
    outside = {outside}
    told = False if outside is True or truth is False else None if outside is None else truth
    truths[{place}] = found = told, outside, truth
    return found
"""
_WARNING = """    if {when} is not False:
        shown[{id!r}] = {says}
"""
_CASE = """    truth = {rule}
    if truth is None:
        return {slowly}(person)
    if truth is True:
        return {value}
"""


def emit(definition: Definition, place: int, emitter: Emitter, slowly: Value) -> None:
    """Write the function of a definition; `slowly` chooses a value while an earlier case is not decided."""
    if definition.kind is Kind.VALUE:
        emitter.function(f"choose_{place}", _choice(definition, emitter, emitter.named(slowly)))
    else:
        emitter.function(f"gate_{place}", _gate(definition, emitter))
        outside = _any(definition.not_applicable, emitter)
        body = (_OUTSIDE if definition.not_applicable else _ALONE).format(place=place, outside=outside)
        emitter.function(f"judge_{place}", body)


def _gate(definition: Definition, emitter: Emitter) -> str:
    """Whether the definition's own conditions hold: what it requires, a way in, and no bar."""
    requires = [_rule(rule, emitter) for rule in definition.requires]
    body = _NEEDS.format(needs=emitter.whole(requires, "False", "True"))
    if definition.opens is not None:
        body += _OPENS.format(opened=_any(definition.opens, emitter))
    else:
        out = " and ".join(f"known[{emitter.numbers[id(rule)]}] is OUT" for rule in definition.requires)
        body = f"    known = person.rules\n{body}{_NO_LAW.format(out=out or 'True')}"
    if definition.bars:
        body += _BARS.format(barred=_any(definition.bars, emitter))
    return f"{body}    return needs\n"


def _choice(definition: Definition, emitter: Emitter, slowly: str) -> str:
    """The value of the first case that holds."""
    if definition.gives_type == CODES:
        return f"    return {slowly}(person)\n"
    body = ""
    for rule in definition.cases:
        value = emitter.expression(rule.value or tree.Literal(None))
        body += _CASE.format(rule=_rule(rule, emitter), slowly=slowly, value=value)
    return f"{body}    return {emitter.expression(definition.otherwise or tree.Literal(None))}\n"


def emit_warnings(definition: Definition, place: int, emitter: Emitter, told: dict[str, str]) -> None:
    """Write the function that gives the warnings of a definition that are not ruled out."""
    body = "    shown = {}\n"
    for one in definition.warnings:
        when = emitter.condition(one.when)
        body += _WARNING.format(when=f"({when})", id=one.id, says=emitter.named(told[one.id]))
    emitter.function(f"warnings_{place}", f"{body}    return shown\n")


def gives(definition: Definition) -> str:
    """What an open door gives; empty where that turns on which of its rules holds."""
    given = {rule.gives or definition.gives for rule in definition.opens or ()} or {definition.gives}
    return next(iter(given)) if len(given) == 1 else ""


def _any(rules: tuple[Rule, ...], emitter: Emitter) -> str:
    return emitter.whole([_rule(rule, emitter) for rule in rules], "True", "False")


def _rule(rule: Rule, emitter: Emitter) -> str:
    return f"rule_{emitter.numbers[id(rule)]}(person)"


def keeping(choose: Value, place: int) -> Value:
    """The same value, kept for the person once it is worked out."""

    def kept(person: Person) -> object:
        results = person.results
        result = results[place]
        if result is NOT_YET:
            result = results[place] = choose(person)
        return result

    return kept
