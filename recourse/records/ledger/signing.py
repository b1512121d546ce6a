"""Signs the head of an agency's chain once a day, and knows which of them have been sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from recourse.records.ledger.heads import Head
from recourse.records.ledger.models import Head as Kept
from recourse.records.ledger.models import SignedHead


@transaction.atomic
def sign(agency: UUID, *, key: Ed25519PrivateKey, day: date, at: datetime) -> SignedHead:
    """Sign how far an agency's chain reaches; a day that was signed before stays as it was."""
    signed = SignedHead.objects.filter(agency=agency, day=day).first()
    if signed is not None:
        return signed
    kept = Kept.objects.filter(agency=agency).first()
    last = SignedHead.objects.filter(agency=agency).order_by("-day").first()
    head = Head(
        agency=agency,
        day=day,
        number=kept.number if kept else 0,
        hash=bytes(kept.hash) if kept else b"",
        before=bytes(last.signature) if last else b"",
        key=key.public_key().public_bytes_raw(),
    )
    head = replace(head, signature=key.sign(head.signed_text.encode()))
    SignedHead.objects.bulk_create(
        [
            SignedHead(
                agency=agency,
                day=day,
                number=head.number,
                hash=head.hash,
                before=head.before,
                public_key=head.key,
                signature=head.signature,
                signed_at=at,
            )
        ],
        ignore_conflicts=True,
    )
    return SignedHead.objects.get(agency=agency, day=day)


def as_head(signed: SignedHead) -> Head:
    """Give a kept row as the head it is."""
    return Head(
        agency=signed.agency,
        day=signed.day,
        number=signed.number,
        hash=bytes(signed.hash),
        before=bytes(signed.before),
        key=bytes(signed.public_key),
        signature=bytes(signed.signature),
    )


def next_to_send(agency: UUID) -> SignedHead | None:
    """Give the oldest head that has not been sent and that nobody is sending, held until it is marked."""
    waiting = SignedHead.objects.filter(agency=agency, sent_at=None).order_by("day")
    return waiting.select_for_update(skip_locked=True).first()


def newest(agency: UUID, *, at_most: int = 60) -> list[SignedHead]:
    """Give the last heads of an agency, newest first."""
    return list(SignedHead.objects.filter(agency=agency).order_by("-day")[:at_most])


def one(head_id: UUID) -> SignedHead | None:
    """Give one head the reader may see."""
    return SignedHead.objects.filter(pk=head_id).first()


@transaction.atomic
def sent(signed: SignedHead, *, at: datetime) -> None:
    """Remember that a head has gone out."""
    SignedHead.objects.filter(pk=signed.pk, sent_at=None).update(sent_at=at)
