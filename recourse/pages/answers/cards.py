"""An outcome as the answers page draws it: what it turns on, its grounds, how sure, what would open it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from recourse.pages.answers import small_print as printed
from recourse.pages.look import outcomes as words
from recourse.reasoning.rulebook.calling import called

SHOWN_FACTS = 4
SHOWN_CITES = 3
OPEN = ("eligible", "discretionary")
#: Open, on a matter of which only a regulated adviser may say what it means for this person.
RAISE = "raise"
CHANGES = {
    "by_application": "an application can change this",
    "by_evidence": "evidence can change this",
    "by_time": "time can change this",
    "never": "this cannot change",
}


@dataclass(frozen=True, slots=True)
class Turn:
    """A fact an outcome turns on, and where it is asked."""

    question: str
    whose: str
    address: str
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """Something that stands in the way: as it was found, and whether it can come to be otherwise."""

    verdict: str
    says: str
    change: str


@dataclass(frozen=True, slots=True)
class Instead:
    """The better answer there is when another of the household applies."""

    whose: str
    who: str
    outcome: str
    says: str
    turns: list[Turn]
    contested: list[str]
    reasons: list[dict[str, Any]]
    cites: list[str]
    small_print: str

    @property
    def is_open(self) -> bool:
        """Whether they would have it, or may have it, as far as is known."""
        return self.outcome in OPEN


@dataclass(frozen=True, slots=True)
class Card:
    """One outcome."""

    key: str
    outcome: str
    title: str
    says: str
    decided_by: str
    turns: list[Turn]
    more_turns: list[Turn]
    contested: list[str]
    assumed: list[Turn]
    warnings: list[str]
    reasons: list[dict[str, Any]]
    cites: list[str]
    more_cites: int
    small_print: str
    openings: list[Opening]
    is_withheld: bool
    is_general: bool
    instead: Instead | None

    @property
    def turn_count(self) -> int:
        """How many facts it turns on."""
        return len(self.turns) + len(self.more_turns)

    @property
    def first_reason(self) -> Opening | None:
        """The first thing that stands in the way, or that puts it beside the matter."""
        return _opening(self.reasons[0], "") if self.reasons else None


def cards(
    outcomes: Mapping[str, Any],
    *,
    person_id: object,
    about: str,
    may_change: Mapping[str, str],
    as_adviser: bool = False,
) -> list[Card]:
    """Every outcome of an answer; `may_change` says how each fact can come to be otherwise.

    Only `as_adviser` is what an adviser was told about the person shown as it stood.
    """
    return [
        _card(
            key,
            outcome if as_adviser else _in_general(outcome),
            ask=asking(person_id, about),
            may_change=may_change,
        )
        for key, outcome in outcomes.items()
        if outcome["outcome"] in words.WORDS
    ]


def grouped(found: Iterable[Card], *, order: Sequence[str]) -> dict[str, list[Card]]:
    """The cards under the outcomes' headings, in the order of the page; under each, a bed before the rest."""
    every = ordered(found, order=order)
    return {outcome: [card for card in every if card.outcome == outcome] for outcome in words.HEADINGS}


def ordered(found: Iterable[Card], *, order: Sequence[str]) -> list[Card]:
    """The cards in the order of the page, those it does not name last."""
    places = {key: place for place, key in enumerate(order)}
    return sorted(found, key=lambda card: places.get(card.key, len(places)))


def first_reasons(reasons: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """The sentences directly under an outcome."""
    return list(reasons.get("children", [])) if reasons else []


def _card(key: str, outcome: Mapping[str, Any], *, ask: str, may_change: Mapping[str, str]) -> Card:
    turns = _turns(outcome["missing"], ask) if outcome["outcome"] == "depends" else []
    reasons = first_reasons(outcome.get("reasons"))
    is_general = bool(outcome.get("is_general")) and outcome["outcome"] != "not_applicable"
    cites = _each_once(outcome.get("cites", []))
    return Card(
        key=key,
        outcome=RAISE if is_general and outcome["outcome"] in OPEN else outcome["outcome"],
        title=outcome["title"],
        says=outcome["says"],
        decided_by=outcome.get("decided_by", ""),
        turns=turns[:SHOWN_FACTS],
        more_turns=turns[SHOWN_FACTS:],
        contested=[one["says"] for one in outcome["contested"]],
        assumed=_turns(outcome["assumed"], ask),
        warnings=[one["says"] for one in outcome.get("warnings", [])],
        reasons=reasons,
        cites=cites[:SHOWN_CITES],
        more_cites=max(0, len(cites) - SHOWN_CITES),
        small_print=printed.of(outcome),
        openings=_openings(reasons, may_change) if outcome["outcome"] == "not_eligible" else [],
        is_withheld=outcome["is_withheld"],
        is_general=is_general,
        instead=_instead(outcome.get("instead"), ask),
    )


def _instead(other: Mapping[str, Any] | None, ask: str) -> Instead | None:
    if not other:
        return None
    return Instead(
        whose=other["whose"],
        who=called(other["whose"]),
        outcome=other["outcome"],
        says=other["says"],
        turns=_turns(other["missing"], ask),
        contested=[one["says"] for one in other["contested"]],
        reasons=first_reasons(other.get("reasons")),
        cites=_each_once(other.get("cites", [])),
        small_print=printed.of(other),
    )


def _in_general(outcome: Mapping[str, Any]) -> Mapping[str, Any]:
    """What only a registered adviser may be told about a person, as everybody is told it."""
    general = outcome.get("general")
    if not general or outcome["outcome"] == "not_applicable":
        return outcome
    return {**outcome, "says": general, "is_general": True}


def _each_once(cites: Iterable[str]) -> list[str]:
    """Provisions that are written together, one by one and each once."""
    return list(dict.fromkeys(one.strip() for several in cites for one in several.split("; ")))


def _turns(missing: Iterable[Mapping[str, Any]], ask: str) -> list[Turn]:
    found: dict[tuple[str, str], Turn] = {}
    for one in missing:
        whose = one.get("whose", "")
        fact = one["fact"] if not whose else "dependent_children" if "child" in whose else "household"
        found.setdefault(
            (fact, one["question"]),
            Turn(one["question"], called(whose) if whose else "", f"{ask}{fact}/?then=answers", fact),
        )
    return list(found.values())


def _openings(reasons: Iterable[Mapping[str, Any]], may_change: Mapping[str, str]) -> list[Opening]:
    """What stands in the way, each once."""
    found: dict[str, Opening] = {}
    for leaf in _leaves(reasons):
        found.setdefault(leaf["says"], _opening(leaf, CHANGES.get(may_change.get(leaf["fact"], ""), "")))
    return list(found.values())[:6]


def _opening(reason: Mapping[str, Any], change: str) -> Opening:
    verdict = words.VERDICTS[str(reason["verdict"])][2]
    return Opening(verdict, str(reason["says"]), change)


def _leaves(reasons: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    for reason in reasons:
        if reason.get("fact"):
            yield reason
        yield from _leaves(reason.get("children", ()))


def asking(person_id: object, about: str) -> str:
    """The address under which each fact is asked."""
    return reverse("ask:go_on", args=[person_id, about])
