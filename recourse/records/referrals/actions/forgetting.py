"""Deleting referrals when their time is over; done by the clock, for the agency that sent them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from recourse.records.directory.models import Organisation
from recourse.records.ledger import actions as ledger
from recourse.records.referrals.models import Message, Referral


@transaction.atomic
def forget(person_id: UUID, *, agency: Organisation, at: datetime) -> int:
    """Delete the referrals this agency sent about a person, with all that was said; says how many rows."""
    mine = Referral.objects.filter(person_id=person_id, agency_id=agency.pk)
    gone = Message.objects.filter(referral__in=mine).delete()[0] + mine.delete()[0]
    if gone:
        ledger.record(by=None, act="referrals.forget", at=at, person=person_id, detail={"rows": gone})
    return gone


@transaction.atomic
def forget_one(referral: Referral, *, agency: Organisation, at: datetime) -> int:
    """Delete one referral, with all that was said about it; says how many rows."""
    mine = Referral.objects.filter(pk=referral.pk, agency_id=agency.pk)
    gone = Message.objects.filter(referral__in=mine).delete()[0] + mine.delete()[0]
    ledger.record(
        by=None,
        act="referrals.forget",
        at=at,
        about=referral,
        person=referral.person_id,
        detail={"rows": gone},
    )
    return gone
