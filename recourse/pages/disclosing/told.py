"""What is said on the way: what it may lead to, what is read aloud, and the exact words that would leave."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from recourse.pages.look import known
from recourse.pages.people import knowing
from recourse.records.disclosures import queries
from recourse.records.people import fields as field_names
from recourse.records.people import identity
from recourse.records.people import queries as people
from recourse.records.people.words import ForWhat

if TYPE_CHECKING:
    from datetime import date

    from recourse.pages.people.knowing import Field
    from recourse.records.directory.models import Worker
    from recourse.records.disclosures.models import Letter
    from recourse.records.people.models import Person

OUTCOMES = (
    "They may help: look at the case again, or give an answer.",
    "They may ask for more, or not answer at all.",
    "They may decide against you, or take away support you have now.",
    "They may say you have no right to stay, lock you up, and remove you from the country.",
    "They may keep what we tell them, use it later for other things, and pass it on to others.",
    "Once it is sent, we cannot get it back. What we promise you does not bind them.",
)
NOT_SENT = ("answers", "notes")
SUBJECTS = {
    ForWhat.ESCALATION: "A case that is stuck",
    ForWhat.STATUS_CHECK: "A question about immigration status",
    ForWhat.SUPPORT: "Asylum support",
    ForWhat.RETURN: "Help to go home by their own choice",
    ForWhat.CORRECTION: "A mistake to be put right",
    ForWhat.REPORT: "A crime against somebody we help",
}
STEPS = ("outcomes", "advice", "words", "agree", "status", "check")


def next_step(letter: Letter, *, today: date) -> str:
    """The first step that does not stand yet; the sheet when it was sent."""
    if not letter.is_open:
        return "sheet"
    if letter.outcomes_read_at is None:
        return "outcomes"
    if letter.advice is None:
        return "advice"
    if not letter.words:
        return "words"
    if not queries.stands(letter.consent, on=today):
        return "agree"
    if "status" in letter.fields and not queries.stands(letter.status_consent, on=today):
        return "status"
    return "check"


def place(step: str, letter: Letter) -> str:
    """Where somebody stands on the way: "Step 2 of 5"; nothing off it."""
    step = "advice" if step == "advised" else step
    if step not in STEPS:
        return ""
    way = [one for one in STEPS if one != "status" or "status" in letter.fields]
    return f"Step {way.index(step) + 1} of {len(way)}"


def can_be_told(person: Person, *, by: Worker) -> list[Field]:
    """The fields in which this agency knows something that could be told."""
    ours = {
        name: fact
        for name, fact in people.facts(person).items()
        if fact.agency_id == by.organisation_id and fact.is_known
    }
    sight = people.fields_in_sight(person, by)
    found = knowing.by_field(identity.read(person), ours, sight=sight)
    return [field for field in found if field.lines and field.name not in NOT_SENT]


def composed(fields: Iterable[Field], chosen: Iterable[str], message: str) -> tuple[str, str]:
    """The words that would leave, and apart from them what is said of status."""
    wanted = set(chosen)
    lines = {field.name: _lines(field) for field in fields if field.name in wanted}
    status = lines.pop("status", "")
    general = "\n".join(lines.values())
    return f"{general}\n\n{message.strip()}", status


def read_aloud(letter: Letter, *, alone: bool) -> str:
    """What is read to the person before they agree: to whom, what for, and every word."""
    said = letter.status_words if alone else letter.words
    first = (
        f"There is one more thing, asked by itself: your immigration status. We would also tell"
        f" the {letter.to_authority.name}:"
        if alone
        else f"We would tell the {letter.to_authority.name}. What for:"
        f" {letter.get_for_what_display().lower()}. We would tell them this, word for word:"
    )
    return (
        f"{first}\n\n{said}\n\nBesides that the letter says only that {letter.agency.name} writes it, where"
        " to answer, and on which day you agreed. You heard what it may lead to, removal from the country"
        " among it. Until it is sent you can stop it. You can say no, and help here goes on as before."
    )


def as_a_letter(letter: Letter, *, by: str, on: date) -> dict[str, Any]:
    """What stands on the sheet around the words that were agreed to: who writes, on whose agreement, when."""
    days_agreed = [one.recorded_at for one in (letter.consent, letter.status_consent) if one is not None]
    return {
        "from_": letter.agency.name,
        "by": by,
        "answer_to": letter.agency.answer_to,
        "day": f"{on.day} {on:%B %Y}",
        "subject": SUBJECTS[ForWhat(letter.for_what)],
        "agreed_at": max(days_agreed),
        "whole": letter.whole,
    }


def fields_in_words(letter: Letter) -> str:
    """The fields as a list."""
    return field_names.in_words(letter.fields)


def _lines(field: Field) -> str:
    return "\n".join(f"{known.before(line.question)} {line.words}" for line in field.lines)
