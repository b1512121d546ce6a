"""The verbs of homes: entering them, their papers, and what state their beds are in."""

from recourse.records.homes.actions.bringing import StateRow, give_out_states, take_in_states
from recourse.records.homes.actions.correcting import (
    correct,
    correct_bed,
    correct_room,
    strike_certificate,
    strike_lease,
)
from recourse.records.homes.actions.entering import LeaseRow, RoomRow, Row, add_room, enter, give_out, take_in
from recourse.records.homes.actions.forgetting import forget
from recourse.records.homes.actions.lending import lend, tell_owner
from recourse.records.homes.actions.papers import certify, log_upkeep, sign_lease
from recourse.records.homes.actions.refusing import OUR_YEARS, AlreadyThere, NoSuchStretch, OverlapsState
from recourse.records.homes.actions.states import say_state

__all__ = [
    "OUR_YEARS",
    "AlreadyThere",
    "LeaseRow",
    "NoSuchStretch",
    "OverlapsState",
    "RoomRow",
    "Row",
    "StateRow",
    "add_room",
    "certify",
    "correct",
    "correct_bed",
    "correct_room",
    "enter",
    "forget",
    "give_out",
    "give_out_states",
    "lend",
    "log_upkeep",
    "say_state",
    "sign_lease",
    "strike_certificate",
    "strike_lease",
    "take_in",
    "take_in_states",
    "tell_owner",
]
