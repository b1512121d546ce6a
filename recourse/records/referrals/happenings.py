"""What can stand in the way of an act on a referral, each with a sentence for the worker."""

from datetime import datetime

from recourse.records.directory.acting import LONDON
from recourse.records.referrals.models import Referral

HOW = {
    "sent": "sent this",
    "accepted": "accepted this",
    "asked": "asked for more",
    "replied": "replied",
    "refused": "refused this",
    "taken_back": "took this back",
    "closed": "closed this",
}


class Stood(Exception):
    """Something stood in the way; str() is a sentence that can be shown."""


class NotAgreed(Stood):
    """No live share lets the receiving service see the person."""

    def __init__(self, service: str) -> None:
        self.service = service
        super().__init__(f"Nothing is agreed with {service} today. Agree what to share first, then refer.")


class NotTaking(Stood):
    """The service takes no referrals, or is the sender itself."""

    def __init__(self, service: str) -> None:
        super().__init__(f"{service} does not take referrals from you.")


class AlreadyReferred(Stood):
    """There is an open referral of this person to this service."""

    def __init__(self, referral: Referral) -> None:
        self.referral = referral
        super().__init__(
            f"{referral.sent_by.name} already referred to {referral.to_service.name} "
            f"{moment(referral.sent_at)}. Nothing was sent twice."
        )


class AlreadyAnswered(Stood):
    """Somebody did something to the referral since the page was opened."""

    def __init__(self, *, by: str, at: datetime, how: str) -> None:
        self.by, self.at, self.how = by, at, how
        super().__init__(f"{by} {HOW.get(how, how)} {moment(at)}. Nothing of yours was saved twice.")


class SaidNothing(Stood):
    """Words that the act needs are missing."""


def moment(at: datetime) -> str:
    """An hour and a day as they are spoken: "at 05:06 on Mon 23 Nov"."""
    here = at.astimezone(LONDON)
    return f"at {here:%H:%M} on {here:%a} {here.day} {here:%b}"
