"""Puts a letter together: what happened, what the law says, what is asked, what they agreed to tell."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from recourse.records.directory.acting import LONDON
from recourse.records.refusals.sheet import Sheet
from recourse.records.refusals.words import SAID, WANTED, Because, Kind

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker
    from recourse.records.refusals.grounds import Ground
    from recourse.records.refusals.models import Refusal

NAME = "Name"
# Signs that turn the direction of whatever follows, also of the letter's own words.
_TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
NOT_ADVICE = (
    "This letter gives information and asks for something. It is not legal advice, and it does not take the"
    " place of the texts it points at. Please read those texts themselves."
)


def sheet(refusal: Refusal, ground: Ground, *, by: Worker, on: date) -> Sheet:
    """Every word of the letter, as it would be made by this worker on this day."""
    wanted = WANTED[Kind(refusal.kind)]
    said, instead = SAID[Because(refusal.because)]
    answer_to = _straight(refusal.answer_to)
    answer_by = refusal.answer_by or on
    return Sheet(
        from_=by.organisation.name,
        answer_to=answer_to,
        on=_day(on),
        to=_straight(refusal.to_name),
        to_address=_straight(refusal.to_address),
        subject=f"{ground.title}: please look again at a refusal",
        opening=(
            f"We write for {called(refusal)}, who asked us to.",
            f"On {_day(refusal.refused_on)} they asked you for {wanted.thing}. They tell us that {said}, and"
            " that they did not get it.",
        ),
        law=ground.quoted,
        asks=(
            wanted.ask,
            instead,
            "If you do not agree, give us your reason in writing, and the provision it rests on.",
            f"Please answer by {_day(answer_by)}.",
        ),
        told=tuple((question, _straight(words)) for _, question, words in refusal.lines),
        agreed=_agreed(refusal),
        signed=f"{by.name}\n{by.organisation.name}\n{answer_to}",
        small_print=(
            NOT_ADVICE,
            f"Questions about it go to {by.name} at {by.organisation.name}, at the address above. If this is"
            " not put right, we will help them use your complaints procedure.",
        ),
    )


def called(refusal: Refusal) -> str:
    """How the letter calls them: by name where they agreed to that."""
    names = [words for field, question, words in refusal.lines if (field, question) == ("name", NAME)]
    return _straight(names[0]) if names else "somebody we help"


def _straight(words: str) -> str:
    return words.translate(_TURNING)


def _agreed(refusal: Refusal) -> str:
    days = [one.recorded_at for one in (refusal.consent, refusal.status_consent) if one is not None]
    if not days:
        return ""
    agreed_on = _day(max(days).astimezone(LONDON).date())
    return (
        f"They agreed on {agreed_on} that we tell you this, for this purpose and for no other. Please do not"
        " pass it on."
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
