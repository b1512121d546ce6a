"""Saying which organisation lends a home, and telling it how the house is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from recourse.records.directory.acting import LONDON
from recourse.records.directory.may import require
from recourse.records.directory.models import Organisation, Worker
from recourse.records.homes import may, telling
from recourse.records.homes.actions.refusing import NoSuchStretch
from recourse.records.homes.models import Home, Lending
from recourse.records.homes.telling import Quarter
from recourse.records.ledger import actions as ledger


@transaction.atomic
def lend(home: Home, *, owner: Organisation | None, by: Worker, at: datetime) -> Lending | None:
    """Say which organisation lends a home and may read its report; with none, it may no longer."""
    require(may.keep_papers(by, home), may.NOT_MANAGER)
    if owner is not None and owner.pk == home.agency_id:
        raise NoSuchStretch("That is your own organisation. Choose whoever lends you the home.")
    Home.objects.select_for_update().get(pk=home.pk)
    before = Lending.objects.filter(home=home).first()
    if (before.owner_id if before else None) == (owner.pk if owner else None):
        return before
    if before:
        before.delete()
    lent = None
    if owner is not None:
        lent = Lending.objects.create(
            home=home, agency_id=home.agency_id, owner=owner, home_name=home.name, area=home.area
        )
    told = {"owner": str(owner.pk) if owner else None}
    ledger.record(by=by, act="homes.lend", at=at, about=home, detail=told)
    return lent


@transaction.atomic
def tell_owner(lent: Lending, *, quarters: Sequence[Quarter], by: Worker | None, at: datetime) -> Lending:
    """Tell whoever lends a home how the house is; the clock does it at night, a manager at once."""
    require(by is None or may.keep_papers(by, lent.home), may.NOT_MANAGER)
    now = Lending.objects.select_for_update(of=("self",)).select_related("home").get(pk=lent.pk)
    house = telling.of_the_house(now.home, day=at.astimezone(LONDON).date())
    said = house | {"quarters": telling.with_quarters(now.told, list(quarters))}
    same = (now.told, now.home_name, now.area) == (said, now.home.name, now.home.area)
    if same and now.told_at is not None and now.told_at >= at:
        return now
    now.told, now.home_name, now.area, now.told_at = said, now.home.name, now.home.area, at
    now.save(update_fields=["told", "home_name", "area", "told_at"])
    ledger.record(by=by, act="homes.tell_owner", at=at, about=now.home)
    return now
