"""Asking another service to help a person."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from recourse.records.directory.acting import LONDON
from recourse.records.directory.may import require
from recourse.records.directory.models import Service, Worker
from recourse.records.people.models import Person
from recourse.records.referrals import may, queries
from recourse.records.referrals.actions.moving import needs, noted
from recourse.records.referrals.happenings import AlreadyReferred, NotAgreed, NotTaking
from recourse.records.referrals.models import Referral


@transaction.atomic
def send(
    person: Person,
    *,
    to: Service,
    why: str,
    asks: str,
    by: Worker,
    at: datetime,
    from_service: Service | None = None,
    answer_by: date | None = None,
) -> Referral:
    """Refer the person to a service that a live share lets see them."""
    require(may.send(by), may.NOT_PEOPLE)
    sender = from_service or by.services.order_by("name").first()
    if sender is None or not to.takes_referrals or to.pk == sender.pk:
        raise NotTaking(to.name)
    today = at.astimezone(LONDON).date()
    share = queries.live_share(person, to=to, on=today)
    if share is None:
        raise NotAgreed(to.name)
    open_one = queries.open_to(person, to=to)
    if open_one is not None:
        raise AlreadyReferred(open_one)
    try:
        with transaction.atomic():
            referral = Referral.objects.create(
                person=person,
                agency_id=by.organisation_id,
                from_service=sender,
                to_service=to,
                to_agency_id=to.organisation_id,
                share=share,
                why=needs(why, "Say why: one sentence the other service can act on."),
                asks=needs(asks, "Say what you ask them to do."),
                answer_by=answer_by or today + timedelta(days=to.answer_within_days),
                sent_by=by,
                sent_at=at,
                moved_by=by,
                moved_at=at,
            )
    except IntegrityError as clash:
        open_one = queries.open_to(person, to=to)
        if open_one is None:
            raise
        raise AlreadyReferred(open_one) from clash
    noted(referral, act="send", by=by, at=at, answer_by=referral.answer_by)
    return referral
