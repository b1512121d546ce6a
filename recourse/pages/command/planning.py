"""A plan as plain text for a person at a terminal: information and signposting, never advice."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from recourse.reasoning.routes import Atlas, Contested, Plan, Stand, Step, stepping
from recourse.reasoning.rulebook import cases
from recourse.reasoning.rulebook.reason import worded

WIDTH = 110
WHEN = (("tonight", "Tonight"), ("this_week", "This week"), ("next", "Next"))
GROUPS = (
    ("check", "May be open; these facts would settle it"),
    ("prepare", "May open on a day to come"),
    ("blocked", "Not yet"),
    ("in_progress", "Waiting for an answer"),
)
CONTACT = (
    "No contact with the Home Office",
    "A request for proof to the Home Office",
    "The Home Office hears from somebody it knows",
    "First contact with the Home Office",
)


def person(case: cases.Case, atlas: Atlas, plans: Mapping[str, Plan]) -> str:
    """The plan of the person and, where it differs, of each other adult as main applicant."""
    heading = f"{case.id}: {case.title}" if case.title else case.id
    lines = [heading]
    for name, plan in plans.items():
        if name:
            lines += ["", f"With {name} as main applicant"]
        lines += list(_lines(atlas, plan))
    return "\n".join(lines)


def _lines(atlas: Atlas, plan: Plan) -> Iterator[str]:
    edition = plan.edition[:12]
    yield f"As at {worded(plan.as_at)}. Information, not advice about immigration; edition {edition}."
    for says in plan.contradictions:
        yield from _wrapped(f"These days cannot both be right: {says}", "  ")
    for says in plan.left_out.values():
        yield from _wrapped(says, "  ")
    yield from _wrapped(f"Begin with: {_first(atlas, plan)}", "  ")
    for when, title in WHEN:
        steps = [step for step in plan.steps if step.when == when]
        if steps:
            yield f"\n{title}"
            for step in steps:
                yield from _step(step)
    for stand in plan.those("raise"):
        yield from _raised(atlas, plan, stand)
    for outcome, title in GROUPS:
        stands = plan.those(outcome)
        if stands:
            yield f"\n{title}"
            for stand in stands:
                yield from _stand(atlas, stand)
    yield from _days(plan)
    for says in plan.warnings:
        yield from _wrapped(f"Careful: {says}", "  ")


def _first(atlas: Atlas, plan: Plan) -> str:
    who = atlas.said["steps"]["who"][plan.adviser]
    return f"{stepping.first_step(atlas, plan.first_step)}. Who must advise: {who}."


def _step(step: Step) -> Iterator[str]:
    by = f" (by {worded(step.by)})" if step.by else ""
    yield from _wrapped(f"- {step.says}{by}", "  ")


def _raised(atlas: Atlas, plan: Plan, stand: Stand) -> Iterator[str]:
    yield f"\n{stand.name} [{stand.id}]"
    yield from _wrapped(stand.sentence, "  ")
    yield from _wrapped(stand.says, "  ")
    yield from _wrapped(f"{CONTACT[stand.contact]}.", "  ")
    if stand.urgent_by:
        yield f"  Until {worded(stand.urgent_by)}."
    for one in stand.contested:
        yield from _wrapped(_point(one), "  ")
    if stand.fee:
        yield f"  Fee at stake: £{stand.fee:,.2f}" + (
            ", a waiver may be asked for." if stand.has_waiver else "."
        )
    if stand.opens:
        yield from _wrapped("If granted it opens: " + stepping.opened(atlas, stand.opens), "  ")
    for code in stand.risks:
        if code in atlas.said["risks"]:
            yield from _wrapped(f"Risk, {atlas.said['risks'][code]['says']}", "  ")
    low, high = stand.weeks
    yield f"  Usually {low} to {high} weeks (an estimate)."
    yield from _wrapped(f"Rests on: {stand.cites}", "  ")
    if stand.verified_on is None:
        yield "  Never yet compared with the legislation by a lawyer."


def _point(one: Contested) -> str:
    return ("Only an adviser may judge: " if one.is_for_adviser else "Not settled: ") + one.says


def _stand(atlas: Atlas, stand: Stand) -> Iterator[str]:
    whose = f" ({stand.whose})" if stand.whose else ""
    yield from _wrapped(f"- {stand.sentence}{whose} [{stand.id}]", "  ")
    if stand.blocked_says:
        yield from _wrapped(stand.blocked_says, "      ")
    for name in stand.missing if stand.outcome == "check" else ():
        fact = atlas.book.fact(name)
        if fact is not None:
            yield from _wrapped(f"Not known: {fact.question} [{name}]", "      ")
    for one in stand.contested:
        yield from _wrapped(one.says, "      ")


def _days(plan: Plan) -> Iterator[str]:
    running = [one for one in plan.deadlines if one.running or one.missed]
    if running:
        yield "\nDays"
    for one in running:
        over = " (over)" if one.missed else ""
        yield from _wrapped(f"{worded(one.act_by)}{over}: {one.label}. {one.explained}", "  ")
        if one.missed:
            yield from _wrapped(one.if_missed, "    ")
    if plan.turns:
        yield "\nThis plan changes by itself"
    for turn in plan.turns:
        yield from _wrapped(f"{worded(turn.day)}: {turn.why}", "  ")


def _wrapped(text: str, margin: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=margin, subsequent_indent=margin + "  ")
