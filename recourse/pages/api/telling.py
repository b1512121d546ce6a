"""How a referral and a service are told as data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from recourse.pages.api import shapes
from recourse.pages.referring import thread
from recourse.records.people import identity
from recourse.records.people.identity import Identity
from recourse.records.referrals import queries

if TYPE_CHECKING:
    from recourse.records.directory.models import Service, Worker
    from recourse.records.referrals.models import Referral


def service(one: Service) -> shapes.Service:
    """A service one can refer to."""
    return shapes.Service(
        id=one.pk,
        name=one.name,
        agency=one.organisation.name,
        what=one.what,
        who_for=one.who_for,
        free=one.capacity_free,
        unit=one.capacity_unit,
        answer_within_days=one.answer_within_days,
    )


def listed(referrals: Sequence[Referral]) -> list[shapes.Listed]:
    """Referrals in a list, the names of their people read at once."""
    who = identity.read_many(referral.person for referral in referrals)
    return [_listed(referral, who[referral.person_id]) for referral in referrals]


def one(referral: Referral, *, by: Worker) -> shapes.Referral:
    """A referral with its thread and what this worker can do with it."""
    entries = thread.entries(referral, queries.messages(referral))
    return shapes.Referral(
        **dict(_listed(referral, identity.read(referral.person))),
        why=referral.why,
        asks=referral.asks,
        next_step=referral.next_step,
        thread=[shapes.Said(at=one.at, when=one.when, what=one.what, more=one.more) for one in entries],
        can=cast(Any, [name for name, _ in thread.may_do(referral, by=by)]),
    )


def _listed(referral: Referral, who: Identity) -> shapes.Listed:
    return shapes.Listed(
        id=referral.pk,
        person=shapes.Whom(id=referral.person_id, reference=who.reference, name=who.display_name),
        from_service=_party(referral.from_service),
        to_service=_party(referral.to_service),
        state=cast(Any, referral.state),
        standing=thread.state(referral),
        answer_by=referral.answer_by,
        sent_at=referral.sent_at,
        sent_by=referral.sent_by.name,
        moves=referral.moves,
    )


def _party(service: Service) -> shapes.Party:
    return shapes.Party(id=service.pk, name=service.name)
