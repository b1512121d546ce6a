"""Answers as plain text for a person at a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from recourse.reasoning import rulebook
from recourse.reasoning.rulebook import cases
from recourse.reasoning.rulebook.answering import AFTER_GRANT, FLIPS_ON
from recourse.reasoning.rulebook.calling import called
from recourse.reasoning.rulebook.person import UNKNOWN
from recourse.reasoning.rulebook.reason import Reason, worded

RAISE = "raise"
GROUPS = (
    ("eligible", "Open now"),
    (RAISE, "To raise with a regulated adviser"),
    ("discretionary", "They may help, but do not have to"),
    ("depends", "It depends"),
    ("not_eligible", "Closed as things stand"),
    ("not_applicable", "Does not apply here"),
)
OPEN = ("eligible", "discretionary")
DEEPEST = 3
WIDTH = 110


def person(case: cases.Case, answers: rulebook.Answers, *, every_test: bool) -> str:
    """All that is answered of one case: outcomes by group, the tests that were asked for, values and days."""
    return "\n".join(_lines(case, answers, every_test))


def _lines(case: cases.Case, answers: rulebook.Answers, every_test: bool) -> Iterator[str]:
    heading = f"{case.id}: {case.title}" if case.title else case.id
    yield heading
    edition = answers.edition[:12]
    yield f"As at {worded(case.as_at)}. Information, not advice about immigration; edition {edition}."
    told = [one for one in answers.outcomes.values() if one.kind == "entitlement" or every_test]
    for word, title in GROUPS:
        group = [one for one in told if _group(one) == word and one.kind == "entitlement"]
        if group:
            yield f"\n{title}"
        for outcome in group:
            yield from _outcome(outcome, brief=word == "not_applicable")
            yield from _better_for_another(outcome, answers)
    tests = [one for one in told if one.kind == "test"]
    if tests:
        yield "\nTests"
    for test in tests:
        yield from _outcome(test, brief=False)
    yield from _values(answers)


def _group(outcome: rulebook.Outcome) -> str:
    """Where an outcome stands; an open one of which only an adviser may say what it means stands apart."""
    is_open = outcome.outcome in ("eligible", "discretionary")
    return RAISE if is_open and outcome.is_general else outcome.outcome


def _values(answers: rulebook.Answers) -> Iterator[str]:
    known = {
        key: value for key, value in answers.values.items() if value is not UNKNOWN and value is not None
    }
    if known or answers.flips_on:
        yield "\nDays and values"
    book = answers.book
    for key, value in known.items():
        definition = book.definitions.get(key)
        if key == AFTER_GRANT:
            opens = [book.definitions[name].title for name, word in value.items() if word in OPEN]
            if opens:
                yield from _wrapped(f"Open once it is granted: {', '.join(opens)}", "  ")
        elif key != FLIPS_ON:
            yield f"  {definition.title if definition else key.replace('_', ' ')}: {worded(value)}"
    if answers.flips_on:
        yield f"  An answer changes by itself on {worded(answers.flips_on)}."
    for key, why in answers.unanswered.items():
        yield f"  {key}: {why}"


def _outcome(outcome: rulebook.Outcome, *, brief: bool) -> Iterator[str]:
    answer = f" ({outcome.outcome})" if outcome.kind == "test" else ""
    yield from _wrapped(f"{outcome.title} [{outcome.key}]{answer}", "  ")
    yield from _wrapped(outcome.says, "    ")
    if brief:
        return
    is_in_general = outcome.is_general and outcome.outcome != "not_eligible"
    for reason in outcome.reasons.children:
        yield from _wrapped(f"- {reason.says}", "    ") if is_in_general else _reason(reason, 1)
    if outcome.cites:
        yield from _wrapped("Rests on: " + "; ".join(outcome.cites), "    ")
    for item in outcome.missing:
        whose = f" ({called(item.whose)})" if item.whose else ""
        yield from _wrapped(f"Not known: {item.question or item.says}{whose} [{item.fact}]", "    ")
    for point, says in outcome.contested.items():
        yield from _wrapped(f"Contested law, {point}: {says}", "    ")
    for item in outcome.assumed:
        yield from _wrapped(f"Assumed until asked: {item.says} [{item.fact}]", "    ")
    for says in outcome.warnings.values():
        yield from _wrapped(f"Careful: {says}", "    ")
    if outcome.decided_by:
        yield from _wrapped(f"Raise it with: {outcome.decided_by}.", "    ")
    if outcome.challenge and outcome.outcome != "eligible":
        yield from _wrapped("If refused: " + _challenge(outcome), "    ")
    if outcome.verified_on is None:
        yield "    Never yet compared with the legislation by a lawyer."


def _better_for_another(outcome: rulebook.Outcome, answers: rulebook.Answers) -> Iterator[str]:
    """Which other of the household would have a better answer as the applicant, and why."""
    other = answers.instead(outcome.key)
    if other is None:
        return
    who = called(other.whose)
    yield from _wrapped(f"If {who} applies instead: {other.outcome.replace('_', ' ')}. {other.says}", "    ")
    for reason in other.reasons.children:
        yield from _reason(reason, 2)
    for item in other.missing:
        yield from _wrapped(f"Not known ({who}): {item.question or item.says} [{item.fact}]", "      ")


def _challenge(outcome: rulebook.Outcome) -> str:
    told = [str(outcome.challenge[key]) for key in ("how", "under") if key in outcome.challenge]
    days = outcome.challenge.get("days")
    return ", ".join(told) + (f", within {days} days" if days else "")


_MARKS = {"true": "yes", "false": "no", "not_known": "not known", "contested": "contested"}


def _reason(reason: Reason, depth: int) -> Iterator[str]:
    if depth > DEEPEST:
        return
    whose = f"{called(reason.whose)}: " if reason.whose else ""
    source = f" ({reason.source})" if reason.source not in ("", "recorded") else ""
    yield from _wrapped(f"- {_MARKS[reason.verdict]}: {whose}{reason.says}{source}", "  " + "  " * depth)
    for child in reason.children:
        yield from _reason(child, depth + 1)


def _wrapped(text: str, margin: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=margin, subsequent_indent=margin + "  ")
