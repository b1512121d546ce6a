"""The rules and amounts that came in, ended or changed between two days of a book, or between two books."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from recourse.reasoning.rulebook import checking, tree
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.tree import Amount, Definition, Rule

_DAY = timedelta(days=1)


class NoLawYet(ValueError):
    """The day lies before the first day of law in the book."""

    def __init__(self, day: date, since: date) -> None:
        super().__init__(f"No law is recorded for {day}. What is recorded begins on {since}.")


@dataclass(frozen=True, slots=True)
class Change:
    """One rule or amount that came in, ended or changed, and what a caseworker should know of it."""

    sort: str
    key: str
    title: str
    rule: str
    cites: str
    on: date
    says: str

    def to_json(self) -> dict[str, str]:
        """As plain values."""
        return {
            "change": self.sort, "key": self.key, "title": self.title, "rule": self.rule,
            "cites": self.cites, "on": self.on.isoformat(), "says": self.says,
        }  # fmt: skip


def days(book: Book) -> list[date]:
    """Every day on which some rule or amount comes in, or is law no longer, in order."""
    made: list[date] | None = book.compiled.get("days of change")
    if made is None:
        made = sorted({day for dated in _dated(book) for day in _turns(dated)})
        book.compiled["days of change"] = made
    return made


def last_and_next(book: Book, today: date) -> tuple[date | None, date | None]:
    """The newest day up to today on which the law changed, and the next one after it."""
    turns = days(book)
    return (
        max((day for day in turns if day <= today), default=None),
        min((day for day in turns if day > today), default=None),
    )


def between(book: Book, before: date, after: date) -> list[Change]:
    """What is different on the later of two days, in the order of the law. NoLawYet before there was any."""
    before, after = sorted((before, after))
    since = checking.first_day(book)
    if before < since:
        raise NoLawYet(before, since)
    return list(_differences(book, before, book, after))


def editions(old: Book, new: Book, day: date) -> list[Change]:
    """What the new edition says differently of one day. NoLawYet before either had any."""
    since = max(checking.first_day(old), checking.first_day(new))
    if day < since:
        raise NoLawYet(day, since)
    return list(_differences(old, day, new, day))


def _differences(old: Book, before: date, new: Book, after: date) -> Iterator[Change]:
    for key in {**old.definitions, **new.definitions}:
        one, other = old.definitions.get(key), new.definitions.get(key)
        definition = other or one
        assert definition is not None
        was = _in_force(one, before)
        now = _in_force(other, after)
        for name in {**was, **now}:
            change = _of_rule(definition, was.get(name), now.get(name), after)
            if change is not None:
                yield change
    for name in {**old.amounts, **new.amounts}:
        yield from _of_amount(name, old.amounts.get(name, ()), before, new.amounts.get(name, ()), after)


def _in_force(definition: Definition | None, day: date) -> dict[str, Rule]:
    rules = checking.every_rule(definition) if definition else ()
    return {rule.id: rule for rule in rules if is_law(rule, day)}


def is_law(dated: Rule | Amount, day: date) -> bool:
    """Whether it is law on the day by its own dates."""
    return dated.first_day <= day <= (dated.last_day or date.max)


def _of_rule(definition: Definition, was: Rule | None, now: Rule | None, after: date) -> Change | None:
    told = {"key": definition.key, "title": definition.title}
    if was is None and now is not None:
        says = f"New from {_spoken(now.first_day)}: {now.says}"
        return Change("came in", rule=now.id, cites=now.cites, on=now.first_day, says=says, **told)
    if was is not None and now is None:
        on = was.last_day + _DAY if was.last_day else after
        says = f"No longer from {_spoken(on)}: {was.says}"
        return Change("ended", rule=was.id, cites=was.cites, on=on, says=says, **told)
    if was is None or now is None or _same(was, now):
        return None
    says = f"Different from {_spoken(now.first_day)}: {now.says} Before: {was.says}"
    return Change("changed", rule=now.id, cites=now.cites, on=now.first_day, says=says, **told)


def _same(one: Rule, other: Rule) -> bool:
    """The same but for where it stands and for exceptions, which are compared by themselves."""
    return _bare(one) == _bare(other)


def _bare(rule: Rule) -> Rule:
    return replace(rule, file="", line=0, unless=(), verified_on=None)


def _of_amount(
    name: str, old: Iterable[Amount], before: date, new: Iterable[Amount], after: date
) -> Iterator[Change]:
    was = next((one for one in old if is_law(one, before)), None)
    now = next((one for one in new if is_law(one, after)), None)
    figures = [None if one is None else (one.value, one.unit) for one in (was, now)]
    if figures[0] == figures[1]:
        return
    known = now or was
    assert known is not None
    called = name.replace("_", " ")
    if was is None:
        says = f"“{called}” is {_figure(known)}."
    elif now is None:
        says = f"“{called}” was {_figure(was)}; no figure is recorded any more."
    else:
        says = f"“{called}” was {_figure(was)} and is {_figure(now)}."
    on = now.first_day if now is not None else after
    yield Change("amount", key=name, title=called, rule=name, cites=known.cites, on=on, says=says)


def _figure(amount: Amount) -> str:
    return f"{amount.value} {amount.unit}".strip()


def _spoken(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _dated(book: Book) -> Iterator[Rule | Amount]:
    for definition in book.definitions.values():
        yield from checking.every_rule(definition)
    for amounts in book.amounts.values():
        yield from amounts


def _turns(dated: Rule | Amount) -> Iterator[date]:
    yield dated.first_day
    if dated.last_day is not None and dated.last_day < date.max:
        yield dated.last_day + _DAY


def amounts_in(node: Any) -> Iterator[str]:
    """The dated amounts a condition or value reads."""
    match node:
        case tree.AmountOf(name=name):
            yield name
        case tree.All(parts=parts) | tree.Some(parts=parts) | tree.Apply(arguments=parts):
            for part in parts:
                yield from amounts_in(part)
        case tree.Not(part=part) | tree.Among(part=part) | tree.UnlessAsked(part=part):
            yield from amounts_in(part)
        case tree.Compare(left=left, right=right) | tree.Sum(left=left, right=right):
            yield from amounts_in(left)
            yield from amounts_in(right)
        case tree.Shift(start=part):
            yield from amounts_in(part)
