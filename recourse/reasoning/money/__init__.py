"""The money that keeps free beds open: who pays for whom, how many can be carried, and for how long."""

from recourse.reasoning.money.accounts import (
    ALL_HOUSES,
    Account,
    Books,
    Charge,
    Given,
    Lived,
    Often,
    Outgoing,
    Receipt,
    Rooms,
    Tariff,
    account,
    spent_on,
)
from recourse.reasoning.money.breaking_even import (
    Carried,
    carried,
    left_with,
    occupancy_needed,
    paid_rooms_needed,
)
from recourse.reasoning.money.costs import per_night, per_outcome
from recourse.reasoning.money.funders import Left, few, left_of, of_rooms
from recourse.reasoning.money.grants import Award, Cycle, by_month, overlapping, paid_on, total
from recourse.reasoning.money.pennies import BadMoney, pounds, said, share_out, times
from recourse.reasoning.money.published import praxis
from recourse.reasoning.money.scheme import Cost, Every, House, Kind, Line, Scheme, Year, from_nights, year
from recourse.reasoning.money.standing import rates_on, standing
from recourse.reasoning.money.stress import FUTURES, Runway, Worse, fan, runway

__all__ = [
    "ALL_HOUSES",
    "FUTURES",
    "Account",
    "Award",
    "BadMoney",
    "Books",
    "Carried",
    "Charge",
    "Cost",
    "Cycle",
    "Every",
    "Given",
    "House",
    "Kind",
    "Left",
    "Line",
    "Lived",
    "Often",
    "Outgoing",
    "Receipt",
    "Rooms",
    "Runway",
    "Scheme",
    "Tariff",
    "Worse",
    "Year",
    "account",
    "by_month",
    "carried",
    "fan",
    "few",
    "from_nights",
    "left_of",
    "left_with",
    "occupancy_needed",
    "of_rooms",
    "overlapping",
    "paid_on",
    "paid_rooms_needed",
    "per_night",
    "per_outcome",
    "pounds",
    "praxis",
    "rates_on",
    "runway",
    "said",
    "share_out",
    "spent_on",
    "standing",
    "times",
    "total",
    "year",
]
