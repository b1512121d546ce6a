"""What is asked of a population: for each key the cells that tell its answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recourse.reasoning.columns import held, judging
from recourse.reasoning.columns.around import flag
from recourse.reasoning.columns.cells import MEMBER, PERSON, Plan
from recourse.reasoning.columns.held import Held, Seat
from recourse.reasoning.rulebook.complaints import UnknownKey
from recourse.reasoning.rulebook.judging import AS_PARTNER, OUTCOMES
from recourse.reasoning.rulebook.tree import Definition, Kind

if TYPE_CHECKING:
    from recourse.reasoning.columns.emitting import Emitter

WORDS = (*OUTCOMES, "true", "false")
_NUMBERS = {word: number for number, word in enumerate(WORDS)}


class Word(int):
    """The number of one of `WORDS`, told from other numbers so that an engine may make a column of words."""


@dataclass(frozen=True, slots=True)
class Told:
    """How one key is told: `word` numbers one of `WORDS`, or `value` holds a value; where it is answered."""

    key: str
    answered: int
    word: int | None = None
    value: Held | None = None

    @property
    def cells(self) -> list[int]:
        """Every cell it takes."""
        found = [self.answered] if self.word is None else [self.answered, self.word]
        if self.value is not None:
            found += [self.value.has, self.value.none]
            found += [] if self.value.cell is None else [self.value.cell]
        return found


def told(emitter: Emitter, key: str) -> Told:
    """How a key is told; UnknownKey when the rulebook does not know it."""
    book, own, sheet = emitter.book, key, PERSON
    if key not in book.definitions and book.fact(key) is None:
        suffix = next((one for one in AS_PARTNER if key.endswith(one)), "")
        own, sheet = key.removesuffix(suffix), MEMBER if suffix else PERSON
    definition, fact = book.definitions.get(own), book.fact(own)
    if definition is None and fact is None:
        raise UnknownKey(key)
    if sheet == MEMBER and flag(emitter, MEMBER, "is_the_partner") == Plan.FALSE:
        return Told(key, Plan.FALSE, word=emitter.plan.fixed(Word(0)))
    if definition is None:
        found = Told(key, Plan.TRUE, value=emitter.fact(fact.name if fact else own, Seat(sheet)))
    elif definition.kind is Kind.VALUE:
        found = Told(
            key, judging.lawful(emitter, definition, sheet), value=judging.given(emitter, own, sheet)
        )
    else:
        word = _word(emitter, definition, sheet)
        found = Told(key, judging.lawful(emitter, definition, sheet), word=word)
    return found if sheet == PERSON else _of_partner(emitter, found)


def _word(emitter: Emitter, definition: Definition, sheet: str) -> int:
    plan = emitter.plan
    met, outside, gate = judging.judged(emitter, definition.key, sheet)

    def number(word: str) -> int:
        return plan.fixed(Word(_NUMBERS[word]))

    if definition.kind is Kind.TEST:
        unsettled = plan.chosen(met.true, number("true"), number("depends"))
        return plan.chosen(plan.either(outside.true, gate.false), number("false"), unsettled)
    rules = [(rule, emitter.rule(rule, Seat(sheet)).planes.true) for rule in definition.opens or ()]
    duty = plan.either(*(true for rule, true in rules if (rule.gives or definition.gives) == "eligible"))
    if definition.gives == "eligible":
        duty = plan.either(duty, plan.opposite(plan.either(*(true for _, true in rules))))
    opened = plan.chosen(duty, number("eligible"), number("discretionary"))
    settled = plan.both(gate.true, outside.false)
    word = plan.chosen(settled, opened, number("depends"))
    word = plan.chosen(gate.false, number("not_eligible"), word)
    return plan.chosen(outside.true, number("not_applicable"), word)


def _of_partner(emitter: Emitter, found: Told) -> Told:
    """The partner's answer, on the person's row; no partner, no answer."""
    plan = emitter.plan
    partner = flag(emitter, MEMBER, "is_the_partner")
    answered = plan.any_member(plan.both(partner, found.answered))

    def across(cell: int, kind: str = "") -> int:
        if kind == "yes_no":
            return plan.any_member(plan.both(partner, cell))
        nothing = plan.fixed(Word(0)) if kind == "word" else plan.fixed(0)
        return plan.total(plan.chosen(partner, cell, nothing))

    if found.word is not None:
        return Told(found.key, answered, word=across(found.word, "word"))
    value = found.value or held.UNKNOWN
    cell = None if value.cell is None else across(value.cell, value.kind)
    has, none = across(value.has, "yes_no"), across(value.none, "yes_no")
    return Told(found.key, answered, value=value._replace(cell=cell, has=has, none=none))
