"""Answers as plain text for a person at a terminal."""

from __future__ import annotations

from recourse.reasoning import rulebook
from recourse.reasoning.rulebook import cases


def person(case: cases.Case, answers: rulebook.Answers) -> str:
    """All that is answered of one case."""
    return f"{case.id} {case.title} ({case.as_at})\n" + "\n".join(
        f"  {outcome.title}: {outcome.outcome}" for outcome in answers.outcomes.values()
    )
