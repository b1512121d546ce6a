"""One person of the city who wanted the Home Office asked about a case, and one who has not decided yet."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from recourse.records.directory import queries as directory
from recourse.records.directory.acting import LONDON, acting
from recourse.records.disclosures import actions as disclosures
from recourse.records.disclosures.actions.sending import fingerprint
from recourse.records.people import actions as people
from recourse.records.people.words import Checked

if TYPE_CHECKING:
    from recourse.jobs.city.today import Today
    from recourse.records.disclosures.models import Letter
    from recourse.records.people.models import Person

_HUSBAND = {"role": "husband", "age": 44, "status_code": "GB_IE", "habitually_resident_cta": True}
_ASKED = (
    "Name: Samuel Sample\n\n"
    "He asked for asylum in March 2024 and has heard nothing. When will he be interviewed?"
)
_READ = (
    "We would tell the Home Office your name, and ask when you will be interviewed. You heard what it may"
    " lead to, removal from the country among it. Until it is sent you can stop it."
)


def tell(today: Today) -> None:
    """Samuel's question went yesterday; Grace's waits, with advice had and nothing agreed."""
    samuel = today.meet(60, name="Samuel Sample", place="Quayside steps", language="Tigrinya")
    today.learn(samuel, 59, {"status_code": "ASYLUM_SEEKER", "rough_sleeping": True, "destitute": True})
    letter = _prepared(today, samuel, days=2)
    _agree_and_send(today, letter)
    grace = today.meet(30, name="Grace Specimen", place="River path by the lock", language="Twi")
    today.learn(grace, 29, {"status_code": "OVERSTAYER", "homeless_now": True, "household": [_HUSBAND]})
    _prepared(today, grace, days=1)


def _prepared(today: Today, person: Person, *, days: float) -> Letter:
    by, at = today.noor, today.ago(days)
    home_office = next(one for one in directory.authorities() if one.name == "Home Office")
    with acting(by, at=at):
        people.look(person, by=by, at=at)
        letter = disclosures.begin(person, to=home_office, for_what="escalation", by=by, at=at)
        disclosures.read_outcomes(letter, by=by, at=at)
        disclosures.advise(
            letter,
            had="had",
            adviser="Ines Invented, Law Desk",
            regulated_as="solicitor",
            risk_explained=True,
            words="Explained what the answer could mean for the case, removal among it. Asks to go on.",
            on_day=(at - timedelta(days=3)).astimezone(LONDON).date(),
            by=by,
            at=at,
        )
    return letter


def _agree_and_send(today: Today, letter: Letter) -> None:
    by, at = today.noor, today.ago(1)
    with acting(by, at=at):
        disclosures.write(letter, fields=["name"], words=_ASKED, status_words="", by=by, at=at)
        disclosures.agree(
            letter,
            alone=False,
            how="interpreter_present",
            language="Tigrinya",
            words=f"{_READ}\n\n{_ASKED}",
            checked=Checked.values,
            by=by,
            at=at,
        )
        letter.refresh_from_db()
        disclosures.send(letter, named=by.name, seen=fingerprint(letter), by=by, at=at)
