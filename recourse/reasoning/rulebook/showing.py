"""Writes the law back out: conditions as sentences of the language, definitions as text for a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from recourse.reasoning.rulebook import tree
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.provisions import CODES
from recourse.reasoning.rulebook.tree import Condition, Definition, Rule


def condition(node: Condition) -> str:
    """A condition as the language writes it; parsing it gives the same tree."""
    match node:
        case tree.Always(holds=holds):
            return "always" if holds else "never"
        case tree.Is(name=name, of=of) | tree.Holds(name=name, of=of):
            return f"{of}.{name}" if of else name
        case tree.OneOf(what=what, codes=codes):
            return f"{value(what)} is {_codes(codes)}"
        case tree.Has(what=what, codes=codes):
            return f"{value(what)} has {_codes(codes).replace('one of', 'any of')}"
        case tree.Nothing(what=what):
            return f"{value(what)} is none"
        case tree.Compare(left=left, sign=sign, right=right):
            return f"{value(left)} {sign} {value(right)}"
        case tree.All(parts=parts):
            return " and ".join(_bracketed(part) for part in parts)
        case tree.Some(parts=parts):
            return " or ".join(_bracketed(part) for part in parts)
        case tree.Not(part=part):
            return f"not {_bracketed(part)}"
        case tree.Among(how=how, who=who, part=part):
            return f"{how} {who} ({condition(part)})"
        case tree.UnlessAsked(part=part):
            return f"unless asked ({condition(part)})"


def _bracketed(node: Condition) -> str:
    return f"({condition(node)})" if isinstance(node, tree.All | tree.Some) else condition(node)


def _codes(codes: frozenset[str]) -> str:
    listed = sorted(codes)
    quoted = [f"'{code}'" if code in ("none", "not", "one") else code for code in listed]
    return quoted[0] if len(quoted) == 1 else f"one of [{', '.join(quoted)}]"


def value(node: Any) -> str:
    """A value as the language writes it."""
    match node:
        case tree.Literal(value=found):
            return "none" if found is None else str(found)
        case tree.AsAt():
            return "as_at"
        case tree.FactValue(name=name, of=of) | tree.ValueOf(name=name, of=of):
            return f"{of}.{name}" if of else name
        case tree.AmountOf(name=name):
            return name
        case tree.Shift(start=start, count=count, unit=unit):
            return f"{value(start)} {'-' if count < 0 else '+'} {abs(count)} {unit}"
        case tree.Sum(left=left, sign=sign, right=right):
            return f"{value(left)} {'-' if sign < 0 else '+'} {value(right)}"
        case tree.Apply(function=function, arguments=arguments):
            return f"{function}({', '.join(value(argument) for argument in arguments)})"
        case _:
            return "none"


def definition(found: Definition, book: Book) -> str:
    """One definition: what it asks, who decides, and every rule with its provision, days and sureness."""
    return "\n".join(_lines(found, book))


_HOW_CASES = {CODES: "Each of these that holds is on the list"}


def _lines(found: Definition, book: Book) -> Iterator[str]:
    yield f"{found.title}  [{found.key}, {found.kind}, {found.file}:{found.line}]"
    for label, words in (("Asks", found.asks), ("Decided by", found.decided_by)):
        if words:
            yield f"  {label}: {words}"
    if found.challenge:
        yield "  Challenge: " + ", ".join(str(part) for _, part in found.challenge)
    for label, rules in (
        ("Does not apply when any of these holds", found.not_applicable),
        ("Requires all of these", found.requires),
        ("Open when any of these holds", found.opens or ()),
        ("Barred when any of these holds", found.bars),
        (_HOW_CASES.get(found.gives_type, "The first of these that holds gives the value"), found.cases),
    ):
        if rules:
            yield f"  {label}:"
            for rule in rules:
                yield from _rule(rule, book, "    ")
    if found.otherwise is not None:
        yield f"  Otherwise: {value(found.otherwise)}"


def _rule(rule: Rule, book: Book, margin: str) -> Iterator[str]:
    given = f" = {value(rule.value)}" if rule.value is not None else ""
    yield f"{margin}{rule.id}{given}: {rule.says}"
    yield f"{margin}  when {condition(rule.when)}"
    ends = f" to {rule.last_day}" if rule.last_day else ""
    read = f", read at {rule.reads_at}" if rule.reads_at else ""
    checked = rule.verified_on.isoformat() if rule.verified_on else "never"
    yield f"{margin}  {rule.cites}; law from {rule.first_day}{ends}{read}; {rule.sure}; verified: {checked}"
    if rule.contested:
        yield f"{margin}  Contested, {rule.contested}: {book.contested[rule.contested]}"
    for exception in rule.unless:
        yield f"{margin}  unless"
        yield from _rule(exception, book, margin + "    ")
