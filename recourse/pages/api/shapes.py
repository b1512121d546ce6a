"""What the API takes and gives, field by field."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field

from recourse.records.referrals.words import Disposition, NextStep, Refusal

LONGEST = 20_000
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _written_as_a_day(value: object) -> object:
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("Give a day as 2026-11-23.")
    return value


def _a_number(value: object) -> object:
    if isinstance(value, str | bool):
        raise ValueError("Give a whole number.")
    return value


Day = Annotated[date, BeforeValidator(_written_as_a_day)]
Written = Annotated[str, Field(max_length=LONGEST)]
Seen = Annotated[
    Annotated[int, BeforeValidator(_a_number), Field(ge=0, le=999_999)] | None,
    Field(description="`moves` as it was when you read the referral"),
]


class Sent(Schema):
    """What is sent to us: a field we do not know is refused."""

    model_config = ConfigDict(extra="forbid")


class WrongField(Schema):
    """What is wrong with one field."""

    field: str
    sentence: str


class Problem(Schema):
    """Why nothing was done: a code for programs, a sentence for people."""

    problem: str
    sentence: str
    fields: list[WrongField]


class Searched(Sent):
    """Whom one looks for."""

    asked: Annotated[str, Field(max_length=200, description="how a name, nickname or reference begins")]
    at_most: Annotated[
        Annotated[int, BeforeValidator(_a_number), Field(ge=1, le=50)],
        Field(description="whoever is found counts as read: ask for few"),
    ] = 50


class Found(Schema):
    """A person one may see."""

    id: UUID
    reference: str
    name: str = Field(description="the name; without one, the nickname in quotes")
    nickname: str
    place: str
    language: str
    why: str = Field(description="why you see them: whose they are, or until when they are shared with you")
    touched: str
    page: str = Field(description="the address of their page")


class Finding(Schema):
    """Whom a search found, ours first, at most fifty."""

    found: list[Found]


class Bed(Schema):
    """A bed on a day."""

    id: UUID
    room: str
    name: str
    state: Literal["free", "held", "in_use", "unusable", "preparing"]
    paid: Literal["free", "rent_paying", "council", "reserved"]
    since: date
    until: date | None


class HomeOnDay(Schema):
    """A home with its beds on a day; never its address."""

    id: UUID
    name: str
    about: str
    free: int
    next_free: str
    see_to: list[str]
    beds: list[Bed]


class BedsOnDay(Schema):
    """The beds of a day: how many, and the homes with a bed or a worry."""

    day: date
    beds: int
    in_use: int
    free: int
    held: int
    unusable: int
    homes: list[HomeOnDay]
    page: int
    pages: int


class Service(Schema):
    """A service one can refer to."""

    id: UUID
    name: str
    agency: str
    what: str
    who_for: str
    free: int | None
    unit: str
    answer_within_days: int


class Services(Schema):
    """The services that take referrals from you."""

    services: list[Service]


class Whom(Schema):
    """The person a referral is about, as far as one may see."""

    id: UUID
    reference: str
    name: str


class Party(Schema):
    """A service that sent or receives a referral."""

    id: UUID
    name: str


class Listed(Schema):
    """A referral in a list."""

    id: UUID
    person: Whom
    from_service: Party
    to_service: Party
    state: Literal["sent", "asked", "accepted", "refused", "taken_back", "closed"]
    standing: str
    answer_by: date
    sent_at: datetime
    sent_by: str
    moves: int


class Listing(Schema):
    """One page of referrals."""

    referrals: list[Listed]
    page: int
    pages: int


class Said(Schema):
    """One thing said or done, as it stands in the thread."""

    at: datetime
    when: str
    what: str
    more: str


class Referral(Listed):
    """A referral with what is asked, what was said, and what you can do now."""

    why: str
    asks: str
    next_step: str
    thread: list[Said]
    can: list[Literal["accept", "ask", "refuse", "reply", "take_back", "close"]]


class Sending(Sent):
    """A referral to send."""

    person: UUID
    to: UUID = Field(description="the service")
    why: Written
    asks: Written


class Accepting(Sent):
    """Taking the person on."""

    seen: Seen = None
    words: Written = ""


class Asking(Sent):
    """Asking the sender for more, or answering such a question."""

    seen: Seen = None
    words: Written


class Refusing(Sent):
    """Saying no: a coded reason, and what the sender can do next."""

    seen: Seen = None
    code: Refusal
    words: Written = ""
    step: NextStep | Literal["other"]
    step_words: Written = ""


class TakingBack(Sent):
    """Why the sender no longer asks."""

    seen: Seen = None
    reason: Written


class Closing(Sent):
    """How it ended."""

    seen: Seen = None
    disposition: Disposition
    words: Written = ""
