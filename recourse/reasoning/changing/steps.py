"""An option in words: what would have to happen or turn out so, and who can bring it about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from recourse.reasoning.changing.choices import Choice
from recourse.reasoning.rulebook.facts import Fact, Type
from recourse.reasoning.rulebook.reason import worded

BY_APPLICATION = "An application can bring this about."
BY_EVIDENCE = "Evidence can bring this about."
WITH_AN_ADVISER = "Raise it with a regulated adviser: only they can tell you if you should ask for it."


@dataclass(frozen=True, slots=True)
class Step:
    """One part of an option: something sought (`may_change`), or something that may turn out so."""

    says: str
    how: str = ""
    may_change: str = ""
    fact: str = ""
    question: str = ""
    is_for_adviser: bool = False
    sets: tuple[tuple[str, Any], ...] = ()
    gone: frozenset[str] = frozenset()

    @property
    def is_learned(self) -> bool:
        """Whether it is only to be found out, and nothing need change."""
        return bool(self.fact)


@dataclass(frozen=True, slots=True)
class Option:
    """Changes that open the door together, and what it would be then."""

    steps: tuple[Step, ...]
    outcome: str

    @property
    def sought(self) -> tuple[Step, ...]:
        """What somebody would have to grant, find or be shown."""
        return tuple(step for step in self.steps if not step.is_learned)

    @property
    def learned(self) -> tuple[Step, ...]:
        """What is not known yet and would have to turn out so."""
        return tuple(step for step in self.steps if step.is_learned)

    @property
    def says(self) -> str:
        """The option as one sentence."""
        parts = [step.says for step in self.sought]
        found = [step.says for step in self.learned]
        if found:
            parts.append("it turns out that " + " and that ".join(found))
        return f"If {' and '.join(parts)}."


def sought(choice: Choice, *, is_for_adviser: bool) -> Step:
    """The step of something that somebody may grant, find or be shown."""
    how = BY_APPLICATION if choice.may_change == "by_application" else BY_EVIDENCE
    return Step(
        says=choice.says,
        how=WITH_AN_ADVISER if is_for_adviser else how,
        may_change=choice.may_change,
        is_for_adviser=is_for_adviser,
        sets=tuple(choice.sets.items()),
        gone=choice.gone,
    )


def learned(choice: Choice, fact: Fact, *, side: str = "", others: Sequence[Any] = ()) -> Step:
    """The step of something not known.

    `side` says whether an earlier, later, smaller or larger value does too; `others` are codes that do.
    """
    value = choice.sets[fact.name]
    return Step(
        says=_says(fact, value, side, others),
        fact=fact.name,
        question=fact.question,
        sets=tuple(choice.sets.items()),
    )


def _says(fact: Fact, value: Any, side: str, others: Sequence[Any]) -> str:
    if fact.type is Type.YES_NO:
        says = fact.says or fact.name.replace("_", " ")
        return says if value else f"it is not so that {says}"
    told = [f"“{_labelled(fact, one)}{side}”" for one in _in_order(fact, (value, *others))]
    listed = " or ".join(filter(None, (", ".join(told[:-1]), told[-1])))
    return f"the answer to “{fact.question or fact.says}” is {listed}"


def _in_order(fact: Fact, values: Sequence[Any]) -> Sequence[Any]:
    """Codes in the order in which the question offers them, whichever of them the solver met first."""
    if not fact.options:
        return values
    listed = [code for one in values for code in (one if isinstance(one, frozenset) else (one,))]
    return [code for code in fact.options if code in listed]


def _labelled(fact: Fact, value: Any) -> str:
    if isinstance(value, frozenset):
        return ", ".join(fact.options.get(code, code) for code in sorted(value))
    return fact.options.get(value, worded(value)) if isinstance(value, str) else worded(value)
