"""What would open a closed door or settle an open question: the smallest honest changes, each tried out."""

from recourse.reasoning.changing.searching import OPEN, Changes, changes
from recourse.reasoning.changing.steps import Option, Step

__all__ = ["OPEN", "Changes", "Option", "Step", "changes"]
