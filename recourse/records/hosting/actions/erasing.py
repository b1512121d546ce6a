"""Erasing a host: who they are, how they are reached, where they live and what was said of them."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction

from recourse.records.directory.may import require
from recourse.records.directory.models import Organisation, Worker
from recourse.records.homes import actions as homes
from recourse.records.homes.models import Home
from recourse.records.hosting import may
from recourse.records.hosting.actions.entering import next_name
from recourse.records.hosting.actions.writing import locked
from recourse.records.hosting.happenings import NotYet
from recourse.records.hosting.models import Host, Step
from recourse.records.hosting.words import Stands
from recourse.records.ledger import actions as ledger
from recourse.records.people.words import WhyErased
from recourse.records.sealing import destroying

_A_NUMBER = re.compile(r"Host \d+")


@transaction.atomic
def erase(host: Host, *, agency: Organisation, why: str = "", by: Worker | None, at: datetime) -> None:
    """Make a host nobody; the days of their steps, their rooms and every night there stay.

    Without `by` it is the clock, which has no reason to give and empties the words of the steps; those of a
    worker's act stay as sealed rows that nobody can open. Come in by `keeping`: it asks what holds this.
    """
    now = locked(host)
    if by is not None:
        require(may.decide(by, now), may.NOT_MANAGER)
        _hosts_no_longer(now)
    if now.state == Stands.ERASED:
        raise NotYet("This host was erased already.")
    home = Home.objects.get(pk=now.home_id)
    called = home.name if _A_NUMBER.fullmatch(home.name) else next_name(agency.pk)
    homes.forget(home, called=called, agency=agency, by=by, at=at)
    Host.objects.filter(pk=now.pk).update(name="", contact="", state=Stands.ERASED)
    if by is None:
        Step.objects.filter(host=now, agency=agency.pk).update(words="")
    destroying.destroy(subject=now.pk, agency=agency.pk, for_ever=True, at=at)
    told = {"why": WhyErased(why).value} if by is not None else {}
    ledger.record(by=by, act="hosting.erase", at=at, about=now, detail=told)


def _hosts_no_longer(host: Host) -> None:
    if host.state in (Stands.APPROVED, Stands.RESTING):
        raise NotYet("This host still hosts. Write down first that they left.")
