"""The verbs of homes: entering them, their papers, and what state their beds are in."""

from recourse.records.homes.actions.entering import LeaseRow, RoomRow, Row, add_room, enter, give_out, take_in
from recourse.records.homes.actions.papers import certify, log_upkeep, sign_lease
from recourse.records.homes.actions.refusing import OUR_YEARS, AlreadyThere, NoSuchStretch
from recourse.records.homes.actions.states import say_state

__all__ = [
    "OUR_YEARS",
    "AlreadyThere",
    "LeaseRow",
    "NoSuchStretch",
    "RoomRow",
    "Row",
    "add_room",
    "certify",
    "enter",
    "give_out",
    "log_upkeep",
    "say_state",
    "sign_lease",
    "take_in",
]
