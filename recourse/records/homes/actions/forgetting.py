"""Deleting where a home is and what was said of it; its rooms, beds, days and sums stay to be counted."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from recourse.records.directory.may import require
from recourse.records.directory.models import Organisation, Worker
from recourse.records.homes import may
from recourse.records.homes.models import Address, Bedspace, BedState, Home, Lending, Upkeep
from recourse.records.ledger import actions as ledger
from recourse.records.sealing import destroying


@transaction.atomic
def forget(home: Home, *, called: str, agency: Organisation, by: Worker | None, at: datetime) -> None:
    """Delete the address and every word about a home, and call it something that tells nobody.

    The keys go too, so that no old backup opens them. Without `by` it is the clock.
    """
    if by is not None:
        require(may.keep_papers(by, home), may.NOT_MANAGER)
    of_it = {"home": home.pk, "agency": agency.pk}
    Address.objects.filter(**of_it).delete()
    Upkeep.objects.filter(**of_it).update(what="")
    Lending.objects.filter(**of_it).update(home_name=called)
    Home.objects.filter(pk=home.pk, agency=agency.pk).update(name=called, landlord="", note="")
    beds = Bedspace.objects.filter(room__home=home.pk, agency=agency.pk).values_list("pk", flat=True)
    BedState.objects.filter(bedspace__in=beds, agency=agency.pk).update(why="")
    for subject in (home.pk, *beds):
        destroying.destroy(subject=subject, agency=agency.pk, for_ever=False, at=at)
    ledger.record(by=by, act="homes.forget", at=at, about=home)
