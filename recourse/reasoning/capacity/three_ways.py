"""Says whether the three models agree about a scheme, and how far apart they are."""

from __future__ import annotations

from dataclasses import dataclass

from recourse.reasoning.capacity.erlang import erlang_a
from recourse.reasoning.capacity.fluid import fluid
from recourse.reasoning.capacity.scheme import Expected, Scheme
from recourse.reasoning.capacity.simulating import simulate

CLOSE, NEAR = 0.02, 0.10
PEOPLE = 60_000


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """What each model says; the apartness is of the share housed, from 0 to 1."""

    fluid: Expected
    erlang: Expected
    simulated: Expected

    @property
    def chance_apart(self) -> float:
        """How far the two models with chance in them are apart."""
        return abs(self.erlang.housed - self.simulated.housed)

    @property
    def fluid_apart(self) -> float:
        """By how much the model without chance promises more."""
        return self.fluid.housed - self.erlang.housed

    @property
    def is_close(self) -> bool:
        """Whether Erlang-A and the simulation are within 2 of a hundred, and the fluid within 10."""
        return self.chance_apart <= CLOSE and -CLOSE <= self.fluid_apart <= NEAR


def agreement(scheme: Scheme, *, seed: int) -> Agreement:
    """Ask all three; the simulation lives through about 60,000 people, from 10 to 400 years."""
    years = int(min(400, max(10, PEOPLE / (scheme.arrivals_a_day * 365))))
    return Agreement(
        fluid=fluid(scheme), erlang=erlang_a(scheme), simulated=simulate(scheme, seed=seed, years=years)
    )
