"""The verbs of keeping: holding back an end, ending, and answering a notice."""

from recourse.records.keeping.actions.ending import end_file, end_host, end_others_file, end_referral
from recourse.records.keeping.actions.erasing import (
    IsHeld,
    erase,
    erase_again,
    erase_host,
    erase_host_again,
)
from recourse.records.keeping.actions.holding import AlreadyHeld, NotHeld, hold, lift
from recourse.records.keeping.actions.telling import AlreadyDone, say_deleted

__all__ = [
    "AlreadyDone",
    "AlreadyHeld",
    "IsHeld",
    "NotHeld",
    "end_file",
    "end_host",
    "end_others_file",
    "end_referral",
    "erase",
    "erase_again",
    "erase_host",
    "erase_host_again",
    "hold",
    "lift",
    "say_deleted",
]
