"""Offers and stays: of a person, of a scheme, and those that wait for an answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Case, Q, QuerySet, When

from recourse.records.directory.composed import Composed
from recourse.records.directory.models import Worker
from recourse.records.homes.models import Home
from recourse.records.people.models import Person
from recourse.records.placements.models import Occupation, Offer, OfferState, Stay

_MOST = 50


def one_offer(offer: UUID) -> Offer | None:
    """Give one offer the reader may see."""
    return _offers().filter(pk=offer).first()


def of_person(person: Person) -> list[Offer]:
    """Give the offers made to a person, newest first, each with its stay."""
    return list(_offers().filter(person=person).order_by("-made_at"))


def waiting_for_answer(by: Worker) -> list[Offer]:
    """Give the offers that nobody has answered to people this worker's agency holds; then the others that
    this worker's scheme made; each soonest first.
    """
    return _TO_ANSWER.all(ours=by.organisation_id)


def _to_answer(ours: UUID) -> QuerySet[Offer]:
    is_ours = Case(When(person__agency=ours, then=True), default=False)
    offers = _waiting().filter(Q(person__agency=ours) | Q(agency=ours)).annotate(is_ours=is_ours)
    return offers.order_by("-is_ours", "answer_by", "pk")[: 2 * _MOST]


_TO_ANSWER = Composed(_to_answer)


def overdue(at: datetime) -> list[Offer]:
    """Give the offers whose hour has passed without an answer."""
    return list(Offer.objects.filter(state=OfferState.MADE, answer_by__lte=at).order_by("answer_by"))


def one_stay(stay: UUID) -> Stay | None:
    """Give one stay the reader may see; the person in it may be out of sight, when sharing stopped."""
    return Stay.objects.select_related("agency", "offer__made_by", "ended_by").filter(pk=stay).first()


def housed(people: Iterable[UUID], *, on: date) -> set[UUID]:
    """Say which of these people have a bed, or are being offered one, on a day or later."""
    have = Occupation.objects.filter(person__in=list(people), is_live=True, span__overlap=DateRange(on, None))
    return set(have.values_list("person_id", flat=True))


def stay_of(person: Person, *, on: date) -> Stay | None:
    """Give the stay a person is in on a day."""
    return _going_on(on).filter(person=person).first()


def stays_in(home: Home, *, on: date) -> dict[UUID, Stay]:
    """Give the stays in a home on a day, by bedspace, also of people who are out of sight now."""
    there = Stay.objects.select_related("offer").filter(_on(on), home=home)
    return {stay.bedspace_id: stay for stay in there}


def _offers() -> QuerySet[Offer]:
    return Offer.objects.select_related("person", "agency", "made_by", "answered_by", "stay__ended_by")


def _waiting() -> QuerySet[Offer]:
    return _offers().filter(state=OfferState.MADE).order_by("answer_by", "pk")


def _stays() -> QuerySet[Stay]:
    return Stay.objects.select_related("person", "agency", "offer", "ended_by")


def _going_on(day: date) -> QuerySet[Stay]:
    return _stays().filter(_on(day))


def _on(day: date) -> Q:
    return Q(first_day__lte=day) & (Q(after_last_day=None) | Q(after_last_day__gt=day))
