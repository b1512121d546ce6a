"""Which referrals a worker sees, and which of them wait for whom. The database decides what is visible."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, TextField, Value

from recourse.records.directory.composed import Composed, among
from recourse.records.directory.models import Service, Worker
from recourse.records.people.models import Person, Share
from recourse.records.referrals.models import OPEN, Message, Referral, State

_MOST = 50
NAMES = ("person", "from_service", "to_service", "agency", "to_agency", "sent_by", "moved_by")


def visible() -> QuerySet[Referral]:
    """Every referral this worker may see, with the names a page needs."""
    return Referral.objects.select_related(*NAMES)


def one(referral_id: UUID) -> Referral | None:
    """One referral, or nothing when it is not there for this worker."""
    return visible().select_related("answered_by", "closed_by", "share").filter(pk=referral_id).first()


def messages(referral: Referral) -> list[Message]:
    """What was said, oldest first."""
    return list(referral.messages.select_related("by", "agency"))


def messages_of(person: Person) -> list[Message]:
    """What was said about any referral of a person, newest first."""
    return list(Message.objects.filter(person=person).select_related("by", "agency").order_by("-at"))


def of(person: Person) -> list[Referral]:
    """The referrals of one person, newest first."""
    return list(visible().filter(person=person).order_by("-sent_at"))


def waiting_for_us(by: Worker) -> QuerySet[Referral]:
    """Sent to my services and not answered, soonest answer-by day first."""
    return visible().filter(to_service__in=by.service_ids, state=State.SENT)


def asked_back(by: Worker) -> QuerySet[Referral]:
    """Sent by us; the receiver wants to know more."""
    return visible().filter(agency=by.organisation_id, state=State.ASKED)


def sent_and_unanswered(by: Worker) -> QuerySet[Referral]:
    """Sent by us; the receiver has said nothing yet."""
    return visible().filter(agency=by.organisation_id, state=State.SENT)


def refused_to_us(by: Worker) -> QuerySet[Referral]:
    """Sent by us and refused: somebody must take the next step and say how it ended."""
    return visible().select_related("answered_by").filter(agency=by.organisation_id, state=State.REFUSED)


def to_move_on(by: Worker) -> dict[str, list[Referral]]:
    """What waits for somebody here, in one statement: `to_answer`, `asked_back`, `refused`, `unanswered`."""
    found: dict[str, list[Referral]] = {
        name: [] for name in ("to_answer", "asked_back", "refused", "unanswered")
    }
    rows: list[Any] = _TO_MOVE_ON.all(ours=by.organisation_id, services=list(by.service_ids))
    for referral in rows:
        found[referral.group].append(referral)
    return found


def _to_move_on(ours: UUID, services: Any) -> QuerySet[Referral]:
    groups = {
        "to_answer": visible().filter(among("to_service_id", services), state=State.SENT),
        "asked_back": visible().filter(agency=ours, state=State.ASKED),
        "refused": visible().filter(agency=ours, state=State.REFUSED),
        "unanswered": visible().filter(agency=ours, state=State.SENT),
    }
    first, *others = (
        rows.annotate(group=Value(name, output_field=TextField()))[:_MOST] for name, rows in groups.items()
    )
    return first.union(*others, all=True)


_TO_MOVE_ON = Composed(_to_move_on)


def in_hand(by: Worker) -> QuerySet[Referral]:
    """Accepted by my services and not closed."""
    return visible().filter(to_service__in=by.service_ids, state=State.ACCEPTED).order_by("answered_at")


def open_to(person: Person, *, to: Service) -> Referral | None:
    """The open referral of this person to this service, if this worker may see one."""
    return visible().filter(person=person, to_service=to, state__in=OPEN).first()


def live_share(person: Person, *, to: Service, on: date) -> Share | None:
    """The share that lets the service see the person on a day: the one that lasts longest."""
    return (
        Share.objects.filter(
            person=person, to_service=to, withdrawn_at__isnull=True, first_day__lte=on, after_last_day__gt=on
        )
        .order_by("-after_last_day", "-made_at")
        .first()
    )
