"""How many beds: what share of those who come is housed, and after what wait, three ways that must agree."""

from recourse.reasoning.capacity.erlang import erlang_a
from recourse.reasoning.capacity.fluid import fluid
from recourse.reasoning.capacity.past import Came, Known, Past, Stayed, known, learned
from recourse.reasoning.capacity.replaying import Replay, replay
from recourse.reasoning.capacity.scheme import CannotPlan, Counted, Expected, Scheme
from recourse.reasoning.capacity.simulating import Year, simulate, year
from recourse.reasoning.capacity.sizing import Needed, Shorter, beds_for, shorter_stays, stay_for
from recourse.reasoning.capacity.three_ways import Agreement, agreement

__all__ = [
    "Agreement",
    "Came",
    "CannotPlan",
    "Counted",
    "Expected",
    "Known",
    "Needed",
    "Past",
    "Replay",
    "Scheme",
    "Shorter",
    "Stayed",
    "Year",
    "agreement",
    "beds_for",
    "erlang_a",
    "fluid",
    "known",
    "learned",
    "replay",
    "shorter_stays",
    "simulate",
    "stay_for",
    "year",
]
