"""The money that keeps free beds open: who pays for whom, how many can be carried, and for how long."""

from recourse.reasoning.money.breaking_even import Carried, carried, occupancy_needed, paid_rooms_needed
from recourse.reasoning.money.costs import per_night, per_outcome
from recourse.reasoning.money.grants import Award, Cycle, by_month, overlapping, paid_on, total
from recourse.reasoning.money.pennies import BadMoney, pounds, said, share_out, times
from recourse.reasoning.money.published import praxis
from recourse.reasoning.money.scheme import Cost, Every, House, Kind, Line, Scheme, Year, from_nights, year
from recourse.reasoning.money.stress import Runway, Worse, runway

__all__ = [
    "Award",
    "BadMoney",
    "Carried",
    "Cost",
    "Cycle",
    "Every",
    "House",
    "Kind",
    "Line",
    "Runway",
    "Scheme",
    "Worse",
    "Year",
    "by_month",
    "carried",
    "from_nights",
    "occupancy_needed",
    "overlapping",
    "paid_on",
    "paid_rooms_needed",
    "per_night",
    "per_outcome",
    "pounds",
    "praxis",
    "runway",
    "said",
    "share_out",
    "times",
    "total",
    "year",
]
