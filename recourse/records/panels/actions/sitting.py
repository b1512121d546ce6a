"""A panel sits down, hides or shows names, keeps the prices of its plan, and rises."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from recourse.records.directory.acting import LONDON
from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.ledger import actions as ledger
from recourse.records.panels import may
from recourse.records.panels.actions.queueing import one_at_a_time
from recourse.records.panels.happenings import AlreadySits
from recourse.records.panels.models import Sitting
from recourse.records.panels.queries.weighing import weigh

_SITS = "A panel of your scheme sits already. Nothing was begun twice."
_ROSE = "This panel has ended already."


@transaction.atomic
def sit(*, hides_names: bool, by: Worker, at: datetime) -> Sitting:
    """Begin a panel, and keep the prices of its plan."""
    require(may.sit(by), may.NOT_YOUR_PANEL)
    one_at_a_time(by)
    try:
        with transaction.atomic():
            begun = Sitting.objects.create(
                agency_id=by.organisation_id, hides_names=hides_names, begun_by=by, begun_at=at
            )
    except IntegrityError as other:
        raise AlreadySits(_SITS) from other
    keep_prices(by=by, at=at)
    ledger.record(by=by, act="panels.sit", at=at, about=begun, detail={"hides_names": hides_names})
    return begun


@transaction.atomic
def hide_names(sitting: Sitting, *, hides: bool, by: Worker, at: datetime) -> None:
    """Hide names from the panel, or show them."""
    now = _lock(sitting, by)
    now.hides_names = hides
    now.save(update_fields=["hides_names"])
    ledger.record(by=by, act="panels.hide_names", at=at, about=now, detail={"hides_names": hides})


@transaction.atomic
def rise(sitting: Sitting, *, by: Worker, at: datetime) -> None:
    """End a panel."""
    now = _lock(sitting, by)
    now.ended_by, now.ended_at = by, at
    now.save(update_fields=["ended_by", "ended_at"])
    ledger.record(by=by, act="panels.rise", at=at, about=now)


def keep_prices(*, by: Worker, at: datetime) -> None:
    """Keep the prices of the plan as it stands, with the panel that sits, for when there is no new plan."""
    found = weigh(by, on=at.astimezone(LONDON).date())
    if found.plan is None or found.is_out_of_time:
        return
    Sitting.objects.filter(agency=by.organisation_id, ended_at=None).update(
        bed_prices=dict(found.plan.prices.places),
        watch_prices=dict(found.plan.prices.watch),
        priced_on=found.on,
    )


def _lock(sitting: Sitting, by: Worker) -> Sitting:
    require(may.keep(by, sitting), may.NOT_YOUR_PANEL)
    one_at_a_time(by)
    now = Sitting.objects.select_for_update(of=("self",)).filter(pk=sitting.pk, ended_at=None).first()
    if now is None:
        raise AlreadySits(_ROSE)
    return now
