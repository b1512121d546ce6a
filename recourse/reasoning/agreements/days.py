"""The days that follow from an agreement: when a notice ends, and when a stay is looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from recourse.reasoning.agreements.terms import BadTerms, Funding, Terms, Wrong
from recourse.reasoning.periods import later_by_days

# Four weeks by law where a charge is paid; three where nothing is, which councils are told is sensible.
LEAST_NOTICE = {Funding.FREE: 21, Funding.PAYING: 28, Funding.COUNCIL: 28}
FIRST_REVIEW, NEXT_REVIEW = 7, 28


@dataclass(frozen=True, slots=True)
class Notice:
    """The first day on which a notice can have run out, why no sooner, and what it rests on.

    `needs_court` is None where that turns on more than the terms say.
    """

    ends_on: date
    because: str
    cites: str
    needs_court: bool | None


_RESTS_ON = {
    Funding.FREE: (
        "Nothing is paid for the room, so the law wants reasonable notice and names no number of days.",
        "Protection from Eviction Act 1977 s3A(7)(b)",
        False,
    ),
    Funding.PAYING: (
        "A charge is paid for the room, so the notice is in writing, in the form the law prescribes, and four"
        " weeks at the least.",
        "Protection from Eviction Act 1977 ss3, 5(1A)",
        True,
    ),
    Funding.COUNCIL: (
        "A council pays for the room. Whether that counts as a charge is not settled, so it is four weeks.",
        "Protection from Eviction Act 1977 ss3, 3A(7)(b), 5(1A)",
        None,
    ),
}
_PAID_WITH_A_HOST = (
    "The room is paid for and in the home of who lends it, and rooms are shared with them: reasonable notice"
    " is enough where it is they who let somebody stay. Where the charity does, that is not settled, so it is"
    " four weeks.",
    "Protection from Eviction Act 1977 s3A(2)",
    None,
)


def least_notice(funding: Funding) -> int:
    """The fewest days of notice for such a room, a host's home included: who lets them stay there is open."""
    return LEAST_NOTICE[funding]


def notice_ends(given_on: date, *, days: int) -> date:
    """When a notice has run out, the day it reaches them being counted: four weeks on, the same weekday."""
    return later_by_days(given_on, days)


def notice(terms: Terms) -> Notice:
    """When a notice that reaches them on `given_on` has run out, the day it reaches them being counted.

    Raises `BadTerms` when the agreed notice is shorter than may be given for such a room.
    """
    if terms.given_on is None:
        raise BadTerms([Wrong("given_on", "the day on which the notice reaches them")])
    least = least_notice(terms.funding)
    if terms.notice_days < least:
        raise BadTerms([Wrong("notice_days", f"{least} days or more for such a room")])
    is_open = terms.with_a_host and terms.funding is not Funding.FREE
    because, cites, needs_court = _PAID_WITH_A_HOST if is_open else _RESTS_ON[terms.funding]
    return Notice(notice_ends(terms.given_on, days=terms.notice_days), because, cites, needs_court)


def reviews(first_day: date, *, until: date) -> list[date]:
    """The days on which a stay is looked at: after a week, then every four weeks, none after `until`."""
    day, found = later_by_days(first_day, FIRST_REVIEW), []
    while day <= until:
        found.append(day)
        day = later_by_days(day, NEXT_REVIEW)
    return found
