"""Tells others, by mail, that somebody was invited or let in anew, so that no manager does it unseen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from procrastinate.contrib.django import app

from recourse.outside import mail
from recourse.records.access import actions as access
from recourse.records.access import queries
from recourse.records.directory.acting import LONDON

if TYPE_CHECKING:
    from recourse.records.access.models import Invitation

MADE = """\
On {when} a manager of {agency} invited somebody to work in Recourse, or to begin afresh how they sign in.
Who it is stands in Recourse under More, Who works here.

If you know nothing of it, ask. Whoever should not be here can be signed out on that page at once.
"""
TAKEN = """\
On {when} somebody set up how they sign in to Recourse with a code of {agency}.
Who it is stands in Recourse under More, Who works here. Ask them whether it was they.

If it was not, a manager can sign them out on that page at once.
"""
AFRESH = """\
On {when} a manager of {agency} let you begin afresh how you sign in to Recourse.
All you signed in with has ended.

If you did not ask for it, ring your agency: somebody may be about to sign in as you.
"""
AS_YOU = """\
On {when} somebody set up how they sign in to Recourse as you, with a code your manager at {agency} gave.

If it was not you, ring your agency now: whoever it was can do there what you can.
"""


@app.periodic(cron="*/5 * * * *")
@app.task(name="tell_of_invitations", queueing_lock="tell_of_invitations", pass_context=False)
def tell_of_invitations(timestamp: int) -> None:
    """Run every five minutes; without a relay the letters wait."""
    tell_all(at=datetime.fromtimestamp(timestamp, UTC))


def tell_all(*, at: datetime, send: Callable[..., None] = mail.send) -> int:
    """Send what is owed and say how many letters; what fails is tried again, and stops no other."""
    if mail.relay() is None and send is mail.send:
        return 0
    count, wrong = 0, []
    for invitation in queries.untold():
        try:
            for number, (to, text) in enumerate(_letters(invitation)):
                known_as = f"invitation-{invitation.pk}-{'taken' if invitation.taken_at else 'made'}-{number}"
                send(to=to, subject="Recourse: somebody was let in", text=text, known_as=known_as)
                count += 1
            access.tell(invitation, by=None, at=at)
        except Exception as failure:
            wrong.append(failure)
    if wrong:
        raise ExceptionGroup("Some were not told who was let in.", wrong)
    return count


def _letters(invitation: Invitation) -> list[tuple[str, str]]:
    """To whom, and what: no letter names anybody."""
    worker, agency = invitation.worker, invitation.worker.organisation
    managers = {one.email for one in queries.managers(agency.pk)} | {agency.heads_to} - {""}
    letters: list[tuple[str, str]] = []
    if invitation.made_told_at is None:
        said = {"agency": agency.name, "when": _words(invitation.made_at)}
        maker = invitation.made_by.email if invitation.made_by else ""
        others = sorted(managers - {maker, worker.email})
        letters += [(to, MADE.format(**said)) for to in others]
        if worker.joined_at < invitation.made_at:
            letters.append((worker.email, AFRESH.format(**said)))
    if invitation.taken_at is not None:
        said = {"agency": agency.name, "when": _words(invitation.taken_at)}
        letters += [(to, TAKEN.format(**said)) for to in sorted(managers - {worker.email})]
        letters.append((worker.email, AS_YOU.format(**said)))
    return letters


def _words(moment: datetime) -> str:
    here = moment.astimezone(LONDON)
    return f"{here.day} {here:%B %Y at %H:%M}"
