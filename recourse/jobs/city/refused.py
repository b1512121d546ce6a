"""One person of the city whom a practice turned away for want of papers, and the letter against it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from recourse.records.directory.acting import LONDON, acting
from recourse.records.people import actions as people
from recourse.records.people.words import Checked
from recourse.records.refusals import actions as refusals
from recourse.records.refusals import composing, grounds
from recourse.records.refusals.words import USUAL_DAYS, Because, Kind

if TYPE_CHECKING:
    from recourse.jobs.city.today import Today
    from recourse.records.people.models import Person

_READ = (
    "We would write to Make-Believe Surgery, because you were refused registration with a family doctor, and"
    " ask them to look again. The letter could tell them your name. Until it is sent you can stop it."
)


def tell(today: Today, *, tomasz: Person) -> None:
    """Tomasz was turned away two days ago; he agreed, and Noor made the letter yesterday."""
    by, at = today.noor, today.ago(1)
    day = at.astimezone(LONDON).date()
    with acting(by, at=at):
        people.look(tomasz, by=by, at=at)
        refusal = refusals.begin(
            tomasz,
            kind=Kind.DOCTOR,
            because=Because.PAPERS,
            to_name="Make-Believe Surgery",
            to_address="4 Nowhere Lane\nWrenfield",
            refused_on=day - timedelta(days=1),
            by=by,
            at=at,
        )
        refusals.agree(
            refusal,
            fields=["name"],
            how="interpreter_by_phone",
            language="Polish",
            words=_READ,
            checked=Checked.values,
            by=by,
            at=at,
        )
        refusals.write(
            refusal,
            told=[("name", composing.NAME, "Tomasz Testcase")],
            answer_to="Wrenfield Night Outreach\n1 Mill Lane, Wrenfield",
            answer_by=day + USUAL_DAYS,
            by=by,
            at=at,
        )
        refusal.refresh_from_db()
        ground = grounds.one(tomasz, kind=Kind.DOCTOR, because=Because.PAPERS, on=day)
        seen = composing.sheet(refusal, ground, by=by, on=day).fingerprint
        refusals.make(refusal, seen=seen, by=by, at=at)
