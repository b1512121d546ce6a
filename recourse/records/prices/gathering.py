"""What an agency's own records say of its past: who asked, which beds there were, who had them when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from recourse.reasoning.allocation.needs import Need
from recourse.reasoning.pricing import recorded
from recourse.reasoning.pricing.recorded import Asked, Bed, Recorded
from recourse.records.criteria import gathering
from recourse.records.directory.acting import LONDON
from recourse.records.homes.models import BedState, State
from recourse.records.people import queries as people
from recourse.records.placements import queries as placements
from recourse.records.placements.models import Occupation, Offer, Stay
from recourse.records.placements.queries import LIKELY_DAYS, BedOnDay
from recourse.records.referrals.models import Referral
from recourse.records.referrals.models import State as Answer

WEEKS = 52
_WEEK = timedelta(days=7)
_USUAL_DAYS = 180


def past(agency: UUID, *, on: date) -> Recorded | None:
    """Give the last 52 weeks before a day's Monday, or as many as there are; nothing without beds or people.

    Who asked is who was referred to the agency and taken on, and who was offered a bed without; needs are as
    they are known now. People whose share has ended are out of sight, and counted as such.
    """
    monday = on - timedelta(days=on.weekday())
    stays = {one.person_id: one for one in Stay.objects.filter(agency=agency).order_by("first_day")}
    came = _came(agency, until=monday)
    if not came:
        return None
    earliest = min(day for day, _ in came.values())
    first_day = max(monday - WEEKS * _WEEK, earliest - timedelta(days=earliest.weekday()))
    inside = {person: one for person, one in came.items() if one[0] >= first_day}
    weeks = (monday - first_day).days // 7
    beds = _beds(agency, first_day, on)
    if not inside or not beds or weeks < 1:
        return None
    seen = people.visible().filter(pk__in=inside)
    known = placements.needs_of_many(seen)
    made = [gathering.need(str(person), known[person], days_waiting=0) for person in known]
    needs = likely(agency, made, known={str(person): told for person, told in known.items()})
    asked = []
    for need in needs:
        day, gone = inside[UUID(need.reference)]
        asked.append(_asked(need, day, gone, stays.get(UUID(need.reference))))
    if not asked:
        return None
    asked.sort(key=lambda one: (one.on, one.need.reference))
    return Recorded(first_day, weeks, tuple(asked), beds, len(inside) - len(asked))


def likely(
    agency: UUID, needs: Sequence[Need], *, known: Mapping[str, Mapping[str, Any]]
) -> tuple[Need, ...]:
    """Give each need with the days its case is likely to take; `known` is what is known of each of them.

    As a worker has said, else as the scheme said when it first offered a bed, else the mean of all that was
    said.
    """
    said = {str(person): days for person, days in _said(agency).items()}
    said |= {one: int(told[LIKELY_DAYS]) for one, told in known.items() if LIKELY_DAYS in told}
    return recorded.likely(said, needs, otherwise=_USUAL_DAYS)


def _asked(need: Need, day: date, gone: date | None, stay: Stay | None) -> Asked:
    if stay is None or stay.first_day < day:
        return Asked(need, day, gone)
    stayed = None if stay.after_last_day is None else (stay.after_last_day - stay.first_day).days
    return Asked(need, day, None, stay.first_day, stayed)


def _came(agency: UUID, *, until: date) -> dict[UUID, tuple[date, date | None]]:
    """By person, the day they first asked, and the day their referral was closed."""
    came: dict[UUID, tuple[date, date | None]] = {}
    taken_on = Referral.objects.filter(to_agency=agency, answered_at__isnull=False, refusal_code="").filter(
        state__in=(Answer.ACCEPTED, Answer.CLOSED)
    )
    for one in taken_on.order_by("sent_at"):
        came.setdefault(one.person_id, (_day(one.sent_at), _day(one.closed_at) if one.closed_at else None))
    for offer in Offer.objects.filter(agency=agency).order_by("made_at"):
        came.setdefault(offer.person_id, (_day(offer.made_at), None))
    return {person: one for person, one in came.items() if one[0] < until}


def _said(agency: UUID) -> dict[UUID, int]:
    """By person, how long the scheme said their stay would take when it first offered a bed."""
    offers = Offer.objects.filter(agency=agency).order_by("-made_at")
    return {one.person_id: (one.expected_last_day - one.first_day).days + 1 for one in offers}


def _beds(agency: UUID, first_day: date, on: date) -> tuple[Bed, ...]:
    """Every bed that could be lived in on some day looked back on; one under repair counts as there."""
    quarter = timedelta(days=91)
    there: dict[UUID, BedOnDay] = {}
    day = first_day
    while day <= on:
        there |= {one.bedspace.pk: one for one in placements.beds_on(day)}
        day = on if day < on < day + quarter else day + quarter
    places = gathering.places_of(there.values(), among=there.values(), on=on)
    ready, gone = _stretches(there)
    taken: dict[UUID, list[tuple[date, date | None]]] = {}
    for one in Occupation.objects.filter(is_live=True, bedspace__in=there):
        taken.setdefault(one.bedspace_id, []).append((one.span.lower, one.span.upper))
    return tuple(
        Bed(place, ready[bed], gone.get(bed), tuple(taken.get(bed, ())))
        for bed, place in zip(there, places, strict=True)
        if bed in ready
    )


def _stretches(beds: Iterable[UUID]) -> tuple[dict[UUID, date], dict[UUID, date]]:
    """By bed, the day it could first be lived in, and the day it was handed back."""
    ready: dict[UUID, date] = {}
    gone: dict[UUID, date] = {}
    states = BedState.objects.filter(bedspace__in=list(beds)).order_by("first_day")
    for one in states.filter(Q(state=State.AVAILABLE) | Q(state=State.HANDED_BACK)):
        if one.state == State.HANDED_BACK:
            gone[one.bedspace_id] = one.first_day
        else:
            ready.setdefault(one.bedspace_id, one.first_day)
            gone.pop(one.bedspace_id, None)
    return ready, gone


def _day(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()
