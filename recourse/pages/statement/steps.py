"""What a statement says of plans: what was kept, what they said, what was to be done, what stopped it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate

from recourse.records.advice import queries as advice
from recourse.records.matters import queries as matters

if TYPE_CHECKING:
    from recourse.records.people.models import Person


def steps(person: Person) -> list[dict[str, Any]]:
    """Each thing on its day, newest first."""
    found = [_said(one.made_at, "A plan was kept", "", one.made_by.name) for one in advice.plans(person)]
    for word in advice.words(person):
        found.append(_said(word.recorded_at, "What you said to it", word.words, word.recorded_by.name))
    for task in matters.of_person(person):
        what = f"To be done ({task.get_state_display().lower()})"
        found.append(_said(task.made_at, what, task.says, task.made_by.name))
    for one in matters.barriers(person):
        what = f"What stopped a step: {one.get_why_display().lower()}"
        found.append(_said(one.recorded_at, what, one.note, one.recorded_by.name))
    return sorted(found, key=lambda one: one["on"], reverse=True)


def _said(at: datetime, what: str, words: str, by: str) -> dict[str, Any]:
    return {"on": localdate(at).isoformat(), "what": what, "words": words, "by": by}
