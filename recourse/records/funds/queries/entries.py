"""What was written down about money, as it was written."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q

from recourse.records.funds.models import Balance, Cost, Grant, Rate, Receipt

MOST = 2_000


def rates() -> list[Rate]:
    """Every rate of the agency, by kind, newest first."""
    return list(Rate.objects.select_related("set_by")[:MOST])


def rates_on(day: date) -> dict[str, int]:
    """What a night in each kind of room brings on a day, in pennies, where somebody said so."""
    there = Rate.objects.filter(Q(after_last_day=None) | Q(after_last_day__gt=day), first_day__lte=day)
    return {rate.kind: rate.pence_a_night for rate in there}


def costs() -> list[Cost]:
    """Every cost that was written down, newest first."""
    return list(Cost.objects.select_related("home", "recorded_by")[:MOST])


def receipts() -> list[Receipt]:
    """Every receipt, newest first."""
    return list(Receipt.objects.select_related("home", "recorded_by")[:MOST])


def grants() -> list[Grant]:
    """Every funder's grant, newest first."""
    return list(Grant.objects.select_related("home")[:MOST])


def balance(day: date) -> Balance | None:
    """The newest balance said for a day or before it."""
    return Balance.objects.filter(on_day__lte=day).first()


def one_rate(rate: UUID) -> Rate | None:
    """One rate of the agency."""
    return Rate.objects.filter(pk=rate).first()


def one_cost(cost: UUID) -> Cost | None:
    """One cost of the agency."""
    return Cost.objects.select_related("home").filter(pk=cost).first()


def one_receipt(receipt: UUID) -> Receipt | None:
    """One receipt of the agency."""
    return Receipt.objects.select_related("home").filter(pk=receipt).first()


def one_grant(grant: UUID) -> Grant | None:
    """One funder's grant of the agency."""
    return Grant.objects.select_related("home").filter(pk=grant).first()
