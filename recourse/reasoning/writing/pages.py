"""A topic of the law as it is read: its questions, and under each every rule with its exceptions, once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from recourse.reasoning.rulebook import tree
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.tree import Definition
from recourse.reasoning.writing import topics as named
from recourse.reasoning.writing.sentences import Check, Speaker

HEADINGS = {
    "not_applicable": "Does not apply when any of these is so",
    "requires": "All of these must be so",
    "opens": "Open when any of these is so",
    "bars": "Closed all the same when any of these is so",
    "cases": "The first of these that is so decides",
}
_LISTED = "Each of these that is so counts"
_TRUE = "True when any of these is so"
READ_AT = {
    "decision_on": "the day of the decision",
    "claim_on": "the day of the claim",
    "grant_notified": "the day the grant was told",
    "notice_served": "the day the notice was served",
    "agreement_start": "the day the agreement began",
}
_NUMBERED = re.compile(r" \((?:[A-Z]+-)?U\d+(?:, (?:[A-Z]+-)?U\d+)*\)")
GIVES = {"eligible": "a right", "discretionary": "a power: they may help, but do not have to"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as it is read, with its exceptions."""

    id: str
    anchor: str
    says: str
    gives: str
    check: Check
    cites: str
    first_day: date
    last_day: date | None
    read_at: str
    sure: str
    verified_on: date | None
    contested: str
    note: str
    exceptions: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One list of rules, and what it takes of them."""

    heading: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """Everything the law says about one question."""

    key: str
    kind: str
    title: str
    asks: str
    decided_by: str
    challenge: str
    answers: tuple[str, ...]
    warnings: tuple[str, ...]
    sections: tuple[Section, ...]
    otherwise: str


@dataclass(frozen=True, slots=True)
class Amount:
    """One dated figure and where it is written."""

    name: str
    value: str
    unit: str
    first_day: date
    last_day: date | None
    cites: str
    sure: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: its questions, the dated amounts beside them, and the contested points that decide in it."""

    slug: str
    title: str
    questions: tuple[Question, ...]
    amounts: tuple[Amount, ...]
    contested: tuple[str, ...]

    @property
    def rule_count(self) -> int:
        """How many rules stand on its page, exceptions too."""
        return sum(_count(section.rules) for one in self.questions for section in one.sections)


def unnumbered(said: str) -> str:
    """A note without the numbers under which whoever keeps the law files lists a point."""
    return _NUMBERED.sub("", said)


def _count(rules: Iterable[Rule]) -> int:
    return sum(1 + _count(rule.exceptions) for rule in rules)


def anchor(rule: tree.Rule) -> str:
    """Where a rule stands on its page: its id, and for an older version of it also the day that one ended."""
    name = re.sub(r"[^\w.-]+", "-", rule.id)
    return f"{name}-to-{rule.last_day.isoformat()}" if rule.last_day else name


def topics(book: Book) -> list[tuple[str, list[Topic]]]:
    """Every topic under its heading."""
    slugs = {one.topic for one in book.definitions.values()}
    return [(heading, [topic(book, slug) for slug in found]) for heading, found in named.grouped(slugs)]


def topic(book: Book, slug: str) -> Topic:
    """One topic. KeyError when there is no such topic."""
    made: dict[str, Topic] = book.compiled.setdefault("writing", {})
    if slug not in made:
        definitions = [one for one in book.definitions.values() if one.topic == slug]
        if not definitions:
            raise KeyError(slug)
        made[slug] = _topic(book, slug, definitions)
    return made[slug]


def _topic(book: Book, slug: str, definitions: list[Definition]) -> Topic:
    writer = _Writer(book)
    questions = tuple(writer.question(one) for one in definitions)
    return Topic(slug, named.title(slug), questions, tuple(_amounts(book, slug)), tuple(writer.points))


class _Writer:
    def __init__(self, book: Book) -> None:
        self.book = book
        self.speaker = Speaker(book)
        self.points: dict[str, None] = {}

    def question(self, one: Definition) -> Question:
        sections = [
            Section(self._heading(one, name), tuple(self.rule(rule) for rule in rules))
            for name in HEADINGS
            if (rules := getattr(one, name))
        ]
        return Question(
            key=one.key,
            kind=one.kind.value,
            title=one.title[:1].upper() + one.title[1:],
            asks=one.asks,
            decided_by=one.decided_by,
            challenge=_challenge(one),
            answers=tuple(dict.fromkeys(one.says.values())),
            warnings=tuple(self.book.warnings[each.id] for each in one.warnings),
            sections=tuple(sections),
            otherwise="" if one.otherwise is None else self.speaker.value(one.otherwise),
        )

    def _heading(self, one: Definition, name: str) -> str:
        if name == "opens" and one.kind is not tree.Kind.ENTITLEMENT:
            return _TRUE
        return _LISTED if name == "cases" and one.gives_type == "codes" else HEADINGS[name]

    def rule(self, rule: tree.Rule) -> Rule:
        if rule.contested:
            self.points[self.book.contested[rule.contested]] = None
        gives = GIVES.get(rule.gives, "")
        if rule.value is not None:
            gives = self.speaker.value(rule.value)
        return Rule(
            id=rule.id,
            anchor=anchor(rule),
            says=rule.says,
            gives=gives,
            check=self.speaker.check(rule.when),
            cites=rule.cites,
            first_day=rule.first_day,
            last_day=rule.last_day,
            read_at=READ_AT.get(rule.reads_at, rule.reads_at and self.speaker.fact(rule.reads_at).question),
            sure=rule.sure,
            verified_on=rule.verified_on,
            contested=self.book.contested[rule.contested] if rule.contested else "",
            note=unnumbered(rule.note),
            exceptions=tuple(self.rule(exception) for exception in rule.unless),
        )


def _challenge(one: Definition) -> str:
    told = dict(one.challenge)
    days = f"within {told['days']} days" if "days" in told else str(told.get("within", ""))
    said = [str(told.get("how", "")), days, f"({told['under']})" if "under" in told else ""]
    return " ".join(part for part in said if part)


def _amounts(book: Book, slug: str) -> Iterable[Amount]:
    for name, dated in book.amounts.items():
        for one in dated:
            if f"/{slug}/" in f"/{one.file}":
                value = f"{one.value:,.2f}" if isinstance(one.value, float) else f"{one.value:,}"
                said = name.replace("_", " ").capitalize()
                yield Amount(said, value, one.unit, one.first_day, one.last_day, one.cites, one.sure)
