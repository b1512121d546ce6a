"""Writes a paper: its clauses for such a room, filled in, with the days worked out."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from typing import Any

from recourse.reasoning.agreements import days
from recourse.reasoning.agreements.clauses import clauses, papers
from recourse.reasoning.agreements.terms import BadTerms, Funding, Kind, Terms, wrong_in
from recourse.reasoning.periods import later_by_days

EVERY = {Kind.LEASE_IN: "a month", Kind.LICENCE: "a week", Kind.NOTICE: "a week", Kind.HOUSE_RULES: "a week"}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    heading: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A paper as it can be read, and what its clauses rest on."""

    title: str
    opening: str
    sections: tuple[Section, ...]
    rests_on: tuple[str, ...]


def write(terms: Terms) -> Written:
    """Write it. Raises `BadTerms` with every term that cannot stand."""
    if wrongs := wrong_in(terms):
        raise BadTerms(wrongs)
    said = _words(terms)
    chosen = [clause for clause in clauses() if clause.is_for(terms)]
    sections = tuple(
        Section(heading, tuple(one.says.format_map(said) for one in under))
        for heading, under in groupby(chosen, key=lambda one: one.heading)
    )
    paper = papers()[terms.kind]
    rests_on = tuple(dict.fromkeys(one.cites for one in chosen if one.cites))
    return Written(paper.title, paper.opening.format_map(said), sections, rests_on)


def _words(terms: Terms) -> dict[str, Any]:
    said: dict[str, Any] = {
        name: in_words(value) if isinstance(value, date) else value for name, value in asdict(terms).items()
    }
    said["money"] = f"{in_pounds(terms.pence)} {_every(terms)}" if terms.pence else "one peppercorn a year"
    said["lasts"] = f"until {in_words(terms.last_day)}" if terms.last_day else "until it is ended"
    said["reviewed_on"] = _reviewed(terms)
    said["notice_least"] = days.least_notice(terms.funding)
    if terms.kind is Kind.NOTICE:
        said["ends_on"] = in_words(days.notice(terms).ends_on)
    return said


def _reviewed(terms: Terms) -> str:
    """When a stay is looked at: the first day, and how often after it."""
    two_reviews = later_by_days(terms.first_day, days.FIRST_REVIEW + days.NEXT_REVIEW)
    found = days.reviews(terms.first_day, until=min(terms.last_day or two_reviews, two_reviews))
    if not found:
        return "on the last day"
    return f"on {in_words(found[0])}{', and every four weeks after that' if len(found) > 1 else ''}"


def _every(terms: Terms) -> str:
    by_the_night = terms.funding is Funding.COUNCIL and terms.kind is not Kind.LEASE_IN
    return "a night" if by_the_night else EVERY[terms.kind]


def in_words(day: date) -> str:
    """A day as people write it."""
    return f"{day.day} {day:%B %Y}"


def in_pounds(pence: int) -> str:
    """Money as people write it, from whole pence."""
    pounds, rest = divmod(pence, 100)
    return f"£{pounds:,}.{rest:02}" if rest else f"£{pounds:,}"
