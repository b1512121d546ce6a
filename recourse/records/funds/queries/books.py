"""The books of an agency as plain values: nights from the stays themselves, rents from the leases."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import F, Q

from recourse.reasoning import money
from recourse.reasoning.money import ALL_HOUSES, Award, Books, Charge, Given, Tariff
from recourse.records.directory.models import Worker
from recourse.records.funds.models import Award as Awarded
from recourse.records.funds.models import Cost, Grant, Rate, Receipt
from recourse.records.funds.queries.nights import lived_in
from recourse.records.funds.words import What
from recourse.records.homes.models import Home, Lease, Upkeep
from recourse.records.placements.models import Stay
from recourse.records.placements.words import MovedTo

#: Where somebody went who was helped to an outcome: a roof that is theirs to stay under.
OUTCOMES = (
    MovedTo.OWN_TENANCY,
    MovedTo.COUNCIL,
    MovedTo.ASYLUM_SUPPORT,
    MovedTo.FRIENDS,
    MovedTo.ABROAD,
)


def books(by: Worker, *, until: date) -> Books:
    """Everything written about the agency's money, with the nights lived in before a day."""
    return Books(
        lived=tuple(lived_in(by, until=until)),
        tariffs=tuple(
            Tariff(
                kind=rate.kind,
                a_night=rate.pence_a_night,
                first_day=rate.first_day,
                after_last_day=rate.after_last_day,
            )
            for rate in Rate.objects.all()
        ),
        charges=(*_leases(), *_upkeep(), *_costs(), *_awards(by)),
        receipts=tuple(
            money.Receipt(house=_house(one.home_id), kind=one.kind, pennies=one.pence, on=one.on_day)
            for one in Receipt.objects.all()
        ),
        given=tuple(
            Given(
                funder=one.funder,
                pennies=one.pence,
                first_day=one.first_day,
                after_last_day=one.after_last_day,
            )
            for one in Grant.objects.all()
        ),
    )


def homes_named() -> dict[str, str]:
    """The names of the agency's homes, by their ids as the books have them."""
    return {str(pk): name for pk, name in Home.objects.order_by("name").values_list("pk", "name")}


def outcomes(
    by: Worker, *, first_day: date, after_last_day: date, home: UUID | None = None, kind: str = ""
) -> int:
    """How many stays of the agency ended in these days with a roof to stay under."""
    ended = Stay.objects.filter(
        agency=by.organisation_id,
        after_last_day__gte=first_day,
        after_last_day__lt=after_last_day,
        moved_to__in=OUTCOMES,
    ).filter(after_last_day__gt=F("first_day"))
    if home:
        ended = ended.filter(home=home)
    if kind:
        ended = ended.filter(bedspace__kind=kind)
    return ended.values("person_id").distinct().count()


def _leases() -> list[Charge]:
    return [
        Charge(
            house=str(one.home_id),
            what=What.RENT,
            pennies=one.pence_a_month,
            often=money.Often.MONTH,
            first_day=one.first_day,
            after_last_day=one.after_last_day,
        )
        for one in Lease.objects.filter(pence_a_month__gt=0)
    ]


def _upkeep() -> list[Charge]:
    return [
        Charge(
            house=str(one.home_id),
            what=What.REPAIRS,
            pennies=one.pence,
            often=money.Often.ONCE,
            first_day=one.on_day,
        )
        for one in Upkeep.objects.filter(pence__gt=0)
    ]


def _costs() -> list[Charge]:
    return [
        Charge(
            house=_house(one.home_id),
            what=one.what,
            pennies=one.pence,
            often=money.Often(one.often),
            first_day=one.first_day,
            after_last_day=one.after_last_day,
        )
        for one in Cost.objects.all()
    ]


def _awards(by: Worker) -> list[Charge]:
    """Every payment to a person, on its day, without saying to whom."""
    given = Awarded.objects.filter(Q(stopped_on=None) | Q(stopped_on__gt=F("first_day")))
    return [
        Charge(
            house=ALL_HOUSES,
            what=What.PEOPLE,
            pennies=one.pence,
            often=money.Often.ONCE,
            first_day=day,
        )
        for one in given.filter(agency=by.organisation_id)
        for day in money.paid_on(as_award(one, fund=""))
    ]


def as_award(one: Awarded, *, fund: str) -> Award:
    """A grant to a person as a plain value."""
    return Award(
        fund=fund,
        pennies=one.pence,
        cycle=money.Cycle(one.cycle),
        first_day=one.first_day,
        after_last_day=one.paid_until,
    )


def _house(home: UUID | None) -> str:
    return ALL_HOUSES if home is None else str(home)
