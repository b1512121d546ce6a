"""The verbs of hosting: the only code that writes hosts, their steps and check-ins."""

from recourse.records.hosting.actions.checking import check_in, choose_rhythm
from recourse.records.hosting.actions.entering import enquire, take_on
from recourse.records.hosting.actions.erasing import erase
from recourse.records.hosting.actions.forgetting import forget
from recourse.records.hosting.actions.stepping import (
    approve,
    come_back,
    leave,
    name_key_host,
    refuse,
    rest,
    take_reference,
    visit,
)

__all__ = [
    "approve",
    "check_in",
    "choose_rhythm",
    "come_back",
    "enquire",
    "erase",
    "forget",
    "leave",
    "name_key_host",
    "refuse",
    "rest",
    "take_on",
    "take_reference",
    "visit",
]
