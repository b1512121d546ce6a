"""What is said on the way to a letter: what is read aloud, what can be told, what has changed meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recourse.pages.disclosing.told import can_be_told
from recourse.records.people import fields as field_names
from recourse.records.refusals import queries
from recourse.records.refusals.words import WANTED, Kind

if TYPE_CHECKING:
    from datetime import date

    from recourse.pages.people.knowing import Field
    from recourse.records.directory.models import Worker
    from recourse.records.refusals.models import Refusal

COUNCIL = (
    "This goes to a council. A council must tell the Home Office about people it believes to be here without"
    " permission. Have advice first if that could be you."
)
ALWAYS = (
    "The letter says what you were refused and on which day, what the law says, what we ask, who writes, and"
    " on which day you agreed."
)
STOP = (
    "Until it is sent you can stop it. Then we cannot get it back. You can say no, and help here goes on as"
    " before."
)


def read_aloud(refusal: Refusal, *, fields: list[str]) -> str:
    """What is read to the person before they agree: to whom, why, and what is told."""
    thing = WANTED[Kind(refusal.kind)].thing
    council = f"\n\n{COUNCIL}" if refusal.kind == Kind.ADVICE else ""
    return (
        f"We would write to {refusal.to_name}, because you were refused {thing}, and ask them to look again."
        f" The letter could tell them your {field_names.in_words(fields)}. {ALWAYS}{council}\n\n{STOP}"
    )


def status_aloud(refusal: Refusal) -> str:
    """What is read to the person about their immigration status, by itself."""
    council = f"\n\n{COUNCIL}" if refusal.kind == Kind.ADVICE else ""
    return (
        "There is one more thing, asked by itself: your immigration status. The letter does not need it,"
        f" because this is for everybody. We could also tell {refusal.to_name} your immigration"
        f" status.{council}\n\n{STOP}"
    )


def may_tell(refusal: Refusal, *, by: Worker, on: date) -> list[Field]:
    """What this agency knows in the fields that were agreed to."""
    agreed = queries.may_tell(refusal, on=on)
    return [field for field in can_be_told(refusal.person, by=by) if field.name in agreed]


def not_agreed(refusal: Refusal, *, by: Worker, on: date) -> str:
    """The fields that are known and that the letter may not tell, as a list in words."""
    agreed = queries.may_tell(refusal, on=on)
    found = [field.name for field in can_be_told(refusal.person, by=by) if field.name not in agreed]
    return field_names.in_words(found) if found else ""


def is_stale(refusal: Refusal, *, by: Worker, on: date) -> bool:
    """Whether something the letter tells is known otherwise by now; a name may be written otherwise."""
    known = {
        (field.name, line.question): line.words
        for field in may_tell(refusal, by=by, on=on)
        for line in field.lines
    }
    return any(
        (field, question) not in known or (field != "name" and known[field, question] != words)
        for field, question, words in refusal.lines
    )


def next_step(refusal: Refusal, *, on: date) -> str:
    """The first step that does not stand yet."""
    if not refusal.is_open:
        return "one"
    if not queries.stands(refusal.consent, on=on):
        return "ask"
    return "check" if refusal.lines else "facts"
