"""The words of papers: what a paper is, and which of them show immigration status."""

from __future__ import annotations

from django.db import models


class Kind(models.TextChoices):
    """What a paper is."""

    HOME_OFFICE = "home_office", "Letter or email from the Home Office"
    PERMIT = "permit", "Visa, residence permit, ARC card or eVisa"
    IDENTITY = "identity", "Passport or identity card"
    LEGAL = "legal", "Letter from a lawyer, adviser or tribunal"
    TENANCY = "tenancy", "Tenancy, licence or notice to leave"
    BIRTH = "birth", "Birth or marriage certificate"
    WORK = "work", "Payslip, contract or P45"
    RENT_CHECK = "rent_check", "Copy from a right-to-rent check"
    SLAVERY = "slavery", "Referral or letter about modern slavery (NRM)"
    SENT = "sent", "Letter we wrote against a refusal"
    OF_A_STAY = "of_a_stay", "Licence, house rules or notice that we made"
    OTHER = "other", "Something else"


# What stands in these tells status, so status is what they count as, whatever else they say.
TELL_STATUS = (
    Kind.HOME_OFFICE,
    Kind.PERMIT,
    Kind.IDENTITY,
    Kind.LEGAL,
    Kind.RENT_CHECK,
    Kind.SLAVERY,
    Kind.SENT,
)
# What is made here and cannot be brought; it stays as it was made.
MADE_HERE = (Kind.SENT, Kind.OF_A_STAY)


class Form(models.TextChoices):
    """What kind of file a paper is kept as; nothing else is."""

    JPEG = "jpeg", "photograph"
    PNG = "png", "picture"
    PDF = "pdf", "document"


def field_of(kind: str, *, tells_status: bool) -> str:
    """Say under which field of a share a paper is seen."""
    return "status" if tells_status or kind in TELL_STATUS else "papers"
