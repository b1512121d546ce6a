"""The verbs of disclosures: preparing, agreeing, taking back, sending once, and giving a copy."""

from recourse.records.disclosures.actions.applying import agree_to_application
from recourse.records.disclosures.actions.forgetting import forget
from recourse.records.disclosures.actions.giving import give, tell_by_letter
from recourse.records.disclosures.actions.preparing import (
    advise,
    agree,
    begin,
    read_outcomes,
    take_back,
    write,
)
from recourse.records.disclosures.actions.sending import open_sheet, send
from recourse.records.disclosures.happenings import (
    AlreadyBegun,
    AlreadySent,
    Changed,
    ChangedMeanwhile,
    Expired,
    NoLonger,
    NotYet,
    NotYourName,
)

__all__ = [
    "agree_to_application",
    "AlreadyBegun",
    "AlreadySent",
    "Changed",
    "ChangedMeanwhile",
    "Expired",
    "NoLonger",
    "NotYet",
    "NotYourName",
    "advise",
    "agree",
    "begin",
    "forget",
    "give",
    "open_sheet",
    "read_outcomes",
    "send",
    "take_back",
    "tell_by_letter",
    "write",
]
