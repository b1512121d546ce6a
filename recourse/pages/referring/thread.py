"""How a referral is said: its state, its thread, what can be done with it now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localdate

from recourse.pages.look import days
from recourse.pages.look.days import Chip
from recourse.pages.look.rows import Row
from recourse.records.people import fields
from recourse.records.people.identity import Identity
from recourse.records.referrals import may

if TYPE_CHECKING:
    from recourse.records.directory.models import Service, Worker
    from recourse.records.people.models import Share
    from recourse.records.referrals.models import Message, Referral

STATES = {
    "sent": "Waiting for {to}",
    "asked": "{to} asked for more",
    "accepted": "Accepted by {to}",
    "refused": "Refused by {to}",
    "taken_back": "Taken back",
    "closed": "Ended",
}
ACTS = {
    "accept": ("Accepted", "decision", "arrow"),
    "ask": ("Asked for more", "person", "question"),
    "reply": ("Replied", "person", "note"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A service one can refer to: its room, what is agreed with it, whether it was asked already."""

    service: Service
    room: str
    share: Share | None
    fields: str
    last_day: date | None
    open_one: Referral | None


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that can be done now; the first of them is the main one."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing said or done, as the timeline draws it."""

    at: datetime
    day: date
    day_words: str
    kind: str
    icon: str
    when: str
    what: str
    more: str
    address: str = ""


def offer(service: Service, *, share: Share | None, open_one: Referral | None) -> Offer:
    """A service with its room and what is agreed with it."""
    return Offer(
        service=service,
        room=_room(service),
        share=share,
        fields=fields.in_words(share.fields) if share else "",
        last_day=share.after_last_day - timedelta(days=1) if share else None,
        open_one=open_one,
    )


def state(referral: Referral) -> str:
    """Where it stands, in a few words."""
    words = STATES[referral.state].format(to=referral.to_service.name)
    if referral.state == "closed":
        return f"Ended: {referral.get_disposition_display().lower()}"
    return words


def row(referral: Referral, *, by: Worker) -> Row:
    """A referral in a list."""
    is_waiting = referral.state in ("sent", "asked")
    return Row(
        name=referral.to_service.name,
        second=f"from {referral.from_service.name}",
        says=state(referral) + (f". {referral.next_step}" if referral.state == "refused" else ""),
        since=f"Sent {days.short_day(referral.sent_at)} by {referral.sent_by.name}",
        chip=days.deadline(referral.answer_by)
        if is_waiting
        else Chip("later", days.short_day(referral.moved_at)),
        address=reverse("referring:one", args=[referral.pk]),
        act="Open it",
    )


def may_do(referral: Referral, *, by: Worker) -> list[tuple[str, str]]:
    """What this worker can do with it now and how that is said, the main act first."""
    found: list[tuple[str, str]] = []
    if referral.state in ("sent", "asked") and may.answer(by, referral):
        found += [("accept", "Accept"), ("ask", "Ask for more"), ("refuse", "Refuse")]
        found = [one for one in found if one[0] != "ask" or referral.state == "sent"]
    if referral.state == "asked" and may.answer_back(by, referral):
        found.append(("reply", "Reply"))
    if referral.state in ("sent", "asked") and may.answer_back(by, referral):
        found.append(("take_back", "Take it back"))
    if referral.state in ("accepted", "refused") and may.close(by, referral):
        found.append(("close", "Say how it ended"))
    return found


def acts(referral: Referral, *, by: Worker) -> list[Act]:
    """What this worker can do with it now, each with the page it is done on."""
    return [
        Act(words, reverse(f"referring:{name}", args=[referral.pk]))
        for name, words in may_do(referral, by=by)
    ]


def entries(referral: Referral, messages: Iterable[Message]) -> list[Entry]:
    """What was said and done, newest first."""
    found = [_entry(referral.sent_at, referral.sent_by, "decision", "arrow", "Sent", "")]
    for message in messages:
        title, kind, icon = ACTS[message.act]
        found.append(_entry(message.at, message.by, kind, icon, title, message.text))
    accepted_silently = referral.answered_at and not any(message.act == "accept" for message in messages)
    if referral.answered_at and referral.answered_by and referral.refusal_code:
        more = ". ".join(filter(None, (referral.refusal_words, f"Next step: {referral.next_step}")))
        what = f"Refused: {referral.get_refusal_code_display().lower()}"
        found.append(_entry(referral.answered_at, referral.answered_by, "decision", "false", what, more))
    elif accepted_silently and referral.answered_at and referral.answered_by:
        found.append(_entry(referral.answered_at, referral.answered_by, "decision", "arrow", "Accepted", ""))
    if referral.closed_at and referral.closed_by:
        what = referral.get_disposition_display()
        found.append(
            _entry(referral.closed_at, referral.closed_by, "decision", "door", what, referral.closing_words)
        )
    return sorted(found, key=lambda entry: entry.at, reverse=True)


def called(who: Identity) -> str:
    """What one calls a person in a sentence."""
    return who.name.split()[0] if who.name else who.nickname or "this person"


def _entry(at: datetime, by: Worker, kind: str, icon: str, what: str, more: str) -> Entry:
    on = localdate(at)
    return Entry(at, on, days.long_day(on), kind, icon, f"{days.hour(at)}, {by.name}", what, more)


def _room(service: Service) -> str:
    if service.capacity_free is None:
        return "How much room there is was not said."
    unit = service.capacity_unit or "places"
    since = f", said {days.short_day(service.capacity_as_at)}" if service.capacity_as_at else ""
    return (
        f"{service.capacity_free} {unit} free{since}." if service.capacity_free else f"No {unit} free{since}."
    )
