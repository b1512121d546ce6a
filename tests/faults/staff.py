"""The part of the day in which people are invited, come in, set up how, and leave."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from recourse.records.access import actions as access
from recourse.records.access import sittings
from recourse.records.access.models import SignIn
from recourse.records.access.queries import factors_of_kind
from recourse.records.access.words import Level, Proof
from recourse.records.directory.models import Worker
from recourse.records.directory.words import Role
from tests.faults.wrenfield import Wrenfield
from tests.personas import MONDAY


def inviting(here: Wrenfield) -> None:
    """Max lets Ada in, who takes up the invitation at the second try; later she starts afresh."""
    outreach = here.town.outreach
    max_ = here.by(here.manager("Max Manager"))
    job: dict[str, Any] = {"role": Role.OUTREACH, "services": [outreach.service]}
    ada, code = max_(
        "access.invite", access.invite, outreach.agency, name="Ada Added", email="ada@new.example", **job
    )
    here.stranger("access.take_up", access.take_up, code)
    here.stranger("access.refuse", access.refuse, ada, how=Proof.PASSWORD, named="digest")
    here.stranger("access.refuse_token", access.refuse_token, ada, what="session")
    here.stranger("access.shut_out", access.shut_out, ada, named="digest")
    coming_in(here, ada)
    changed = {"role": Role.LINK, "services": []}
    max_("access.change_work", access.change_work, ada, **changed)
    registered = {"level": Level.IAA_1, "categories": ["asylum"], "number": "F1"}
    days = {"first_day": MONDAY.date(), "last_day": None}
    max_("access.register", access.register, ada, **registered, **days)
    max_("access.end_registration", access.end_registration, ada)
    signed_in(ada, "other")
    max_("access.end_sign_ins", access.end_sign_ins, ada)
    max_("access.invite_again", access.invite_again, ada)
    max_("access.leave", access.leave, ada)


def coming_in(here: Wrenfield, worker: Worker) -> None:
    """Ada sets up a password, an app, codes, a passkey and a calendar, comes in by them, and goes out."""
    ada = here.by(worker)
    ada("access.set_password", access.set_password, password="a long walk at night")  # noqa: S106
    ada("access.add_app", access.add_app, secret="sealed elsewhere", step=1)  # noqa: S106
    codes = ada("access.give_recovery_codes", access.give_recovery_codes)
    ada("access.add_passkey", access.add_passkey, name="Telephone", credential={"id": "x"})
    ada("access.come_in", access.come_in, how=Proof.PASSWORD)
    assert ada("access.use_code", access.use_code, step=2)
    assert ada("access.use_recovery_code", access.use_recovery_code, typed=codes[0])
    ada("access.prove_again", access.prove_again, how=Proof.PASSKEY)
    ada("access.open_feed", access.open_feed)
    here.clock("access.read_feed", access.read_feed, worker.calendar_feeds.get(ended_at=None), at=MONDAY)
    ada("access.close_feed", access.close_feed)
    ada("access.remove_factor", access.remove_factor, factors_of_kind(worker, "totp").get().pk)
    ada("access.end_sign_in", access.end_sign_in, signed_in(worker, "one"))
    ada("access.go_out", access.go_out)


def signed_in(worker: Worker, key: str) -> SignIn:
    """A browser in which somebody is signed in."""
    began = MONDAY - timedelta(minutes=1)
    sittings.begin(
        key_hash=key, data="", worker=str(worker.pk), device="Telephone", at=MONDAY, began_at=began
    )
    return SignIn.objects.get(key_hash=key)


PARTS = (inviting,)
