"""The papers of a home: its lease, its certificates, and the work done on it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.homes import may
from recourse.records.homes.actions.refusing import NoSuchStretch, of_our_time
from recourse.records.homes.models import Certificate, Home, Labour, Lease, Safety, Upkeep
from recourse.records.ledger import actions as ledger


@transaction.atomic
def sign_lease(
    home: Home,
    *,
    first_day: date,
    last_day: date | None = None,
    pence_a_month: int = 0,
    by: Worker,
    at: datetime,
) -> Lease:
    """Record the lease of a home from a day on; what was recorded for that day and later gives way."""
    require(may.keep_papers(by, home), may.NOT_MANAGER)
    if pence_a_month < 0:
        raise NoSuchStretch("A rent is nothing or more.")
    if last_day is not None and last_day < first_day:
        raise NoSuchStretch("The lease ends before it starts.")
    of_our_time(first_day, last_day)
    Home.objects.select_for_update().get(pk=home.pk)
    said = Lease.objects.filter(home=home)
    after = None if last_day is None else last_day + timedelta(days=1)
    for already in said.filter(first_day=first_day, after_last_day=after, pence_a_month=pence_a_month):
        return already
    said.filter(first_day__gte=first_day).delete()
    said.filter(Q(after_last_day=None) | Q(after_last_day__gt=first_day)).update(after_last_day=first_day)
    lease = Lease.objects.create(
        home=home,
        agency_id=by.organisation_id,
        first_day=first_day,
        after_last_day=after,
        pence_a_month=pence_a_month,
    )
    told = {"first_day": first_day.isoformat(), "pence_a_month": pence_a_month}
    ledger.record(by=by, act="homes.sign_lease", at=at, about=home, detail=told)
    return lease


@transaction.atomic
def certify(
    home: Home, *, kind: str, first_day: date, last_day: date, by: Worker, at: datetime
) -> Certificate:
    """Record a certificate; another of the same kind and day gives way to it."""
    require(may.keep_papers(by, home), may.NOT_MANAGER)
    if last_day < first_day:
        raise NoSuchStretch("The certificate runs out before it was given.")
    of_our_time(first_day, last_day)
    known: dict[str, Any] = {"home": home, "kind": Safety(kind), "first_day": first_day}
    for already in Certificate.objects.filter(**known, last_day=last_day):
        return already
    ours = {"last_day": last_day, "agency_id": by.organisation_id}
    given, _ = Certificate.objects.update_or_create(**known, defaults=ours)
    told = {"kind": kind, "last_day": last_day.isoformat()}
    ledger.record(by=by, act="homes.certify", at=at, about=home, detail=told)
    return given


@transaction.atomic
def log_upkeep(
    home: Home,
    *,
    kind: str,
    on_day: date,
    people: int,
    hours: int,
    pence: int = 0,
    what: str = "",
    by: Worker,
    at: datetime,
) -> Upkeep:
    """Record a repair or a day of volunteers: how many, how long, what it cost."""
    require(may.change(by, home), may.NOT_YOURS)
    of_our_time(on_day)
    done = Upkeep.objects.create(
        home=home,
        agency_id=by.organisation_id,
        kind=Labour(kind),
        on_day=on_day,
        people=people,
        hours=hours,
        pence=pence,
        what=what.strip(),
    )
    ledger.record(by=by, act="homes.log_upkeep", at=at, about=home, detail={"kind": kind})
    return done
