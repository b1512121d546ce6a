"""Takes an answer apart: headlines, seen by whoever may see answers, and grounds, which rest on other fields.

A headline ("Depends: asylum support under section 4") travels with the field "answers". The reasons say what
is known about the person, so they travel only to whoever may see every field of the facts they rest on.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from typing import Any

from recourse.reasoning.rulebook import Book, NotKnown, folding
from recourse.reasoning.rulebook.tree import Among, FactValue, Holds, Is, ValueOf

GROUNDS = ("reasons", "missing", "contested", "assumed")
STATUS = "status_code"
VALUE = "value "
TEST = "test "
INSTEAD = "instead "
EVERYBODY = "everybody around"


@dataclass(frozen=True, slots=True)
class Frozen:
    """An answer in parts: headlines, grounds by the fields they rest on, how many of each outcome."""

    edition: str
    headlines: dict[str, Any]
    grounds: list[tuple[tuple[str, ...], dict[str, Any]]]
    tally: dict[str, int]


def freeze(answers: dict[str, Any], *, book: Book, facts: Mapping[str, Any]) -> Frozen:
    """Part the answers; `facts` are those that were given, known or declined."""
    headlines: dict[str, Any] = {}
    grounds: dict[tuple[str, ...], dict[str, Any]] = {}
    for key, outcome in answers["outcomes"].items():
        if outcome.get("kind") != "entitlement":
            continue
        headlines[key] = {name: part for name, part in outcome.items() if name not in GROUNDS}
        rests_on = _shared_as(key, book, facts)
        grounds.setdefault(rests_on, {})[key] = {name: outcome[name] for name in GROUNDS if name in outcome}
    for key, other in answers.get("instead", {}).items():
        if key in headlines:
            rests_on = _shared_as(key, book, facts, is_of_others=True)
            grounds.setdefault(rests_on, {})[INSTEAD + key] = other
    for key, value in answers.get("values", {}).items():
        if key in book.definitions:
            grounds.setdefault(_shared_as(key, book, facts), {})[VALUE + key] = value
    for name, reasons in answers.get("tests", {}).items():
        key, _, whose = name.partition(" of ")
        grounds.setdefault(_shared_as(key, book, facts, is_of_others=bool(whose)), {})[TEST + name] = reasons
    if answers.get("flips_on"):
        whole = tuple(sorted({field for rests_on in grounds for field in rests_on}))
        grounds.setdefault(whole, {})[VALUE + "flips_on"] = answers["flips_on"]
    return Frozen(
        edition=book.edition,
        headlines={"as_at": answers.get("as_at"), "outcomes": headlines},
        grounds=sorted(grounds.items()),
        tally=_tally(answers["outcomes"], headlines, facts),
    )


def thaw(headlines: dict[str, Any], grounds: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Put together what may be seen; an outcome whose grounds stayed away has `is_withheld`."""
    seen: dict[str, Any] = {}
    for why in grounds:
        seen.update(why)
    tests = {key.removeprefix(TEST): told for key, told in seen.items() if key.startswith(TEST)}
    outcomes = {}
    for key, headline in headlines["outcomes"].items():
        empty: dict[str, Any] = {
            "reasons": None,
            "missing": [],
            "contested": [],
            "assumed": [],
            "is_withheld": True,
        }
        outcomes[key] = headline | (_whole(seen[key], tests) if key in seen else empty)
        if INSTEAD + key in seen:
            outcomes[key]["instead"] = _whole(seen[INSTEAD + key], tests)
    values = {key.removeprefix(VALUE): value for key, value in seen.items() if key.startswith(VALUE)}
    return headlines | {"outcomes": outcomes, "values": values}


def _whole(grounds: dict[str, Any], tests: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
    return grounds | {"reasons": folding.unfold(grounds["reasons"], tests), "is_withheld": False}


def _tally(outcomes: dict[str, Any], kept: Iterable[str], facts: Mapping[str, Any]) -> dict[str, int]:
    missing = {one["fact"] for key in kept for one in outcomes[key].get("missing", [])}
    known = sum(not isinstance(value, NotKnown) for value in facts.values())
    counts = Counter(outcomes[key]["outcome"] for key in kept)
    return {**counts, "known": known, "not_known": len(missing)}


def _shared_as(
    key: str, book: Book, facts: Mapping[str, Any], *, is_of_others: bool = False
) -> tuple[str, ...]:
    rests_on = facts_under(key, book)
    if is_of_others:
        rests_on = rests_on | _of_others(book)
    if STATUS in facts and not isinstance(facts[STATUS], NotKnown):
        implied = book.implies.get(str(facts[STATUS]), {})
        if rests_on & set(implied):
            rests_on = rests_on | {STATUS}
    given = {book.also_called.get(name, name) for name in facts}
    return tuple(sorted({"answers", *(book.facts[name].share_as for name in rests_on & given)}))


@lru_cache(maxsize=512)
def facts_under(key: str, book: Book) -> frozenset[str]:
    """The names of all facts that can matter to a definition, however far down."""
    return _under({key}, book)


def facts_of(parts: Iterable[Any], book: Book) -> frozenset[str]:
    """The names of all facts that can matter to some conditions, however far down."""
    named = {name for part in parts for name in _names(part)}
    if EVERYBODY in named:
        named |= _of_others(book)
    return _under({name for name in named if name in book.definitions or name in book.facts}, book)


def definitions_of(parts: Iterable[Any], book: Book) -> frozenset[str]:
    """The keys of all definitions that some conditions rest on, however far down."""
    named = {name for part in parts for name in _names(part)}
    return _walked({name for name in named if name in book.definitions or name in book.facts}, book) & set(
        book.definitions
    )


def _under(names: set[str], book: Book) -> frozenset[str]:
    return _walked(names, book) & book.facts.keys()


def _walked(names: set[str], book: Book) -> frozenset[str]:
    seen, waiting = set(names), list(names)
    while waiting:
        name = waiting.pop()
        part = book.definitions[name] if name in book.definitions else book.facts[name].implied
        new = set(_names(part))
        if EVERYBODY in new:
            new |= _of_others(book)
        new = {other for other in new if other in book.definitions or other in book.facts} - seen
        seen |= new
        waiting.extend(new)
    return frozenset(seen)


def _of_others(book: Book) -> set[str]:
    """The facts that say who lives with the person, and what is known of them."""
    return {fact.name for fact in book.facts.values() if fact.type == "people" or fact.of_partner}


def _names(part: Any) -> Iterator[str]:
    if isinstance(part, (Is, Holds, FactValue, ValueOf)):
        yield part.name
    elif isinstance(part, Among):
        yield EVERYBODY
    if is_dataclass(part) and not isinstance(part, type):
        for field in fields(part):
            yield from _names(getattr(part, field.name))
    elif isinstance(part, (tuple, list, frozenset)):
        for one in part:
            yield from _names(one)
