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
from recourse.records.people.actions.closing import AlreadyClosed, NotClosed, close, reopen
from recourse.records.people.actions.confirming import (
    MaybeOnePerson,
    NoLongerWaits,
    SamePerson,
    confirm,
    refuse,
    take_back,
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
from recourse.records.people.actions.disputing import (
    AlreadyDisputed,
    NoLongerOpen,
    dispute,
    end_emergency,
    read_emergency,
)
from recourse.records.people.actions.emergencies import (
    AlreadyAsked,
    NoReason,
    NoReference,
    TooManyEmergencies,
    ask,
)
from recourse.records.people.actions.erasing import AlreadyErased, erase, erase_again
from recourse.records.people.actions.forgetting import coarsen_places, forget, forget_places, let_go
from recourse.records.people.actions.learning import Told, learn, learn_all, write_note
from recourse.records.people.actions.looking import look, look_refused, read_looks
from recourse.records.people.actions.reading import AlreadyAnswered, Budget, answer_overread, read

__all__ = [
    "AlreadyAnswered",
    "AlreadyAsked",
    "AlreadyDisputed",
    "AlreadyAgreed",
    "AlreadyClosed",
    "AlreadyErased",
    "AlreadyTakenBack",
    "AlreadyWithdrawn",
    "NoLongerOpen",
    "NoLongerWaits",
    "NoReason",
    "NoReference",
    "NoSuchDays",
    "NotClosed",
    "NotValid",
    "NothingKnown",
    "NothingToShare",
    "OwnService",
    "MaybeOnePerson",
    "SamePerson",
    "StatusByItself",
    "StatusNotAgreed",
    "Budget",
    "answer_overread",
    "read",
    "read_looks",
    "Told",
    "TooManyEmergencies",
    "add",
    "agree",
    "agree_and_share",
    "ask",
    "close",
    "coarsen_places",
    "confirm",
    "describe",
    "dispute",
    "end_emergency",
    "erase",
    "erase_again",
    "forget",
    "forget_places",
    "learn",
    "learn_all",
    "let_go",
    "look",
    "look_refused",
    "read_emergency",
    "refuse",
    "reopen",
    "take_back",
    "take_on",
    "withdraw",
    "withdraw_consent",
    "write_note",
]
