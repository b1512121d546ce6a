"""How a fact about a person is said: its question and its answer, or why there is none, as it was said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from recourse.pages.look import days

WHY_NOT = {
    "not_asked": ("Not asked yet", ""),
    "does_not_know": ("Does not know", ""),
    "declined": ("Would rather not say", "We will not ask again."),
    "not_yet_decided": ("Not decided yet", ""),
    "contested": ("Lawyers disagree", ""),
}


class Asked(Protocol):
    """What a question gives so that its answer can be said: a fact of the law is one."""

    @property
    def question(self) -> str: ...
    @property
    def type(self) -> object: ...
    @property
    def options(self) -> Mapping[str, str]: ...
    @property
    def unit(self) -> str: ...


@dataclass(frozen=True)
class Known:
    """One line of what is known: `is_known` is false when `words` say why there is no answer."""

    name: str
    question: str
    words: str
    more: str
    is_known: bool


def said(record: Any, asked: Asked | None, today: date | None = None) -> Known:
    """A fact as recorded, in the words of its question; without one, its name stands in."""
    question = asked.question if asked else record.name.replace("_", " ").capitalize()
    when = f"Said {days.short_day(record.recorded_at, today)}, to {record.recorded_by.name}."
    if record.why_not_known:
        words, more = WHY_NOT[record.why_not_known]
        return Known(record.name, question, words, f"{more} {when}".strip(), is_known=False)
    since = f"Since {days.day(record.from_day, today)}. " if record.from_day else ""
    return Known(record.name, question, value(record.value, asked, today), since + when, is_known=True)


def value(known: Any, asked: Asked | None, today: date | None = None) -> str:
    """A value in words: "Yes", an option's label, "8 October", "£20", "2 people"."""
    options: Mapping[str, str] = asked.options if asked else {}
    kind = str(asked.type) if asked else ""
    if known is None:
        return "There is none"
    if isinstance(known, bool):
        return "Yes" if known else "No"
    if kind == "day":
        return _day(known, today)
    if kind == "money":
        return f"£{known:,}" + (f" {asked.unit}" if asked and asked.unit else "")
    if isinstance(known, list):
        return _several(known, options)
    return options.get(str(known), str(known))


def _several(known: list[Any], options: Mapping[str, str]) -> str:
    if not known:
        return "None"
    if all(isinstance(one, dict) for one in known):
        return f"{len(known)} {'person' if len(known) == 1 else 'people'}"
    return ", ".join(options.get(str(one), str(one)) for one in known)


def _day(known: Any, today: date | None) -> str:
    try:
        return days.day(date.fromisoformat(str(known)), today)
    except ValueError:
        return str(known)


def before(question: str) -> str:
    """A question, or the name of a line, as it stands before its answer: one mark, not two."""
    return question if question.endswith(("?", ":")) else f"{question}:"
