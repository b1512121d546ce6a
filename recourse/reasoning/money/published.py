"""A published scheme as an example: the rooms are as published, the rates are our assumptions."""

from __future__ import annotations

from decimal import Decimal

from recourse.reasoning.money.scheme import Cost, Every, House, Kind, Scheme

HOUSES = 8
A_PLACE_A_NIGHT, A_FREE_ROOM_A_WEEK = 36_00, 20_00


def praxis(*, singles: int = 7, occupancy: Decimal = Decimal("0.95")) -> Scheme:
    """Eighteen family places for which councils pay carry free rooms for single women (Praxis, London).

    Published: 18 family places, up to 6 or 7 single, 8 houses leased below the market, 95% occupancy.
    Assumed by us, because no rate was published: £36 a family place a night (a household without recourse
    to public funds cost its council £45 a day on average in 2024-25: £94m for 5,724 of them); each house
    £1,150 a month of lease, £420 of fuel, water and council tax, £230 of repairs and insurance; £45,000 a
    year for the people who run it; £20 a week for whoever lives in a free room.
    """
    costs = (
        Cost(what="lease", pennies=1_150_00),
        Cost(what="fuel, water and council tax", pennies=420_00),
        Cost(what="repairs and insurance", pennies=230_00),
    )
    return Scheme(
        kinds=(
            Kind(name="Council pays", rooms=18, a_night=A_PLACE_A_NIGHT, occupancy=occupancy),
            Kind(
                name="Free",
                rooms=singles,
                a_night=0,
                occupancy=occupancy,
                support_a_year=52 * A_FREE_ROOM_A_WEEK,
            ),
        ),
        houses=tuple(House(name=f"House {number}", costs=costs) for number in range(1, HOUSES + 1)),
        running=(Cost(what="the people who run it", pennies=45_000_00, every=Every.YEAR),),
        in_the_bank=60_000_00,
    )
