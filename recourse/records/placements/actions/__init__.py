"""The verbs of placing somebody: the only code that writes offers and stays."""

from recourse.records.placements.actions.answering import accept, decline, lapse, take_back
from recourse.records.placements.actions.ending import end
from recourse.records.placements.actions.forgetting import forget
from recourse.records.placements.actions.marking import give_notice, lengthen, look, tell_incident
from recourse.records.placements.actions.offering import offer

__all__ = [
    "accept",
    "decline",
    "end",
    "forget",
    "give_notice",
    "lapse",
    "lengthen",
    "look",
    "offer",
    "take_back",
    "tell_incident",
]
