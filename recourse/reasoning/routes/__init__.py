"""Routes out of destitution: what to raise, in which order, before which day."""

from recourse.reasoning.routes.atlas import Atlas, england, load
from recourse.reasoning.routes.households import BadHousehold
from recourse.reasoning.routes.outline import Contested, Plan, Stand, Step, Turn
from recourse.reasoning.routes.planning import each_adult, plan

__all__ = [
    "Atlas",
    "BadHousehold",
    "Contested",
    "Plan",
    "Stand",
    "Step",
    "Turn",
    "each_adult",
    "england",
    "load",
    "plan",
]
