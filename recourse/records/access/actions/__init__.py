"""The verbs of access: coming in and going out, setting up how, inviting, and leaving for good."""

from recourse.records.access.actions.enrolling import (
    LastWayIn,
    add_app,
    add_passkey,
    give_recovery_codes,
    remove_factor,
    set_password,
)
from recourse.records.access.actions.entering import (
    come_in,
    end_sign_in,
    end_sign_ins,
    go_out,
    prove_again,
    refuse,
    refuse_token,
    shut_out,
    use_code,
    use_recovery_code,
)
from recourse.records.access.actions.feeding import close_feed, open_feed, read_feed
from recourse.records.access.actions.inviting import (
    AlreadyKnown,
    invite,
    invite_again,
    take_up,
    tell,
)
from recourse.records.access.actions.leaving import (
    AlreadyLeft,
    ChangedMeanwhile,
    change_work,
    leave,
)
from recourse.records.access.actions.registering import (
    AlreadyEnded,
    AlreadyRegistered,
    NotRegistered,
    end_registration,
    register,
)
from recourse.records.access.words import INSTALLATION, ITS_NAME

__all__ = [
    "INSTALLATION",
    "ITS_NAME",
    "AlreadyEnded",
    "AlreadyKnown",
    "AlreadyLeft",
    "AlreadyRegistered",
    "ChangedMeanwhile",
    "LastWayIn",
    "NotRegistered",
    "add_app",
    "add_passkey",
    "change_work",
    "close_feed",
    "come_in",
    "end_registration",
    "end_sign_in",
    "end_sign_ins",
    "give_recovery_codes",
    "go_out",
    "invite",
    "invite_again",
    "leave",
    "open_feed",
    "read_feed",
    "prove_again",
    "refuse",
    "refuse_token",
    "register",
    "remove_factor",
    "set_password",
    "shut_out",
    "take_up",
    "tell",
    "use_code",
    "use_recovery_code",
]
