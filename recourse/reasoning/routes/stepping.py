"""Expands each route into steps: advice, papers, fee, agreement, the answer, and the proof afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from recourse.reasoning.routes.atlas import Atlas
from recourse.reasoning.routes.outline import Stand, Step
from recourse.reasoning.routes.route import IN_PROGRESS, PREPARE, RAISE

TONIGHT, THIS_WEEK, NEXT = "tonight", "this_week", "next"
GAINS_PROOF = frozenset({"proof", "new_status", "upgrade", "unlock", "preserve", "citizenship"})
_NEAR, _SOON = timedelta(days=3), timedelta(days=14)
SAFE_STEPS = ("safe", "dates", "adviser", "evidence")


def steps(atlas: Atlas, stands: Mapping[str, Stand], order: Sequence[str], as_at: date) -> tuple[Step, ...]:
    """The steps of a plan, in order: the safe first steps, then each route that is raised or goes on."""
    says = atlas.said["steps"]
    wanted = [stands[name] for name in order if stands[name].outcome in (RAISE, IN_PROGRESS, PREPARE)]
    level = _highest([stand.adviser for stand in wanted if stand.outcome == RAISE] or ["L2"])
    found = [_safe(says[name], says["who"], level) for name in SAFE_STEPS]
    for stand in wanted:
        found += list(_of_route(atlas, stand, as_at))
    return tuple(found)


_RANK = ("N", "L1", "L1E", "L2", "L3", "SOL", "LAP")


def _highest(levels: list[str]) -> str:
    return max(levels, key=_RANK.index)


def _safe(written: Any, who: Any, level: str) -> Step:
    return Step(
        code=written["code"], route="", kind="safe", says=written["says"].replace("LEVEL", who[level]),
        when=written["when"], by=None, adviser="N", contact=written["contact"], needs_consent=False,
        after=(), is_hint=False,
    )  # fmt: skip


def _of_route(atlas: Atlas, stand: Stand, as_at: date) -> Iterator[Step]:
    if stand.outcome == PREPARE:
        yield _step(atlas, stand, "prepare", NEXT, stand.opens_on, contact=0)
        return
    if stand.outcome == IN_PROGRESS:
        yield _step(atlas, stand, "in_progress", NEXT, stand.urgent_by, contact=0)
        yield _step(atlas, stand, "decision", NEXT, None, contact=0)
        yield from _after_grant(atlas, stand)
        return
    when = _when(stand, as_at)
    yield _step(atlas, stand, "raise", when, stand.urgent_by, contact=0)
    if stand.adviser != "N":
        yield _step(atlas, stand, "advice", when, stand.urgent_by, contact=0)
    if stand.evidence:
        yield _step(atlas, stand, "bring", when, stand.urgent_by, contact=0)
    if stand.fee:
        yield _step(atlas, stand, "fee", when, None, contact=0)
        if stand.has_waiver:
            yield _step(atlas, stand, "waiver", when, None, contact=0)
    if stand.contact >= 2:
        yield _step(atlas, stand, "agree", when, None, contact=0)
    held = _held(stand)
    if held:
        yield _step(atlas, stand, held, when, None, contact=0)
    else:
        yield _step(atlas, stand, "lodged", when, stand.urgent_by, contact=stand.contact)
        yield _step(atlas, stand, "chase", NEXT, None, contact=1)
    hooks = [hook for hook in atlas.graph.hooks if stand.id == hook.route and hook.on == "lodge"]
    if stand.interim or hooks:
        yield _step(atlas, stand, "interim", NEXT, None, contact=0)
    yield _step(atlas, stand, "decision", NEXT, None, contact=0)
    yield from _after_grant(atlas, stand)


def _held(stand: Stand) -> str:
    """Why nothing may reach the Home Office yet: no agreement to this purpose, or nobody named to advise."""
    if stand.contact >= 2 and not stand.is_consented:
        return "no_consent"
    return "no_adviser" if stand.contact == 3 and not stand.is_adviser_named else ""


def _after_grant(atlas: Atlas, stand: Stand) -> Iterator[Step]:
    """After every grant the proof is put right, and where support ends with it the move is made."""
    grants = [move for move in atlas.graph.moves if stand.id in move.routes and move.kind == "grant"]
    if grants or stand.kind in GAINS_PROOF:
        yield _step(atlas, stand, "proof", NEXT, None, contact=1)
    if any(one.startswith(("asylum_", "nrm_support")) for move in grants for one in move.closes):
        yield _step(atlas, stand, "move_on", NEXT, None, contact=0)


def _when(stand: Stand, as_at: date) -> str:
    if stand.is_tonight or (stand.urgent_by and stand.urgent_by <= as_at + _NEAR):
        return TONIGHT
    return THIS_WEEK if stand.urgent_by is None or stand.urgent_by <= as_at + _SOON else NEXT


def _step(atlas: Atlas, stand: Stand, kind: str, when: str, by: date | None, *, contact: int) -> Step:
    return Step(
        code=f"{stand.id}/{kind}",
        route=stand.id,
        kind=kind,
        says=sentence(atlas, stand, kind),
        when=when,
        by=by,
        adviser=stand.adviser,
        contact=contact,
        needs_consent=contact >= 2,
        after=("R-ADVISER",) if contact == 3 else (),
        is_hint=kind in ("chase", "decision", "proof", "move_on", "interim"),
    )


def sentence(atlas: Atlas, stand: Stand, kind: str) -> str:
    """The plain sentence of a step or an outcome. It never tells anybody to apply."""
    says, evidence = atlas.said["steps"], atlas.said["evidence"]
    packs = "; ".join(evidence[pack]["title"].lower() for pack in stand.evidence if pack in evidence)
    blocked = atlas.routes[stand.blocked_by].name if stand.blocked_by in atlas.routes else ""
    words = {
        "NAME": stand.name,
        "LEVEL": says["who"][stand.adviser],
        "DAY": _day(stand.opens_on) if stand.opens_on else "a day not known yet",
        "BLOCKED": f"“{blocked}”"
        if blocked
        else says["waits_for"].get(stand.blocked_by, "something else is done"),
        "PACKS": packs,
        "FEE": f"£{stand.fee:,.2f}".replace(".00", "") if stand.fee else "nothing",
        "OPENS": opened(atlas, stand.interim),
        "WEEKS": str(stand.weeks[1]),
    }
    said = str(says[kind]["says"])
    for word, value in words.items():
        said = said.replace(word, value)
    return said[:1].upper() + said[1:]


def first_step(atlas: Atlas, code: str) -> str:
    """The first thing to do, in words."""
    says = atlas.said["steps"]
    if code in says["first"]:
        return str(says["first"][code])
    return f"Raise “{atlas.routes[code].name}”" if code in atlas.routes else code


def opened(atlas: Atlas, codes: tuple[str, ...]) -> str:
    """What a route opens, in words."""
    words = atlas.said["steps"]["opened"]
    defined = atlas.book.definitions
    return ", ".join(
        str(words[code])
        if code in words
        else defined[code].title
        if code in defined
        else code.replace("_", " ")
        for code in codes
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def outcome_sentence(atlas: Atlas, stand: Stand) -> str:
    """How a route stands, in one sentence."""
    return sentence(atlas, stand, stand.outcome)


__all__ = ["first_step", "opened", "outcome_sentence", "sentence", "steps"]
