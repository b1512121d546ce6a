"""Writing costs, receipts and what is in the bank into the books, and striking out what was wrong."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from recourse.records.directory.acting import LONDON
from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.funds import may
from recourse.records.funds.actions import checking
from recourse.records.funds.happenings import BadEntry
from recourse.records.funds.models import Award, Balance, Cost, Grant, Rate, Receipt
from recourse.records.funds.words import Often, What
from recourse.records.homes.models import Home, Kind
from recourse.records.ledger import actions as ledger
from recourse.records.people import text

Struck = Rate | Cost | Receipt | Grant


@transaction.atomic
def pay(
    *,
    home: Home | None,
    what: str,
    pence: int,
    often: str,
    first_day: date,
    last_day: date | None = None,
    words: str = "",
    by: Worker,
    at: datetime,
) -> Cost:
    """Write down what is paid for a home, or for all of them, once or again and again."""
    require(may.keep_books(by), may.NOT_MANAGER)
    checking.ours(home, agency_id=by.organisation_id)
    checking.amount(pence, field="pounds", least=1)
    after = checking.stretch(first_day, last_day)
    if often == Often.ONCE and last_day is not None:
        raise BadEntry("last_day", "No last day was expected: it is paid once, on the first day.")
    cost = Cost.objects.create(
        agency_id=by.organisation_id,
        home=home,
        what=What(what),
        pence=pence,
        often=Often(often),
        first_day=first_day,
        after_last_day=after,
        words=text.line(words, what="The note", at_most=200),
        recorded_by=by,
        recorded_at=at,
    )
    told = {"what": what, "often": often, "pence": pence, "first_day": first_day.isoformat()}
    ledger.record(by=by, act="funds.pay", at=at, about=cost, detail=told)
    return cost


@transaction.atomic
def end_cost(cost: Cost, *, last_day: date, by: Worker, at: datetime) -> None:
    """Say until when something is paid."""
    require(may.keep_books(by) and cost.agency_id == by.organisation_id, may.NOT_MANAGER)
    if cost.often == Often.ONCE:
        raise BadEntry("last_day", "It was paid once, so it has no last day.")
    after = checking.stretch(cost.first_day, last_day)
    changed = Cost.objects.filter(pk=cost.pk).exclude(after_last_day=after).update(after_last_day=after)
    cost.after_last_day = after
    if changed:
        told = {"last_day": last_day.isoformat()}
        ledger.record(by=by, act="funds.end_cost", at=at, about=cost, detail=told)


@transaction.atomic
def receive(*, home: Home | None, kind: str, pence: int, on_day: date, by: Worker, at: datetime) -> Receipt:
    """Write down money that came in for rooms of a kind."""
    require(may.keep_books(by), may.NOT_MANAGER)
    checking.ours(home, agency_id=by.organisation_id)
    checking.amount(pence, field="pounds", least=1)
    _has_come(on_day, at=at)
    receipt = Receipt.objects.create(
        agency_id=by.organisation_id,
        home=home,
        kind=Kind(kind),
        pence=pence,
        on_day=on_day,
        recorded_by=by,
        recorded_at=at,
    )
    told = {"kind": kind, "pence": pence, "on_day": on_day.isoformat()}
    ledger.record(by=by, act="funds.receive", at=at, about=receipt, detail=told)
    return receipt


@transaction.atomic
def say_balance(*, pence: int, on_day: date, by: Worker, at: datetime) -> Balance:
    """Say what was in the bank at the end of a day; what was said for that day before gives way."""
    require(may.keep_books(by), may.NOT_MANAGER)
    if abs(pence) > checking.MOST:
        raise BadEntry("pounds", "An amount below £10,000,000 was expected here.")
    _has_come(on_day, at=at)
    known: dict[str, Any] = {"agency_id": by.organisation_id, "on_day": on_day}
    for already in Balance.objects.filter(**known, pence=pence):
        return already
    values: dict[str, Any] = {"pence": pence, "recorded_by": by, "recorded_at": at}
    balance, _ = Balance.objects.update_or_create(**known, defaults=values)
    told = {"pence": pence, "on_day": on_day.isoformat()}
    ledger.record(by=by, act="funds.say_balance", at=at, about=balance, detail=told)
    return balance


@transaction.atomic
def strike_out(entry: Struck, *, by: Worker, at: datetime) -> None:
    """Take an entry out of the books that was wrong; what it said stays in the ledger."""
    require(may.keep_books(by) and entry.agency_id == by.organisation_id, may.NOT_MANAGER)
    if isinstance(entry, Grant) and Award.objects.filter(grant=entry).exists():
        raise BadEntry("grant", "People are paid from this grant, so it stays.")
    now = type(entry)._default_manager.select_for_update().filter(pk=entry.pk).first()
    if now is None:
        return
    pence = now.pence_a_night if isinstance(now, Rate) else now.pence
    first = now.on_day if isinstance(now, Receipt) else now.first_day
    told = {"entry": type(entry).__name__.lower(), "pence": pence, "first_day": first.isoformat()}
    ledger.record(by=by, act="funds.strike_out", at=at, about=now, detail=told)
    now.delete()


def _has_come(day: date, *, at: datetime) -> None:
    checking.of_our_time(day, field="on_day")
    if day > at.astimezone(LONDON).date():
        raise BadEntry("on_day", "A day that has come was expected here.")
