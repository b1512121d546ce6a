"""An outcome as the answers page draws it: what it turns on, its grounds, how sure, what would open it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from recourse.pages.look import outcomes as words

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
UNVERIFIED = "No named person has compared it with the legislation yet."


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
    places = {key: place for place, key in enumerate(order)}
    every = sorted(found, key=lambda card: places.get(card.key, len(places)))
    return {outcome: [card for card in every if card.outcome == outcome] for outcome in words.HEADINGS}


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
        small_print=_small_print(outcome),
        openings=_openings(reasons, may_change) if outcome["outcome"] == "not_eligible" else [],
        is_withheld=outcome["is_withheld"],
        is_general=is_general,
    )


def _in_general(outcome: Mapping[str, Any]) -> Mapping[str, Any]:
    """What only a registered adviser may be told about a person, as everybody is told it."""
    general = outcome.get("general")
    if not general or outcome["outcome"] == "not_applicable":
        return outcome
    return {**outcome, "says": general, "is_general": True}


def _small_print(outcome: Mapping[str, Any]) -> str:
    without = {name: part for name, part in outcome.items() if name != "challenge"}
    never = outcome.get("verified_on") in (None, "", "never")
    said = (
        words.small_print(without),
        UNVERIFIED if never else "",
        _challenge(outcome.get("challenge") or {}),
    )
    return " ".join(filter(None, said))


def _challenge(challenge: Mapping[str, Any]) -> str:
    """What can be done against a refusal, and within how long."""
    how = str(challenge.get("how", "")).rstrip(". ")
    if not how:
        return ""
    days = challenge.get("days")
    within = str(challenge.get("within", "")) or (f"{days} days" if days else "")
    limit = f" Within {within}." if within and within not in how and f"{days} " not in how else ""
    under = f" ({challenge['under']})" if challenge.get("under") else ""
    return f"Refused? {how[:1].upper()}{how[1:]}{under}.{limit}"


def _each_once(cites: Iterable[str]) -> list[str]:
    """Provisions that are written together, one by one and each once."""
    return list(dict.fromkeys(one.strip() for several in cites for one in several.split("; ")))


def _turns(missing: Iterable[Mapping[str, Any]], ask: str) -> list[Turn]:
    found: dict[tuple[str, str], Turn] = {}
    for one in missing:
        whose = one.get("whose", "")
        fact = one["fact"] if not whose else "dependent_children" if "child" in whose else "household"
        found.setdefault(
            (fact, one["question"]), Turn(one["question"], whose, f"{ask}{fact}/?then=answers", fact)
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
