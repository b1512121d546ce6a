"""Who is offered which place: hard rules, stated criteria, and the best plan with its proof."""

from recourse.reasoning.allocation.batch import Batch, solve
from recourse.reasoning.allocation.criteria import Criteria, Worth, worth
from recourse.reasoning.allocation.needs import Need
from recourse.reasoning.allocation.pinning import CannotStand
from recourse.reasoning.allocation.places import Home, Pin, Place, Veto
from recourse.reasoning.allocation.plan import Offer, Plan, Prices

__all__ = [
    "Batch",
    "CannotStand",
    "Criteria",
    "Home",
    "Need",
    "Offer",
    "Pin",
    "Place",
    "Plan",
    "Prices",
    "Veto",
    "Worth",
    "solve",
    "worth",
]
