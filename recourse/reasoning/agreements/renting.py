"""Whether the right to rent must be checked for a room, as the rulebook says, and what a change raises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from recourse.reasoning.agreements.terms import Funding, Terms
from recourse.reasoning.rulebook import Book, answer

SCHEME = "right_to_rent_scheme_applies"
_SAID = {"true": "", "false": "Not so: ", "not_known": "Nobody knows yet whether: "}
_DUE = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Check:
    """Whether a check is due (None: it depends), why, where the law says so, and what is not known yet."""

    is_due: bool | None
    because: tuple[str, ...]
    cites: tuple[str, ...]
    missing: tuple[str, ...]


def check(terms: Terms, about: Mapping[str, Any], *, book: Book) -> Check:
    """Ask the rulebook, on the first day of the terms.

    `about` holds what else is known of the place and of the person, by the law's own names: `age`,
    `provider`, `self_contained`, `shared_cooking_or_board`, `place_kind`. A host's own home is let by a
    private person, whoever brought them together, so it is no hostel. A council that pays has not thereby
    arranged the place: `arranged_by_council` is for those to say who know. `BadFacts` and `NoLawThatDay` as
    `answer`.
    """
    facts = {
        **about,
        "occupancy": "lodger" if terms.with_a_host else "licence",
        "rent_payable": terms.funding is not Funding.FREE,
    }
    if terms.with_a_host:
        facts["provider"] = "private"
    told = answer(book, facts, as_at=terms.first_day, only=(SCHEME,)).outcomes[SCHEME]
    because = tuple(f"{_SAID[part.verdict]}{part.says}" for part in told.reasons.children)
    missing = tuple(one.question for one in told.missing)
    return Check(_DUE.get(told.outcome), because, tuple(told.cites), missing)


def raised_by(before: Terms, after: Terms, about: Mapping[str, Any], *, book: Book) -> Check | None:
    """The check that a change of terms raises: due or open under the new ones, and not due under the old."""
    was, becomes = check(before, about, book=book), check(after, about, book=book)
    return becomes if was.is_due is False and becomes.is_due is not False else None
