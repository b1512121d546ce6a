"""Reading homes; the policies let an agency see its own alone."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from recourse.records.homes.models import (
    Address,
    Bedspace,
    BedState,
    Certificate,
    Home,
    Kind,
    Lease,
    Lending,
    Room,
    Sort,
    State,
    Upkeep,
    WhoFor,
)

#: What a home, and who pays for a bed, can be called on a sheet.
KINDS, SORTS, WHO_FOR = tuple(Kind.values), tuple(Sort.values), tuple(WhoFor.values)
STATES = tuple(State.values)


def homes() -> QuerySet[Home]:
    """Give the agency's homes by name."""
    return Home.objects.order_by("name")


def of_hosts() -> QuerySet[Home]:
    """Give the homes of hosts by name."""
    return homes().filter(sort=Sort.HOST)


def without_rooms() -> QuerySet[Home]:
    """Give the homes of which no room was entered yet, by name."""
    return homes().filter(rooms__isnull=True)


def one(home: UUID) -> Home | None:
    """Give one home with its rooms, beds and every state they were in."""
    states = Prefetch("rooms__bedspaces__states", BedState.objects.order_by("-first_day"))
    return Home.objects.filter(pk=home).prefetch_related("rooms__bedspaces", states).first()


def bedspaces() -> list[Bedspace]:
    """Give every bedspace of the agency by home, room and name."""
    found = Bedspace.objects.select_related("room__home")
    return list(found.order_by("room__home__name", "room__name", "name"))


def bedspace(bed: UUID) -> Bedspace | None:
    """Give one bedspace with its room and home."""
    return Bedspace.objects.filter(pk=bed).select_related("room__home").first()


def states_on(day: date) -> dict[UUID, BedState]:
    """Give the state of every bedspace on a day, by home, room and name; one without is not there then."""
    there = Q(first_day__lte=day) & (Q(after_last_day=None) | Q(after_last_day__gt=day))
    by_name = ("bedspace__room__home__name", "bedspace__room__name", "bedspace__name")
    found = BedState.objects.select_related("bedspace__room__home").filter(there).order_by(*by_name)
    return {state.bedspace_id: state for state in found}


def address(home: Home | UUID) -> str:
    """Give where a home is, or nothing for whoever may not know; its id is enough."""
    found = Address.objects.filter(home=home).first()
    return found.text if found else ""


def leases_on(day: date) -> dict[UUID, Lease]:
    """Give for every home the lease that stands on a day, or the last one before it."""
    begun = Lease.objects.filter(first_day__lte=day).order_by("first_day")
    return {lease.home_id: lease for lease in begun}


def certificates_on(day: date) -> dict[UUID, dict[str, Certificate]]:
    """Give for every home, by kind, the certificate known on a day that counts the longest."""
    found: dict[UUID, dict[str, Certificate]] = {}
    for one in Certificate.objects.filter(first_day__lte=day).order_by("last_day"):
        found.setdefault(one.home_id, {})[one.kind] = one
    return found


def leases(home: Home) -> list[Lease]:
    """Give every lease of a home, newest first."""
    return list(Lease.objects.select_related("home").filter(home=home).order_by("-first_day"))


def upkeep(home: Home) -> list[Upkeep]:
    """Give every repair and day of volunteers of a home, newest first."""
    return list(Upkeep.objects.filter(home=home))


def lending(home: Home) -> Lending | None:
    """Say who lends a home, and what they were told."""
    return Lending.objects.select_related("owner", "home").filter(home=home).first()


def lent_by_us() -> list[Lending]:
    """Give the homes this agency holds from others, as they are told of them; the policies show its own."""
    return list(Lending.objects.select_related("home").order_by("home_name"))


def told_to(owner: UUID) -> list[Lending]:
    """Give what an organisation is told of the homes it lends, by name; no home itself is read."""
    return list(Lending.objects.select_related("agency").filter(owner=owner).order_by("home_name", "pk"))


def room(room_id: UUID) -> Room | None:
    """Give one room with its home."""
    return Room.objects.select_related("home").filter(pk=room_id).first()


def certificates(home: Home) -> list[Certificate]:
    """Give every certificate of a home, newest first."""
    return list(Certificate.objects.select_related("home").filter(home=home).order_by("-first_day", "kind"))
