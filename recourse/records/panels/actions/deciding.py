"""A decision: who is chosen for a bed and why, kept as it was shown, and the offer that follows from it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from recourse.reasoning.allocation import rules
from recourse.records.criteria import gathering
from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.homes.models import Bedspace
from recourse.records.ledger import actions as ledger
from recourse.records.panels import may, queries
from recourse.records.panels.actions.queueing import one_at_a_time
from recourse.records.panels.happenings import CannotBe, Changed, NoReason, NotShown
from recourse.records.panels.models import Choice, Decision, Word
from recourse.records.panels.queries.showing import Shown
from recourse.records.panels.queries.weighing import Weighed
from recourse.records.panels.words import Said
from recourse.records.people import text
from recourse.records.people.models import Person
from recourse.records.placements import actions as placements
from recourse.records.placements.models import Offer

LONGEST = 2_000


@transaction.atomic
def decide(
    bed: Bedspace,
    *,
    to: Person,
    among_beds: bool,
    on: date,
    seen: str,
    reason: str,
    by: Worker,
    at: datetime,
    **terms: Any,
) -> Decision:
    """Choose somebody for a bed as shown on a day, and offer it; `terms` are those of the offer.

    `seen` is the sign of what was shown, with `among_beds` the beds for them, else the people for the bed.
    Raises `Changed` when it is no longer so, `CannotBe` when a hard rule speaks against it on the first day
    of the stay, and what `placements.offer` raises when somebody was quicker.
    """
    require(may.decide(by, bed), may.NOT_YOURS)
    said = text.lines(reason, what="The reason", at_most=LONGEST)
    if not said:
        raise NoReason("Say why they are chosen, in a few words.")
    one_at_a_time(by)
    weighed = queries.weigh(by, on=on, also=[to])
    shown = queries.for_person(weighed, to.pk) if among_beds else queries.for_bed(weighed, bed.pk)
    against = _against(weighed, to, bed, first_day=terms["first_day"])
    offer = placements.offer(bed, to=to, by=by, at=at, **terms)
    if shown.sign != seen:
        raise Changed
    if shown.row(person=to.pk, bed=bed.pk) is None:
        raise NotShown
    if against:
        raise CannotBe(f"They cannot be offered this bed from that day. {' '.join(against)}")
    made = _made(shown, offer, bed, said, by=by, at=at)
    _keep(made, shown, to, bed)
    Word.objects.filter(agency=by.organisation_id, person=to, kind=Said.PIN, taken_back_at=None).update(
        taken_back_by=by, taken_back_at=at
    )
    detail = {"by": made.by_order, "fingerprint": made.fingerprint, "shown": len(shown.rows)}
    ledger.record(by=by, act="panels.decide", at=at, about=made, person=to.pk, detail=detail)
    return made


def _against(weighed: Weighed, to: Person, bed: Bedspace, *, first_day: date) -> list[str]:
    """The hard rules against a bed on the day a stay would begin, where that is not the day shown."""
    if first_day == weighed.on:
        return []
    need = weighed.waiting[str(to.pk)].need
    return [
        one.why
        for place in gathering.places(on=first_day)
        if place.reference == str(bed.pk)
        for one in rules.refusals(need, place, as_at=first_day, vetoes=weighed.vetoes)
    ]


def _made(shown: Shown, offer: Offer, bed: Bedspace, reason: str, *, by: Worker, at: datetime) -> Decision:
    sitting, published = queries.sitting(by), shown.published
    return Decision.objects.create(
        agency_id=by.organisation_id,
        sitting=sitting,
        person_id=offer.person_id,
        bedspace=bed,
        home=bed.room.home,
        offer=offer,
        by_order=shown.order.by,
        order_says=shown.order.says,
        learned_on=shown.order.learned_on,
        version_id=published.version_id if published else None,
        fingerprint=published.fingerprint if published else "",
        priced_on=shown.priced_on,
        from_last_prices=shown.is_from_last,
        could_live_there=shown.could,
        waited=shown.waited,
        hid_names=sitting is not None and sitting.hides_names,
        reason=reason,
        decided_by=by,
        decided_at=at,
    )


def _keep(made: Decision, shown: Shown, to: Person, bed: Bedspace) -> None:
    Choice.objects.bulk_create(
        Choice(
            agency_id=made.agency_id,
            decision=made,
            person_id=row.person_id,
            bedspace_id=row.bed_id,
            rank=rank,
            is_chosen=(row.person_id, row.bed_id) == (to.pk, bed.pk),
            shown=dict(row.shown),
        )
        for rank, row in enumerate(shown.rows, start=1)
    )
