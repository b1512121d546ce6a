"""Lays a plan out from night to day: which step stands in which band, and the days beside it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from recourse.pages.look import days
from recourse.pages.look.days import Chip
from recourse.pages.plan import saying
from recourse.pages.plan.choosing import Choices
from recourse.pages.plan.saying import Card

TONIGHT, WEEK, NEXT = "tonight", "this_week", "next"
NEAR = timedelta(days=3)
REMINDER = "reminder"
BED_TONIGHT = "R-SAFE"
SHOWN_DAYS = 8


@dataclass(frozen=True)
class Band:
    """One stretch of the plan."""

    key: str
    title: str
    when: str
    cards: list[Card]


@dataclass(frozen=True)
class Day:
    """A day beside the plan, and what it is."""

    on: date
    label: str
    explained: str
    if_missed: str
    is_missed: bool


@dataclass(frozen=True)
class Laid:
    """The plan as the page draws it."""

    bands: list[Band]
    also: list[Card]
    days: list[Day]
    home: list[Card]
    is_partial: bool
    warnings: list[str]
    wrong: list[str]
    turns: list[tuple[date, str]]
    unknown: int
    stale: int

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do tonight."""
        return not self.bands[0].cards


def lay(
    told: Mapping[str, Any],
    *,
    today: date,
    as_adviser: str,
    held: Mapping[tuple[str, str], Any],
    refused: Collection[str] = (),
    choices: Choices | None = None,
    at: datetime | None = None,
) -> Laid:
    """Put each route where it belongs; `as_adviser` is the reader's own level, if they are registered."""
    whole = told["whole"] or {}
    found: dict[str, list[Card]] = {TONIGHT: [], WEEK: [], NEXT: [], "also": [], "home": []}
    for step in whole.get("steps", []):
        found[step["when"]].append(saying.plain(step, today=today))
    for stand in told["routes"]:
        card = saying.card(stand, today=today, as_adviser=as_adviser, refused=refused)
        found[_place(stand, today)].append(card)
    found = {
        key: [replace(one, held=held.get((one.route, one.step))) for one in cards]
        for key, cards in found.items()
    }
    if choices is not None and at is not None:
        found = {key: [_offered(one, choices, at) for one in cards] for key, cards in found.items()}
    _buttons(found)
    bands = [
        Band(TONIGHT, "Tonight", days.short_day(today), found[TONIGHT]),
        Band(WEEK, "This week", f"to {days.short_day(today + days.WEEK - days.DAY)}", found[WEEK]),
        Band(NEXT, "Next", "after this week", found[NEXT]),
    ]
    return Laid(
        bands=bands,
        also=found["also"],
        days=_days(whole.get("days", []), today),
        home=found["home"],
        is_partial=told["whole"] is None,
        warnings=[one if isinstance(one, str) else one["says"] for one in whole.get("warnings", [])],
        wrong=[*whole.get("contradictions", []), *dict(whole.get("left_out", {})).values()],
        turns=[(date.fromisoformat(one["day"]), one["why"]) for one in whole.get("turns", [])],
        unknown=len({name for stand in told["routes"] for name in stand["missing"]} - set(refused)),
        stale=sum(bool(one.stale) for cards in found.values() for one in cards),
    )


def _offered(card: Card, choices: Choices, at: datetime) -> Card:
    """The card with whom it may be referred to, and the colleagues who may advise on it."""
    if card.route == BED_TONIGHT:
        return replace(card, refer_to=choices.for_tonight(today=at))
    if card.outcome != "raise" or not card.wants_adviser:
        return card
    colleagues = choices.colleagues_for(card.adviser)
    return replace(card, refer_to=choices.for_advice(card.adviser, today=at), colleagues=colleagues)


def _buttons(found: dict[str, list[Card]]) -> None:
    """To refer is for what wants an adviser: one lamp button a page, tonight; one filled one, this week."""
    for key, dress in ((TONIGHT, "lamp"), (WEEK, "filled"), (NEXT, "quiet")):
        for number, one in enumerate(found[key]):
            if one.outcome == "raise" and one.refer_to:
                found[key][number] = replace(one, button=dress)
                dress = "quiet"


def _place(stand: Mapping[str, Any], today: date) -> str:
    if stand["kind"] == "return":
        return "home"
    outcome, due = stand["outcome"], _on(stand["urgent_by"])
    is_near = due is not None and due <= today + NEAR
    if outcome == "raise":
        return next((str(step["when"]) for step in stand["steps"]), WEEK)
    if outcome == "check":
        return (TONIGHT if is_near else WEEK) if stand["is_triggered"] else "also"
    if outcome == "in_progress" and due is not None and due < today + days.WEEK:
        return TONIGHT if is_near else WEEK
    return NEXT


def _days(told: list[dict[str, Any]], today: date) -> list[Day]:
    found = [
        Day(
            on=date.fromisoformat(one["act_by"]),
            label=str(one["label"]),
            explained=str(one["explained"]),
            if_missed=str(one.get("if_missed", "")),
            is_missed=bool(one["missed"]),
        )
        for one in told
        if one["sort"] != REMINDER and (one["missed"] or date.fromisoformat(one["act_by"]) >= today)
    ]
    return sorted(found, key=lambda one: (one.is_missed, one.on))[:SHOWN_DAYS]


def _on(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


__all__ = ["Band", "Chip", "Laid", "lay"]
