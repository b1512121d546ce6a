"""Signs the head of every agency's ledger each night, and sends it to the agency."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from procrastinate.contrib.django import app

from recourse.outside import mail
from recourse.records.access import queries as access
from recourse.records.directory import queries as directory
from recourse.records.directory.acting import LONDON, acting_for
from recourse.records.ledger import heads, signing

if TYPE_CHECKING:
    from recourse.records.directory.models import Organisation
    from recourse.records.ledger.models import SignedHead

TEXT = """\
The ledger of {agency} had {entries} entries on {day}.

The file that comes with this letter says so, signed. Keep it where nobody who runs Recourse can change it.
Whoever kept it can find out later whether an entry up to then was changed or taken away:

    recourse verify-ledger --agency "{agency}" --head {file}

The key it is signed with reads: {fingerprint}
It should read the same every day. If it changed and nobody told you why, ask.
"""


@app.periodic(cron="40 2 * * *")
@app.task(name="sign_heads", queueing_lock="sign_heads", pass_context=False)
def sign_heads(timestamp: int) -> None:
    """Run as of the moment it was due; a day is signed once, and what went out does not go out again."""
    at = datetime.fromtimestamp(timestamp, UTC)
    sign_all(at=at)
    send_all(at=at)


def sign_all(*, at: datetime) -> None:
    """Sign the day's head of every agency and of the installation, one at a time; none stops another."""
    key = heads.signing_key(settings.KEYS)
    day = at.astimezone(LONDON).date()
    with _one_by_one() as trying:
        for agency in [*directory.agencies(), access.installation()]:
            with trying(), acting_for(agency, at=at):
                signing.sign(agency.pk, key=key, day=day, at=at)


def send_all(*, at: datetime, send: Callable[..., None] = mail.send) -> int:
    """Send each head that has not gone out; where there is no relay, or no address, it waits.

    The installation's own, of what happens at its door to nobody it knows, goes to all who have an address.
    """
    if mail.relay() is None and send is mail.send:
        return 0
    count = 0
    agencies = directory.agencies()
    boxes = {agency: [agency.heads_to] for agency in agencies if agency.heads_to}
    if everybody := sorted({to for each in boxes.values() for to in each}):
        boxes[access.installation()] = everybody
    with _one_by_one() as trying:
        for agency, to in boxes.items():
            with trying():
                while _send_one(agency, to=to, at=at, send=send):
                    count += len(to)
    return count


def _send_one(agency: Organisation, *, to: list[str], at: datetime, send: Callable[..., None]) -> bool:
    """Send the oldest head that waits and that nobody else is sending; false when there is none."""
    with acting_for(agency, at=at):
        signed = signing.next_to_send(agency.pk)
        if signed is None:
            return False
        for box in to:
            _send(signed, agency, to=box, send=send)
        signing.sent(signed, at=at)
    return True


def _send(signed: SignedHead, agency: Organisation, *, to: str, send: Callable[..., None]) -> None:
    head = signing.as_head(signed)
    send(
        to=to,
        subject=f"Recourse: signed head of the ledger, {signed.day.isoformat()}",
        text=TEXT.format(
            agency=agency.name,
            entries=head.number,
            day=f"{signed.day.day} {signed.day:%B %Y}",
            file=signed.file_name,
            fingerprint=heads.fingerprint(head.key),
        ),
        attachments=[mail.Attachment(signed.file_name, head.file)],
        known_as=f"head-{head.signature.hex()[:40]}",
    )


@contextmanager
def _one_by_one() -> Iterator[Callable[[], _Trying]]:
    wrong: list[Exception] = []
    yield lambda: _Trying(wrong)
    if wrong:
        raise ExceptionGroup("The heads of some agencies were not signed or sent.", wrong)


class _Trying:
    """Keeps what went wrong for one agency, so that the others have their turn."""

    def __init__(self, wrong: list[Exception]) -> None:
        self.wrong = wrong

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, failure: BaseException | None, trace: object) -> bool:
        if isinstance(failure, Exception):
            self.wrong.append(failure)
            return True
        return False
