"""The verbs of placing somebody: the only code that writes offers and stays."""

from recourse.records.placements.actions.agreeing import (
    agree,
    arrange,
    look_at_right_to_rent,
    meet,
    say_who_pays,
)
from recourse.records.placements.actions.answering import accept, decline, lapse, take_back
from recourse.records.placements.actions.bringing import (
    AgainstHosts,
    CannotComeIn,
    Overlaps,
    StayRow,
    give_out,
    take_in,
)
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
from recourse.records.placements.actions.returning import hand_back

__all__ = [
    "AgainstHosts",
    "CannotComeIn",
    "Overlaps",
    "StayRow",
    "accept",
    "agree",
    "arrange",
    "decline",
    "end",
    "forget",
    "give_notice",
    "give_out",
    "hand_back",
    "lapse",
    "lengthen",
    "look",
    "look_at_right_to_rent",
    "meet",
    "offer",
    "plan_move_on",
    "say_who_pays",
    "take_back",
    "take_in",
    "tell_incident",
]
