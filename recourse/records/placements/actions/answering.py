"""The person's answer to an offer, brought by a worker, and what happens when none comes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from recourse.records.directory.may import MayNot, require
from recourse.records.directory.models import Worker
from recourse.records.ledger import actions as ledger
from recourse.records.people import text
from recourse.records.placements import may
from recourse.records.placements.happenings import AlreadyAnswered, NoSuchDays, TooLate
from recourse.records.placements.models import Holding, Occupation, Offer, OfferState, Stay
from recourse.records.placements.words import Decline

_HOW = {
    OfferState.ACCEPTED: "said yes to this offer",
    OfferState.DECLINED: "said no to this offer",
    OfferState.TAKEN_BACK: "took this offer back",
    OfferState.LAPSED: "let this offer lapse",
}


@transaction.atomic
def accept(offer: Offer, *, by: Worker, at: datetime) -> Stay:
    """The person says yes: the stay begins on the offer's first day."""
    require(may.answer(by, offer), may.NOT_YOURS)
    now = _lock(offer)
    if now.answer_by < at:
        raise TooLate(now.answer_by)
    _answered(now, OfferState.ACCEPTED, by=by, at=at)
    stay = Stay.objects.create(
        person_id=now.person_id,
        agency_id=now.agency_id,
        bedspace_id=now.bedspace_id,
        home_id=now.home_id,
        offer=now,
        first_day=now.first_day,
    )
    Occupation.objects.filter(offer=now).update(kind=Holding.STAY)
    detail = {"first_day": now.first_day.isoformat()}
    ledger.record(by=by, act="placements.accept", at=at, about=now, person=now.person_id, detail=detail)
    ledger.record(by=by, act="placements.start", at=at, about=stay, person=now.person_id, detail=detail)
    return stay


@transaction.atomic
def decline(offer: Offer, *, code: str, words: str = "", by: Worker, at: datetime) -> None:
    """The person says no, and why; the bed is free again at once."""
    require(may.answer(by, offer), may.NOT_YOURS)
    if code not in Decline.values:
        raise NoSuchDays("Choose the reason that comes nearest.")
    now = _lock(offer)
    now.decline_code, now.words = code, text.lines(words, what="What you wrote", at_most=2_000)
    _answered(now, OfferState.DECLINED, by=by, at=at, also=("decline_code", "words"))
    _let_go(now)
    ledger.record(
        by=by, act="placements.decline", at=at, about=now, person=now.person_id, detail={"decline": code}
    )


@transaction.atomic
def take_back(offer: Offer, *, reason: str, by: Worker, at: datetime) -> None:
    """The scheme takes its offer back, saying why."""
    require(may.take_back(by, offer), may.NOT_YOUR_OFFER)
    said = text.lines(reason, what="The reason", at_most=1_000)
    if not said:
        raise NoSuchDays("Say why you take it back.")
    now = _lock(offer)
    now.words = said
    _answered(now, OfferState.TAKEN_BACK, by=by, at=at, also=("words",))
    _let_go(now)
    ledger.record(by=by, act="placements.take_back", at=at, about=now, person=now.person_id)


@transaction.atomic
def lapse(offer: Offer, *, by: None = None, at: datetime) -> bool:
    """The clock ends an offer nobody answered in time; says whether there was anything to end."""
    require(by is None, may.NOT_YOUR_OFFER)
    now = Offer.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=offer.pk).first()
    if now is None or now.state != OfferState.MADE or now.answer_by > at:
        return False
    _answered(now, OfferState.LAPSED, by=None, at=at)
    _let_go(now)
    ledger.record(by=None, act="placements.lapse", at=at, about=now, person=now.person_id)
    return True


def _lock(offer: Offer) -> Offer:
    now = (
        Offer.objects.select_for_update(of=("self",))
        .select_related("answered_by")
        .filter(pk=offer.pk)
        .first()
    )
    if now is None:
        raise MayNot(may.NOT_YOURS)
    if now.state != OfferState.MADE:
        by_name = now.answered_by.name if now.answered_by else "The clock"
        assert now.answered_at is not None
        raise AlreadyAnswered(by_name=by_name, at=now.answered_at, how=_HOW[OfferState(now.state)])
    return now


def _answered(
    offer: Offer, state: OfferState, *, by: Worker | None, at: datetime, also: tuple[str, ...] = ()
) -> None:
    offer.state, offer.answered_by, offer.answered_at = state, by, at
    offer.save(update_fields=["state", "answered_by", "answered_at", *also])


def _let_go(offer: Offer) -> None:
    Occupation.objects.filter(offer=offer).update(is_live=False)
