"""What the rulebook says for a letter: whether they may have what was refused, and which rules say so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from recourse.reasoning import rulebook
from recourse.reasoning.rulebook.tree import Always, Rule
from recourse.records.advice import queries as advice
from recourse.records.refusals.sheet import Quoted
from recourse.records.refusals.words import WANTED, Because, Kind

if TYPE_CHECKING:
    from recourse.reasoning.rulebook import Book, Outcome
    from recourse.records.people.models import Person

NOT_THIS_REASON = (
    "This letter answers refusals because of status, papers or money. For any other reason, ask the service"
    " to give it in writing first."
)
REGULATED = "Only a regulated adviser may say what this means for them. Ask one to write."
SURE = {
    "read": "It was read in official guidance",
    "settled": "It is held to be settled law, and was not read again for this",
    "inferred": "It is drawn from other rules, and nobody says it in so many words",
    "contested": "The law is disputed",
}


@dataclass(frozen=True, slots=True)
class Ground:
    """What a letter of one kind would rest on, or why it has nothing to rest on."""

    kind: Kind
    title: str
    is_open: bool
    why_not: str
    turns_on: tuple[str, ...]
    assumed: tuple[str, ...]
    warnings: tuple[str, ...]
    rules: tuple[Rule, ...]
    challenge: str
    edition: str

    @property
    def quoted(self) -> tuple[Quoted, ...]:
        """The rules as the letter points at them."""
        return tuple(Quoted(rule.id, rule.says, rule.cites) for rule in self.rules)

    @property
    def unverified(self) -> list[str]:
        """The rules no named person has compared with the legislation, and how sure each is."""
        return [
            f"{rule.id}: {SURE[rule.sure]}.{' ' + rule.note if rule.note else ''}"
            for rule in self.rules
            if rule.verified_on is None
        ]


def every(person: Person, *, on: date) -> list[Ground]:
    """What each kind of letter would rest on for this person on a day."""
    facts = advice.known(person)
    return [_ground(kind, facts, on=on, because="") for kind in Kind]


def one(person: Person, *, kind: str, because: str, on: date) -> Ground:
    """What a letter of one kind, against one reason, would rest on for this person on a day."""
    return _ground(Kind(kind), advice.known(person), on=on, because=because)


def _ground(kind: Kind, facts: Mapping[str, Any], *, on: date, because: str) -> Ground:
    book, wanted = rulebook.england(), WANTED[kind]
    keys = [key for key in (wanted.key, wanted.besides, wanted.other) if key]
    answers = rulebook.answer(book, facts, as_at=on, only=keys)
    outcome = answers.outcomes[wanted.key]
    rules = tuple(_for_everybody(outcome))
    if because == Because.FUNDS and wanted.besides:
        rules += tuple(_never(book, wanted.besides, on=on))
    why_not = _why_not(outcome, rules)
    if not why_not and because == Because.OTHER:
        why_not = answers.outcomes[wanted.other].says if wanted.other else NOT_THIS_REASON
    return Ground(
        kind=kind,
        title=outcome.title,
        is_open=not why_not,
        why_not=why_not,
        turns_on=tuple(one.question for one in outcome.missing),
        assumed=tuple(one.says for one in outcome.assumed),
        warnings=tuple(outcome.warnings.values()),
        rules=rules if not why_not else (),
        challenge=str(outcome.challenge.get("how", "")),
        edition=book.edition,
    )


def _for_everybody(outcome: Outcome) -> Iterator[Rule]:
    """The deciding rules that hold for everybody: a letter that quotes one tells nothing of the person."""
    for reason in outcome.reasons.children:
        rule = reason.rule
        if rule and reason.verdict == "true" and rule.when == Always(True) and rule.sure != "contested":
            yield rule


def _never(book: Book, key: str, *, on: date) -> Iterator[Rule]:
    """The rules of a test that say it is so for nobody, as they stand on a day."""
    for rule in book.definitions[key].opens or ():
        if rule.when == Always(False) and rule.first_day <= on and (not rule.last_day or on <= rule.last_day):
            yield rule


def _why_not(outcome: Outcome, rules: tuple[Rule, ...]) -> str:
    if outcome.outcome != "eligible":
        points = " ".join(outcome.contested.values())
        return f"{outcome.says} {points}".strip()
    if outcome.is_general:
        return REGULATED
    return "" if rules else "The rulebook has no rule that gives this to everybody."
