"""The next question: the first fact missing, beside a greedy rival that asks what tells most over a prior."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from random import Random
from typing import Any

from bench.report import Figure
from recourse.reasoning import rulebook
from recourse.reasoning.rulebook import NotKnown
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.facts import Fact, Type
from recourse.reasoning.rulebook.person import UNKNOWN
from tests.reasoning import crowd

_DAY = date(2026, 11, 22)
_PRIOR = 3000
_ASKED = 200
_ASKED_EVERYTHING = 60
_FEWEST = 20
_LOOKED_AT = 1000
_VALUES = 6
_WORDS = ("eligible", "discretionary", "depends", "not_eligible", "not_applicable")
_BINS = 4
_ABSENT, _OTHER = 0, _VALUES - 1
_TYPICAL = 0.75

Choose = Callable[[dict[str, Any], tuple[str, ...]], Fact | None]


def measure() -> list[Figure]:
    """Interview the same fully known people in both orders about each goal; count and time the questions."""
    book = rulebook.england()
    greedy = _Greedy(book, _whole(book, count=_PRIOR, seed=21))
    told = _whole(book, count=_ASKED, seed=22)

    def standing(facts: dict[str, Any], outputs: tuple[str, ...]) -> Fact | None:
        return rulebook.next_question(book, facts, as_at=_DAY, only=outputs)

    figures = []
    for goal in book.goals.values():
        people = told[:_ASKED_EVERYTHING] if goal.key == "everything" else told
        ours = [_interview(standing, facts, tuple(goal.outputs)) for facts in people]
        theirs = [_interview(greedy.choose, facts, tuple(goal.outputs)) for facts in people]
        figures += _told(goal.title, ours, theirs)
    return figures


def _told(title: str, ours: list[list[float]], theirs: list[list[float]]) -> list[Figure]:
    mean, rival = (statistics.mean(len(one) for one in many) for many in (ours, theirs))
    timed, rival_timed = (sorted(took for one in many for took in one) for many in (ours, theirs))
    more = sum(len(b) > len(a) for a, b in zip(ours, theirs, strict=True))
    fewer = sum(len(b) < len(a) for a, b in zip(ours, theirs, strict=True))
    return [
        Figure(
            f"questions until nothing is left to ask, “{title}” (mean of {len(ours)} people)",
            f"{mean:.1f}",
            "",
            f"greedy over a prior of {_PRIOR}: {rival:.1f}; fewer for {fewer} people, more for {more}",
            f"{rival / mean:.2f}",
        ),
        Figure(
            f"one question, “{title}”, CPU (median; 95 in 100 at most)",
            _spread(timed),
            "20 ms",
            f"greedy: {_spread(rival_timed)}",
            f"{statistics.median(rival_timed) / statistics.median(timed):.1f}",
        ),
    ]


def _spread(taken: list[float]) -> str:
    return f"{statistics.median(taken) * 1e3:.1f} ms; {taken[int(len(taken) * 0.95)] * 1e3:.1f} ms"


def _interview(choose: Choose, known: dict[str, Any], outputs: tuple[str, ...]) -> list[float]:
    """The CPU time each question took to be found; the person answers, or does not know."""
    facts: dict[str, Any] = {}
    taken: list[float] = []
    while True:
        started = time.process_time()
        fact = choose(facts, outputs)
        took = time.process_time() - started
        if fact is None:
            return taken
        if fact.name in facts:
            raise AssertionError(f"{fact.name} was asked twice.")
        taken.append(took)
        facts[fact.name] = known.get(fact.name, NotKnown("does_not_know"))


def _whole(book: Book, *, count: int, seed: int) -> list[dict[str, Any]]:
    """People of the crowd made whole: what is missing is mostly as usual, else what another of them said."""
    dice = Random(seed)
    people = [_said(book, one.facts) for one in crowd.people(book, count=count, seed=seed, days=(_DAY,))]
    heard: dict[str, list[Any]] = {}
    for facts in people:
        for name, value in facts.items():
            heard.setdefault(name, []).append(value)
    return [_made_whole(book, facts, heard, dice) for facts in people]


def _said(book: Book, facts: dict[str, Any]) -> dict[str, Any]:
    named = {book.also_called.get(name, name): value for name, value in facts.items()}
    return {
        name: value for name, value in named.items() if name in book.facts and not isinstance(value, NotKnown)
    }


def _made_whole(
    book: Book, facts: dict[str, Any], heard: dict[str, list[Any]], dice: Random
) -> dict[str, Any]:
    made = dict(facts)
    for name in ("status_code", *book.facts):
        fact = book.facts[name]
        if name in made:
            continue
        if fact.has_worked_example and dice.random() < _TYPICAL:
            made[name] = fact.worked_example
        elif fact.is_assumed:
            made[name] = fact.assumed
        elif name in heard:
            made[name] = dice.choice(heard[name])
    return _agreeing(book, made | dict(book.implies.get(str(made.get("status_code")), {})))


def _agreeing(book: Book, facts: dict[str, Any]) -> dict[str, Any]:
    """The person with what follows from the rest as the law has it, so that the order changes no answer."""
    follows = {fact.name for fact in book.facts.values() if fact.implied and not fact.is_assumed}
    rest = {name: value for name, value in facts.items() if name not in follows or name == "status_code"}
    told = rulebook.answer(book, rest, as_at=_DAY, only=follows - {"status_code"}, refuse=False).values
    return facts | {name: value for name, value in told.items() if value is not UNKNOWN}


class _Greedy:
    """Asks the fact that leaves the least doubt, summed over the open outcomes, among the prior's people."""

    def __init__(self, book: Book, people: list[dict[str, Any]]) -> None:
        self.book = book
        self.outputs = tuple(dict.fromkeys(key for goal in book.goals.values() for key in goal.outputs))
        self.coders = {name: _coder(fact, people) for name, fact in book.facts.items()}
        coded, came_out = [self._coded(one) for one in people], [self._words(one) for one in people]
        self.everybody = (1 << len(people)) - 1
        self.codes = _sets(self.coders, coded, _VALUES)
        self.came_out = _sets(self.outputs, came_out, len(_WORDS))
        self.doubt = [0.0, *(number * math.log2(number) for number in range(1, _LOOKED_AT + 1))]

    def _coded(self, facts: dict[str, Any]) -> list[int]:
        return [code(facts[name]) if name in facts else _ABSENT for name, code in self.coders.items()]

    def _words(self, facts: dict[str, Any]) -> list[int]:
        told = rulebook.answer(self.book, facts, as_at=_DAY, only=self.outputs, refuse=False).outcomes
        return [_WORDS.index(told[key].outcome) if key in told else 0 for key in self.outputs]

    def choose(self, facts: dict[str, Any], outputs: tuple[str, ...]) -> Fact | None:
        """The best of what open outcomes wait for; the first of it where the prior knows too few alike."""
        answers = rulebook.answer(self.book, facts, as_at=_DAY, only=outputs, refuse=False)
        waited = {key: tuple(self._askable(answers, key, facts)) for key in outputs}
        candidates = tuple(dict.fromkeys(name for names in waited.values() for name in names))
        if not candidates:
            return None
        alike = self._alike(facts)
        if alike.bit_count() < _FEWEST or len(candidates) == 1:
            return self.book.facts[candidates[0]]
        open_words = self._open_words(alike, [key for key, names in waited.items() if names])
        return self.book.facts[min(candidates, key=lambda name: self._doubt_left(alike, name, open_words))]

    def _askable(self, answers: rulebook.Answers, key: str, facts: dict[str, Any]) -> Iterator[str]:
        for item in answers.outcomes[key].missing if key in answers.outcomes else ():
            if not item.whose and item.fact not in facts and self.book.facts[item.fact].question:
                yield item.fact

    def _alike(self, facts: dict[str, Any]) -> int:
        """The first people of the prior who may be this person, a bit each."""
        fits = self.everybody
        for name, value in facts.items():
            if not isinstance(value, NotKnown):
                sets = self.codes[name]
                fits &= sets[self.coders[name](value)] | sets[_ABSENT]
        few, many = 0, fits.bit_length()
        while few < many:
            middle = (few + many + 1) // 2
            inside = (fits & ((1 << middle) - 1)).bit_count() <= _LOOKED_AT
            few, many = (middle, many) if inside else (few, middle - 1)
        return fits & ((1 << few) - 1)

    def _open_words(self, alike: int, still_open: list[str]) -> list[list[int]]:
        """Of each open outcome that is not the same for all of them, who has which word."""
        found = [[words for one in self.came_out[key] if (words := one & alike)] for key in still_open]
        return [words for words in found if len(words) > 1]

    def _doubt_left(self, alike: int, name: str, open_words: list[list[int]]) -> float:
        """The expected doubt about the open outcomes once the fact is known, rounded."""
        left = 0.0
        for one in self.codes[name]:
            if same := one & alike:
                left += len(open_words) * self.doubt[same.bit_count()]
                left -= sum(self.doubt[(same & word).bit_count()] for words in open_words for word in words)
        return round(left / alike.bit_count(), 4)


def _sets(names: Iterable[str], rows: list[list[int]], values: int) -> dict[str, list[int]]:
    """For each name and value the people who have it, a bit each."""
    made = {}
    for place, name in enumerate(names):
        column = [row[place] for row in reversed(rows)]
        made[name] = [int("".join("01"[code == value] for code in column), 2) for value in range(values)]
    return made


def _coder(fact: Fact, people: list[dict[str, Any]]) -> Callable[[Any], int]:
    """How a value is told from others: the commonest by themselves, numbers and days in four parts."""
    said = [one[fact.name] for one in people if one.get(fact.name) is not None]
    if fact.type in (Type.NUMBER, Type.MONEY, Type.DAY):
        plain: Callable[[Any], Any] = str if fact.type is Type.DAY else float
        ordered = sorted(plain(value) for value in said)
        cuts = [ordered[len(ordered) * part // _BINS] for part in range(1, _BINS)] if ordered else []
        return lambda value: _OTHER if value is None else 1 + sum(plain(value) >= cut for cut in cuts)
    if fact.type is Type.PEOPLE:
        return lambda value: _OTHER if value is None else 1 + min(len(value), 2)
    counted: dict[str, int] = {}
    for value in said:
        counted[str(value)] = counted.get(str(value), 0) + 1
    common = sorted(counted, key=lambda value: -counted[value])[: _VALUES - 2]
    codes = {value: number + 1 for number, value in enumerate(common)}
    return lambda value: codes.get(str(value), _OTHER)
