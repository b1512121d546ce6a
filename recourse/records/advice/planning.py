"""The plan of a person as it stands now, from what is known, who asks, and what they agreed to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from recourse.reasoning import routes
from recourse.reasoning.routes.route import LIVE, RAISE, fact_of
from recourse.reasoning.rulebook import BadFacts, recording
from recourse.reasoning.rulebook.person import Person as Asked
from recourse.records.advice import advising, freezing, queries, verifying
from recourse.records.people import queries as people
from recourse.records.people.models import Consent, Person
from recourse.records.people.words import Checked, ForWhat, How

# For which purposes of the law an agreement recorded here is one.
SCOPES = {
    ForWhat.ESCALATION: "hes",
    ForWhat.STATUS_CHECK: "hes",
    ForWhat.RETURN: "return",
    ForWhat.APPLICATION: "application",
}
ASKED = ("considering", "decided")
RETURN = "return"
ALL = "all"


#: What is lodged as an application of its own; while a valid one waits, only that one may be varied.
#: A claim that a legal aid provider leads is none, nor is what keeps a right going, such as an appeal.
APPLIED_FOR = ("new_status", "upgrade", "unlock", "citizenship")
CLAIMED_WITH = "LAP"


class NoPlan(ValueError):
    """What is recorded cannot be so; each complaint says which answer to put right."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan in parts, each with the fields it rests on, and a sign of all that stands in it."""

    edition: str
    tally: dict[str, int]
    parts: list[tuple[tuple[str, ...], dict[str, Any]]]
    sign: str

    @property
    def told(self) -> dict[str, Any]:
        """The plan, whole."""
        return joined(says for _, says in self.parts)


def make(person: Person, *, on: date) -> Planned:
    """The plan on a day, from what the reader may see. Raises NoPlan when the facts contradict each other."""
    facts = advising.of_the_person(queries.known(person)) | agreed(person, on=on)
    atlas = routes.england()
    try:
        plan = routes.plan(atlas, facts, as_at=on)
    except (BadFacts, routes.BadHousehold) as wrong:
        raise NoPlan(str(wrong)) from wrong
    return _parted(plan, atlas, facts, is_waiting=_waits(atlas, facts, on=on))


def agreed(person: Person, *, on: date) -> dict[str, Any]:
    """What they agreed the Home Office may be asked, as it is recorded here and on no other word."""
    standing = [one for one in people.consents(person) if _stands(one, on=on)]
    standing = [one for one in standing if _counts(one)] or standing
    scope = sorted({SCOPES[ForWhat(one.for_what)] for one in standing})
    told: dict[str, Any] = {"consent_ho_contact_given": bool(scope)}
    if scope:
        told |= {
            "consent_ho_contact_written": all(one.how == How.WRITTEN for one in standing),
            "consent_ho_contact_scope": scope,
            "consent_ho_contact_date": max(one.first_day for one in standing),
            "consent_ho_contact_capacity_ok": all(Checked.CAN_DECIDE in one.checked for one in standing),
        }
    return told


def joined(parts: Any) -> dict[str, Any]:
    """The routes that may be seen, in the plan's order, and what speaks of the whole, if that may be seen."""
    seen: dict[str, Any] = {"routes": [], "whole": None}
    for part in parts:
        seen["routes"] += part.get("routes", [])
        seen["whole"] = part.get("whole") or seen["whole"]
    seen["routes"].sort(key=lambda one: one["place"])
    return seen


def _stands(consent: Consent, *, on: date) -> bool:
    is_now = consent.first_day <= on < consent.after_last_day and consent.withdrawn_at is None
    return is_now and consent.to_authority_id is not None and consent.for_what in SCOPES


def _waits(atlas: routes.Atlas, facts: dict[str, Any], *, on: date) -> bool:
    """Whether an application of theirs waits for its answer, and is not known to be invalid."""
    if facts.get("pending_application_valid") is False or facts.get("pending_application_withdrawn") is True:
        return False
    asked = Asked(atlas.law, recording.recorded(atlas.book, facts), day=on)
    return atlas.law.judged(asked, "application_waits")[0] is True


def _counts(consent: Consent) -> bool:
    """Whether they signed, and could decide: an agreement that does not count takes none away that does."""
    return consent.how == How.WRITTEN and Checked.CAN_DECIDE in consent.checked


def _parted(plan: routes.Plan, atlas: routes.Atlas, facts: dict[str, Any], *, is_waiting: bool) -> Planned:
    """Going home is left out, wherever it stands, unless they asked about it."""
    is_asked = facts.get("wants_return") in ASKED
    shown = [
        stand
        for stand in plan.routes.values()
        if stand.outcome in LIVE and (is_asked or stand.kind != RETURN)
    ]
    place = {name: number for number, name in enumerate(plan.order)}
    grouped: dict[tuple[str, ...], dict[str, Any]] = {}
    tally: dict[str, int] = {}
    for stand in shown:
        tally[stand.outcome] = tally.get(stand.outcome, 0) + 1
        told = stand.to_json() | {"place": place.get(stand.id, len(place))}
        compared = verifying.compared_on(stand.id)
        told["verified_on"] = compared.isoformat() if compared else None
        told["is_only_varied"] = is_waiting and _is_applied_for(stand)
        told["steps"] = [step.to_json() for step in plan.steps if step.route == stand.id]
        told["days"] = [one.to_json() for one in plan.deadlines if one.key in stand.deadlines]
        fields = _fields_of(stand.id, atlas, facts)
        grouped.setdefault(fields, {"routes": []})["routes"].append(told)
    every = tuple(sorted({"answers", "status", *(field for fields in grouped for field in fields)}))
    every = tuple(sorted({*every, *_shared_as(facts, atlas)}))
    grouped.setdefault(every, {"routes": []})["whole"] = _whole(plan, is_asked=is_asked)
    parts = sorted(grouped.items())
    return Planned(plan.edition, tally, parts, sha256(repr(parts).encode()).hexdigest())


def _is_applied_for(stand: routes.Stand) -> bool:
    return stand.outcome == RAISE and stand.kind in APPLIED_FOR and stand.adviser != CLAIMED_WITH


def _whole(plan: routes.Plan, *, is_asked: bool) -> dict[str, Any]:
    told = plan.to_json()
    kept = ("first_step", "contradictions", "left_out", "turns", "warnings", "lead")
    whole = {name: told[name] for name in kept}
    whole["steps"] = [step for step in told["steps"] if not step["route"]]
    whole["days"] = told["deadlines"]
    return whole | {"return_is_asked": is_asked}


def _fields_of(route: str, atlas: routes.Atlas, facts: dict[str, Any]) -> tuple[str, ...]:
    """The fields of the given facts that a route rests on, and those of the routes it asks for."""
    by_fact = {fact_of(name): name for name in atlas.routes}
    names: set[str] = set()
    seen, waiting = {route}, [route]
    while waiting:
        one = atlas.routes[waiting.pop()]
        clauses = (*one.gateways, *one.not_if, *one.contested)
        found = freezing.facts_of([clause.when for clause in clauses], atlas.law.book)
        names |= found
        others = {
            by_fact[name.removeprefix("own_")] for name in found if name.removeprefix("own_") in by_fact
        }
        waiting += sorted(others - seen)
        seen |= others
    given = {name: facts[name] for name in facts if atlas.book.also_called.get(name, name) in names}
    return tuple(sorted({"answers", "status", *_shared_as(given, atlas)}))


def _shared_as(facts: dict[str, Any], atlas: routes.Atlas) -> set[str]:
    called = atlas.book.also_called
    return {atlas.book.facts[called.get(name, name)].share_as for name in facts}
