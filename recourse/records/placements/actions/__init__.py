"""The verbs of placing somebody: the only code that writes offers and stays."""

from recourse.records.placements.actions.agreeing import (
    agree,
    arrange,
    look_at_right_to_rent,
    meet,
    say_who_pays,
)
from recourse.records.placements.actions.answering import accept, decline, lapse, take_back
from recourse.records.placements.actions.ending import end
from recourse.records.placements.actions.forgetting import forget
from recourse.records.placements.actions.marking import (
    give_notice,
    lengthen,
    look,
    plan_move_on,
    tell_incident,
)
from recourse.records.placements.actions.offering import offer

__all__ = [
    "accept",
    "agree",
    "arrange",
    "decline",
    "end",
    "forget",
    "give_notice",
    "lapse",
    "lengthen",
    "look",
    "look_at_right_to_rent",
    "meet",
    "offer",
    "plan_move_on",
    "say_who_pays",
    "take_back",
    "tell_incident",
]
