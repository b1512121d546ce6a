"""The verbs of placing somebody: the only code that writes offers and stays."""

from recourse.records.placements.actions.answering import accept, decline, lapse, take_back
from recourse.records.placements.actions.ending import end
from recourse.records.placements.actions.forgetting import forget
from recourse.records.placements.actions.offering import offer

__all__ = ["accept", "decline", "end", "forget", "lapse", "offer", "take_back"]
