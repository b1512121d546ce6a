"""Turns the refusals of start-up into one sentence and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import wraps

from recourse.config import starting
from recourse.config.backup import choosing, keypair, log, restoring, sealed, taking
from recourse.config.database import address, places, roles, supervisor
from recourse.config.settings import sign_in
from recourse.records.sealing import refusals

_SENTENCES = (
    address.NoDatabase,
    choosing.NothingThere,
    keypair.NoKey,
    keypair.WrongKey,
    log.TooLate,
    restoring.NotEmpty,
    sealed.Damaged,
    taking.Failed,
    places.Unusable,
    refusals.Refused,
    roles.TooPowerful,
    supervisor.AlreadySupervised,
    supervisor.DatabaseFailed,
    sign_in.TooLong,
    starting.Unsafe,
)
Verb = Callable[[Sequence[str]], int]


def said_plainly(verb: Verb) -> Verb:
    """A verb whose refusals are printed as the sentence they carry."""

    @wraps(verb)
    def plainly(words: Sequence[str]) -> int:
        try:
            return verb(words)
        except _SENTENCES as refusal:
            print(f"recourse: {refusal}", file=sys.stderr)
            return 1

    return plainly
