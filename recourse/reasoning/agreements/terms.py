"""What two sides agree about a home: who, which room, who pays, from when, until when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


class Kind(StrEnum):
    """A paper."""

    LEASE_IN = "lease_in"
    LICENCE = "licence"
    HOUSE_RULES = "house_rules"
    NOTICE = "notice"


class Funding(StrEnum):
    """Who pays for a room: nobody, who lives in it, or a council."""

    FREE = "free"
    PAYING = "paying"
    COUNCIL = "council"


@dataclass(frozen=True, slots=True)
class Wrong:
    """A term that cannot stand: its field, and what was expected."""

    field: str
    expected: str


class BadTerms(ValueError):
    """Terms that nobody could sign; `wrongs` says every one."""

    def __init__(self, wrongs: list[Wrong]) -> None:
        super().__init__("; ".join(f"{wrong.field}: {wrong.expected}" for wrong in wrongs))
        self.wrongs = wrongs


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms of one paper.

    `pence` is rent in pence: a month for a lease in (nought: a peppercorn), a week for a licence that its
    resident pays, a night for one that a council pays. `notice_days` is what either side gives.
    `given_on` is the day a notice reaches them. `with_a_host` is a room in the home of who lends it.
    """

    kind: Kind
    funding: Funding
    charity: str
    answer_to: str
    home: str
    first_day: date
    last_day: date | None = None
    owner: str = ""
    resident: str = ""
    room: str = ""
    council: str = ""
    pence: int = 0
    notice_days: int = 28
    given_on: date | None = None
    why: str = ""
    with_a_host: bool = False


NEEDED = {
    Kind.LEASE_IN: {"owner": "who lends the home", "last_day": "the day on which the lease ends"},
    Kind.LICENCE: {"resident": "who will live there", "room": "which room"},
    Kind.HOUSE_RULES: {},
    Kind.NOTICE: {
        "resident": "who is to leave",
        "room": "which room",
        "given_on": "the day on which the notice reaches them",
        "why": "the reason, in words they can follow",
    },
}


def wrong_in(terms: Terms) -> list[Wrong]:
    """Everything that keeps these terms from being written down; nothing when they can be."""
    return [*_left_out(terms), *_wrong_days(terms), *_wrong_money(terms)]


def _left_out(terms: Terms) -> Iterator[Wrong]:
    for field, words in {"charity": "who manages the home", "home": "which home"}.items():
        if not getattr(terms, field).strip():
            yield Wrong(field, f"{words}, in words")
    for field, words in NEEDED[terms.kind].items():
        if getattr(terms, field) in ("", None):
            yield Wrong(field, words)
    if terms.funding is Funding.COUNCIL and terms.kind is not Kind.LEASE_IN and not terms.council.strip():
        yield Wrong("council", "which council pays for the room")


def _wrong_days(terms: Terms) -> Iterator[Wrong]:
    for field in ("first_day", "last_day", "given_on"):
        day = getattr(terms, field)
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            yield Wrong(field, f"a day between {FIRST_DAY.year} and {LAST_DAY.year}")
    if terms.last_day is not None and terms.last_day < terms.first_day:
        yield Wrong("last_day", "a day on or after the first")
    if terms.given_on is not None and terms.given_on < terms.first_day:
        yield Wrong("given_on", "a day on or after the first of the stay")
    if not 1 <= terms.notice_days <= 365:
        yield Wrong("notice_days", "between 1 and 365 days")


def _wrong_money(terms: Terms) -> Iterator[Wrong]:
    if terms.pence < 0:
        yield Wrong("pence", "nought or more")
    elif terms.kind in (Kind.LICENCE, Kind.NOTICE):
        if terms.funding is Funding.FREE and terms.pence:
            yield Wrong("pence", "nought: a free room costs nothing, or it is a paying one")
        if terms.funding is not Funding.FREE and not terms.pence:
            yield Wrong("pence", "what is paid for the room: without a charge it is a free one")
