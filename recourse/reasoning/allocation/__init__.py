"""Who is offered which place: hard rules, stated criteria, and the best plan with its proof."""

from recourse.reasoning.allocation.criteria import Criteria, Worth, worth
from recourse.reasoning.allocation.needs import Need
from recourse.reasoning.allocation.places import Home, Pin, Place, Veto

__all__ = ["Criteria", "Home", "Need", "Pin", "Place", "Veto", "Worth", "worth"]
