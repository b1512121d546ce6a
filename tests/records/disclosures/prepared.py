"""Something Amina wants the Home Office to be told, prepared with her step by step."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from recourse.records.directory.models import Organisation, Worker
from recourse.records.disclosures import actions as disclosures
from recourse.records.disclosures.actions.sending import fingerprint
from recourse.records.disclosures.models import Letter
from recourse.records.people.models import Person
from recourse.records.people.words import Checked
from tests.personas import MONDAY, TODAY, as_

SAID: dict[str, Any] = {
    "how": "interpreter_by_phone",
    "language": "Tigrinya",
    "checked": Checked.values,
    "words": "We would tell the Home Office this, word for word.",
}


def home_office() -> Organisation:
    return Organisation.objects.get(name="Home Office")


def begun(person: Person, by: Worker, *, at: datetime = MONDAY, **changed: Any) -> Letter:
    """Begun, and everything it may lead to read to her."""
    said = {"to": home_office(), "for_what": "escalation"} | changed
    with as_(by, at=at):
        letter = disclosures.begin(person, by=by, at=at, **said)
        disclosures.read_outcomes(letter, by=by, at=at)
    return again(letter, by, at=at)


def advised(
    letter: Letter, by: Worker, *, at: datetime = MONDAY, on_day: date = TODAY, **changed: Any
) -> None:
    """A solicitor explained what it may do to her status."""
    said = {
        "had": "had",
        "adviser": "Ines Invented, Law Desk",
        "regulated_as": "solicitor",
        "risk_explained": True,
        "words": "Explained that they may detain and remove her. She wants to go on.",
    } | changed
    with as_(by, at=at):
        disclosures.advise(letter, on_day=on_day, by=by, at=at, **said)


ASKED = "Amina Example needs a room without steps. Why has her case waited two years?"


def written(
    letter: Letter, by: Worker, *, at: datetime = MONDAY, status: bool = False, words: str = ASKED
) -> None:
    """Her name and her needs, and if she likes her status, in so many words."""
    with as_(by, at=at):
        disclosures.write(
            letter,
            fields=["name", "needs", "status"] if status else ["name", "needs"],
            words=words,
            status_words="She was granted asylum in May." if status else "",
            by=by,
            at=at,
        )


def agreed(letter: Letter, by: Worker, *, at: datetime = MONDAY, alone: bool = False, **changed: Any) -> None:
    """She agrees to exactly this."""
    with as_(by, at=at):
        disclosures.agree(letter, alone=alone, by=by, at=at, **SAID | changed)


def ready(
    person: Person,
    by: Worker,
    *,
    at: datetime = MONDAY,
    status: bool = False,
    words: str = ASKED,
    **changed: Any,
) -> Letter:
    """Everything stands; nothing is sent."""
    letter = begun(person, by, at=at, **changed)
    advised(letter, by, at=at, on_day=localdate(at), words=f"{words} Explained: removal.")
    written(letter, by, at=at, status=status, words=words)
    agreed(letter, by, at=at)
    if status:
        agreed(letter, by, at=at, alone=True)
    return again(letter, by, at=at)


def again(letter: Letter, by: Worker, *, at: datetime = MONDAY) -> Letter:
    """The letter as it stands now."""
    with as_(by, at=at):
        return Letter.objects.select_related("consent", "status_consent", "advice", "to_authority").get(
            pk=letter.pk
        )


def sent(letter: Letter, by: Worker, *, at: datetime = MONDAY) -> Any:
    """Noor types her name and lets it leave."""
    with as_(by, at=at):
        return disclosures.send(letter, named=by.name, seen=fingerprint(letter), by=by, at=at)


def later(days: int) -> datetime:
    return MONDAY + timedelta(days=days)
