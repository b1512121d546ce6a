"""What a statement says of what went on around a person: messages, letters, emergencies, holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from recourse.pages.statement.line import Line, in_words, on_day
from recourse.records.disclosures import queries as disclosures
from recourse.records.keeping import queries as keeping
from recourse.records.people.queries import emergencies as opened
from recourse.records.referrals import queries as referrals
from recourse.records.refusals import queries as refusals

if TYPE_CHECKING:
    from recourse.records.disclosures.models import Letter
    from recourse.records.keeping.models import Hold
    from recourse.records.people.models import Emergency, Person
    from recourse.records.referrals.models import Message
    from recourse.records.refusals.models import Refusal

_ACTS = {
    "accept": "Said yes",
    "ask": "Asked for more",
    "reply": "Replied",
    "refuse": "Said no",
    "take_back": "Took the referral back",
    "close": "Said how it ended",
}


def messages(person: Person) -> list[Line]:
    """What services said to each other about the person's referrals."""
    return [_message(one) for one in referrals.messages_of(person)]


def letters(person: Person) -> list[Line]:
    """Letters against refusals, and what was prepared for an authority and has not left."""
    return [
        *(_against(one) for one in refusals.every_of(person)),
        *(_prepared(one) for one in disclosures.unsent_letters(person)),
    ]


def emergencies(person: Person) -> list[Line]:
    """Who opened the record without asking, and why."""
    return [_opened(one) for one in opened.of_person(person)]


def holds(person: Person) -> list[Line]:
    """Why nothing of theirs is deleted, and until when that stood."""
    return [line for one in keeping.holds_on(person) for line in _held(one)]


def _message(one: Message) -> Line:
    what, agency = _ACTS.get(one.act, "Said"), one.agency.name
    return Line(key=one.pk, on=on_day(one.at), what=what, words=one.text, by=one.by.name, agency=agency)


def _against(one: Refusal) -> Line:
    how = "made" if one.made_at else "taken back" if one.withdrawn_at else "being prepared"
    what = f"A letter to {one.to_name or 'whoever refused'} about a refusal, {how}: {one.get_kind_display()}"
    return Line(
        key=one.pk,
        on=on_day(one.made_at or one.withdrawn_at or one.begun_at),
        what=what,
        words=f"Refused on {in_words(one.refused_on)}. {one.get_because_display()}.",
        by=one.begun_by.name,
        agency=one.agency.name,
    )


def _prepared(one: Letter) -> Line:
    how = "taken back: it never left" if one.withdrawn_at else "being prepared: it has not left"
    what = f"A letter to {one.to_authority.name}, {how}"
    at, by = one.withdrawn_at or one.begun_at, one.begun_by.name
    return Line(key=one.pk, on=on_day(at), what=what, words=one.whole, by=by, agency=one.agency.name)


def _opened(one: Emergency) -> Line:
    second = f", confirmed by {one.decided_by.name}" if one.decided_by else ""
    what = f"Opened in an emergency: {one.get_why_display().lower()}{second}"
    words = " ".join(part for part in (one.words, one.status_words, one.dispute) if part)
    by, agency = one.asked_by.name, one.agency.name
    return Line(key=one.pk, on=on_day(one.asked_at), what=what, words=words, by=by, agency=agency)


def _held(one: Hold) -> Iterator[Line]:
    of: dict[str, Any] = {"key": one.pk, "agency": one.agency.name}
    what = f"Nothing of yours is deleted: {one.get_why_display()[:1].lower()}{one.get_why_display()[1:]}"
    yield Line(**of, on=on_day(one.placed_at), what=what, by=one.placed_by.name)
    if one.lifted_at is not None and one.lifted_by is not None:
        lifted = "That no longer stands: what is kept of you ends on its day again"
        yield Line(**of, on=on_day(one.lifted_at), what=lifted, by=one.lifted_by.name)
