"""How somebody in the invented city agrees: to status by itself, then to the rest."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from recourse.jobs.city import words
from recourse.records.people import actions as people
from recourse.records.people.words import Checked

if TYPE_CHECKING:
    from recourse.records.directory.models import Service, Worker
    from recourse.records.people.models import Person, Share


def share(
    person: Person, *, to: Service, first: date, days: int, how: str, language: str, by: Worker, at: datetime
) -> Share:
    """Let a service see what services of its kind need, for so many days."""
    fields, after = words.FIELDS[to.name], first + timedelta(days=days)
    status = None
    if "status" in fields:
        status = people.agree(
            person,
            to=to,
            fields=["status"],
            first_day=first,
            after_last_day=after,
            how=how,
            language=language,
            words=f"{to.name} may see your immigration status too. You can say no to this alone.",
            checked=Checked.values,
            by=by,
            at=at,
        )
    return people.agree_and_share(
        person,
        to=to,
        fields=fields,
        purpose=words.PURPOSE[to.name],
        first_day=first,
        after_last_day=after,
        how=how,
        language=language,
        checked=Checked.values,
        status_consent=status,
        by=by,
        at=at,
    )
