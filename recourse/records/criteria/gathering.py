"""What is recorded of people and beds, as the plain values that allocation takes; nothing else goes in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from recourse.reasoning.allocation.needs import Gender, Household, Need, PresentNeed, Prospects
from recourse.reasoning.allocation.places import Home, Kind, Place, Support, WhoFor
from recourse.records.directory.acting import LONDON
from recourse.records.directory.models import Worker
from recourse.records.homes import queries as homes
from recourse.records.people import queries as people
from recourse.records.people.models import Person
from recourse.records.placements import queries as placements
from recourse.records.placements.hosts import FIRST_STAYS
from recourse.records.placements.queries import AREAS_ASKED, AREAS_NOT, STAYS_WITH_HOSTS, BedOnDay
from recourse.records.referrals import queries as referrals

_GENDER = {"woman": Gender.WOMAN, "man": Gender.MAN, "either": Gender.ANOTHER}
_PAYS = {"nobody": {Kind.FREE}, "rent": {Kind.RENT_PAYING}, "council": {Kind.COUNCIL}}


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits for a bed: the person, from which service, what is known, and their need."""

    person: Person
    from_service: str
    known: Mapping[str, Any]
    need: Need


def waiting(by: Worker, *, on: date, also: Iterable[Person] = ()) -> list[Waiting]:
    """Give everybody this worker sees with an accepted referral and no bed, the longest wait first.

    `also` are people to be looked at beside them, who need not have been referred.
    """
    asked = {one.person_id: one for one in referrals.in_hand(by).order_by("-sent_at")}
    housed = placements.housed(asked, on=on)
    wait = [one for one in asked.values() if one.person_id not in housed]
    wait.sort(key=lambda one: (one.sent_at, one.pk))
    some: dict[UUID, tuple[Person, str, datetime | None]] = {
        one.person_id: (one.person, one.from_service.name, one.sent_at) for one in wait
    }
    some |= {one.pk: (one, "", None) for one in also if one.pk not in some}
    known = placements.needs_of_many([person for person, _, _ in some.values()])
    return [
        Waiting(
            person,
            service,
            known[pk],
            need(str(pk), known[pk], days_waiting=_days(since.astimezone(LONDON).date(), on) if since else 0),
        )
        for pk, (person, service, since) in some.items()
    ]


def places(*, on: date) -> list[Place]:
    """Give the scheme's beds that are free on a day and promised to nobody later."""
    promised = placements.taken_after(on)
    beds = placements.beds_on(on)
    free = [one for one in beds if one.state == "free" and one.bedspace.pk not in promised]
    return places_of(free, among=beds, on=on)


def places_of(beds: Iterable[BedOnDay], *, among: Iterable[BedOnDay], on: date) -> list[Place]:
    """Give some beds as places; `among` are all of the scheme, of which a room shared with strangers is told.

    Nothing is recorded of support, neither given nor needed, so it counts for nothing.
    A room of several beds is for women or men as the house is, or as whoever lives in it has said.
    """
    leases, every = homes.leases_on(on), list(among)
    there = [one.occupation.person_id for one in every if one.occupation is not None]
    known = placements.needs_of_many(people.visible().filter(pk__in=there))
    made: dict[UUID, Home] = {}
    for one in every:
        lease = leases.get(one.home.pk)
        made[one.home.pk] = Home(
            reference=str(one.home.pk),
            area=one.home.area,
            who_for=WhoFor(one.home.who_for),
            support=Support.NONE,
            closes_on=lease.after_last_day if lease else None,
            high_risk_living_there=sum(
                known.get(other.occupation.person_id, {}).get("housing_high_risk") is True
                for other in every
                if other.occupation is not None and other.home.pk == one.home.pk
            ),
            is_new_host=one.host is not None and not one.host.is_experienced,
        )
    return [_place(one, made[one.home.pk], every, known) for one in beds]


def need(reference: str, known: Mapping[str, Any], *, days_waiting: int) -> Need:
    """Turn what is known of somebody into a need; what is not known stays so."""
    size = known.get("housing_people") or 1
    return Need(
        reference=reference,
        gender=_GENDER.get(known.get("housing_as", ""), Gender.NOT_KNOWN),
        household=_household(known, size),
        size=max(size, 2) if known.get("housing_household") in ("couple", "family") else size,
        needs_family_unit=_household(known, size) is Household.FAMILY,
        needs_step_free=known.get("housing_step_free"),
        funding=frozenset(_PAYS.get(known.get("housing_pays", ""), {Kind.FREE})),
        areas_excluded=frozenset(known.get(AREAS_NOT) or ()),
        areas_asked_for=frozenset(known.get(AREAS_ASKED) or ()),
        is_high_risk=known.get("housing_high_risk") is True,
        is_new_to_hosts=known.get(STAYS_WITH_HOSTS, 0) < FIRST_STAYS,
        days_waiting=days_waiting,
        present_need=PresentNeed[known.get("housing_present_need", "not_known").upper()],
        prospects=Prospects[known.get("housing_prospects", "not_known").upper()],
    )


def _household(known: Mapping[str, Any], size: int) -> Household:
    said = known.get("housing_household")
    if said == "single" and size > 1:
        said = None
    if said:
        return Household(said)
    return Household.FAMILY if size > 1 else Household.SINGLE


def _place(
    bed: BedOnDay, home: Home, every: list[BedOnDay], known: Mapping[UUID, Mapping[str, Any]]
) -> Place:
    is_unit = home.who_for is WhoFor.FAMILIES
    others = [one for one in every if one.room.pk == bed.room.pk and one.bedspace.pk != bed.bedspace.pk]
    said = {known.get(one.occupation.person_id, {}).get("housing_as") for one in others if one.occupation}
    room_for = {frozenset({"woman"}): WhoFor.WOMEN, frozenset({"man"}): WhoFor.MEN}
    return Place(
        reference=str(bed.bedspace.pk),
        home=home,
        room=str(bed.room.pk),
        kind=Kind(bed.bedspace.kind),
        is_family_unit=is_unit,
        sleeps=bed.room.sleeps if is_unit or not others else 1,
        is_step_free=bed.home.is_step_free,
        room_is_shared=bool(others) and not is_unit,
        room_for=room_for.get(frozenset(one for one in said if one), WhoFor.ANYONE),
    )


def _days(since: date, on: date) -> int:
    return max(0, (on - since).days)
