"""The verbs about people: the only code that writes about them."""

from recourse.records.people.actions.adding import NothingKnown, add, describe, take_on
from recourse.records.people.actions.agreeing import (
    AlreadyAgreed,
    AlreadyWithdrawn,
    OwnService,
    StatusNotAgreed,
    agree_and_share,
    withdraw,
)
from recourse.records.people.actions.consenting import (
    AlreadyTakenBack,
    NoSuchDays,
    NothingToShare,
    NotValid,
    StatusByItself,
    agree,
    withdraw_consent,
)
from recourse.records.people.actions.learning import Told, learn, learn_all, write_note
from recourse.records.people.actions.looking import look, look_refused

__all__ = [
    "AlreadyAgreed",
    "AlreadyTakenBack",
    "AlreadyWithdrawn",
    "NoSuchDays",
    "NotValid",
    "NothingKnown",
    "NothingToShare",
    "OwnService",
    "StatusByItself",
    "StatusNotAgreed",
    "Told",
    "add",
    "agree",
    "agree_and_share",
    "describe",
    "learn",
    "learn_all",
    "look",
    "look_refused",
    "take_on",
    "withdraw",
    "withdraw_consent",
    "write_note",
]
