"""The verbs of refusals: beginning a letter, agreeing to it, writing it, making it once, taking it back."""

from recourse.records.refusals.actions.forgetting import forget
from recourse.records.refusals.actions.making import make
from recourse.records.refusals.actions.preparing import agree, begin, take_back, write
from recourse.records.refusals.happenings import (
    AlreadyBegun,
    AlreadyMade,
    Changed,
    NoLonger,
    NotSupported,
    NotYet,
)

__all__ = [
    "AlreadyBegun",
    "AlreadyMade",
    "Changed",
    "NoLonger",
    "NotSupported",
    "NotYet",
    "agree",
    "begin",
    "forget",
    "make",
    "take_back",
    "write",
]
