"""The forms of the door, each ready to be sent by a worker at two browsers, or twice by one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from unittest import mock
from uuid import uuid4

from allauth.mfa.webauthn.internal import auth
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from recourse.pages.door import passkeys
from recourse.records.access import actions as access
from recourse.records.access import queries
from recourse.records.access.models import SignIn
from recourse.records.directory.models import Worker
from tests.pages.attacks.sendings import Wrenfield, ada
from tests.personas import as_
from tests.signing_in import PASSWORD, client_of, code, enrolled, shown_by

KEEP, IN = "Keep these ten codes on paper", "My work"
NEW_PASSWORD = "seven kettles and a kite"  # noqa: S105


@dataclass
class AtTheDoor:
    """A form, what whoever was first reads, whose it is, how one opens it, and what is typed into it.

    `told_to` says how many of two presses in one browser may read that it was done.
    """

    there: str
    won: str
    worker: Worker
    page: str = "door:mine"
    typed: Callable[[str], dict[str, str]] = lambda words: {}
    opened: Callable[[Worker], Client] = client_of
    args: list[Any] = field(default_factory=list)
    may_again: bool = False
    told_to: tuple[int, ...] = (1,)

    def made_ready(self, client: Client) -> dict[str, str]:
        """Open the page, and fill in its form."""
        words = client.get(reverse(self.page), follow=True).content.decode()
        address = reverse(self.there, args=self.args)
        form = re.search(rf'<form[^>]*action="{address}".*?</form>', words, re.S)
        hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[0] if form else words)
        return {name: value for name, value in hidden if name != "csrfmiddlewaretoken"} | self.typed(words)


Case = Callable[[Wrenfield], AtTheDoor]
CASES: dict[str, Case] = {}


def case(made: Case) -> Case:
    CASES[made.__name__] = made
    return made


def half_in(worker: Worker) -> Client:
    client = Client(raise_request_exception=False)
    client.post(reverse("door:password"), {"email": worker.email, "password": PASSWORD})
    return client


def newcomer(worker: Worker) -> Client:
    client = client_of(worker)
    session = client.session
    del session["is_whole"]
    session.save()
    return client


def long_ago(worker: Worker) -> Client:
    return client_of(worker, proved_at=now() - timedelta(hours=1))


def with_passkey(worker: Worker) -> int:
    access.add_passkey(name="Telephone", credential={"id": uuid4().hex}, by=worker, at=now())
    return int(queries.factors_of_kind(worker, "webauthn").get().pk)


def answering(question: str, **said: str) -> Callable[[Worker], Client]:
    """A browser that was asked for a passkey."""

    def opened(worker: Worker) -> Client:
        client = {"door:begin_passkey_question": newcomer, "door:passkey_question": half_in}.get(
            question, client_of
        )(worker)
        client.post(reverse(question), said)
        return client

    return opened


def answer() -> Callable[[str], dict[str, str]]:
    said = json.dumps({"id": uuid4().hex, "response": {}})
    return lambda words: {"credential": said}


@case
def an_app_is_connected(here: Wrenfield) -> AtTheDoor:
    return AtTheDoor(
        "door:connect_app", "App connected.", enrolled(ada(here)), "door:connect_app",
        lambda words: {"code": shown_by(words)},
    )  # fmt: skip


@case
def recovery_codes_are_made(here: Wrenfield) -> AtTheDoor:
    return AtTheDoor("door:new_codes", KEEP, enrolled(ada(here)))


@case
def a_passkey_is_removed(here: Wrenfield) -> AtTheDoor:
    worker = enrolled(ada(here))
    return AtTheDoor("door:remove", "Removed. You", worker, args=[with_passkey(worker)])


@case
def the_app_is_disconnected(here: Wrenfield) -> AtTheDoor:
    worker = enrolled(ada(here))
    with_passkey(worker)
    app = queries.factors_of_kind(worker, "totp").get()
    return AtTheDoor("door:remove", "Removed. You", worker, args=[app.pk])


@case
def a_passkey_is_added(here: Wrenfield) -> AtTheDoor:
    opened = answering("door:my_passkey_question", wants="new")
    worker = enrolled(ada(here))
    return AtTheDoor("door:add_passkey", "Passkey added.", worker, "door:add_passkey", answer(), opened)


@case
def a_password_is_changed(here: Wrenfield) -> AtTheDoor:
    typed = {"current": PASSWORD, "password": NEW_PASSWORD}
    worker = enrolled(ada(here))
    there = "door:change_password"
    return AtTheDoor(there, "Password set.", worker, there, lambda words: typed)


@case
def a_sign_in_is_ended(here: Wrenfield) -> AtTheDoor:
    worker = enrolled(ada(here))
    client_of(worker)
    return AtTheDoor("door:end", "Signed out there", worker, args=[SignIn.objects.get(worker=worker).pk])


@case
def all_others_are_ended(here: Wrenfield) -> AtTheDoor:
    worker = enrolled(ada(here))
    client_of(worker)
    return AtTheDoor("door:end_others", "Signed out everywhere else.", worker, told_to=(1, 2))


@case
def a_code_is_typed(here: Wrenfield) -> AtTheDoor:
    worker = enrolled(ada(here))
    shown = code(worker)
    return AtTheDoor("door:code", IN, worker, "door:code", lambda words: {"code": shown}, half_in)


@case
def a_recovery_code_is_typed(here: Wrenfield) -> AtTheDoor:
    worker = enrolled(ada(here))
    kept = access.give_recovery_codes(by=worker, at=now())[0]
    return AtTheDoor("door:code", IN, worker, "door:code", lambda words: {"code": kept}, half_in)


@case
def a_passkey_is_proved(here: Wrenfield) -> AtTheDoor:
    worker = enrolled(ada(here))
    with_passkey(worker)
    opened = answering("door:passkey_question")
    return AtTheDoor("door:passkey", IN, worker, "door:code", answer(), opened)


@case
def one_proves_oneself_again(here: Wrenfield) -> AtTheDoor:
    worker = enrolled(ada(here))
    typed = {"again-method": "POST", "again-code": code(worker)}
    return AtTheDoor("door:new_codes", KEEP, worker, "door:mine", lambda words: typed, long_ago)


@case
def a_newcomer_chooses_a_password(here: Wrenfield) -> AtTheDoor:
    typed, there = {"password": NEW_PASSWORD}, "door:begin_password"
    return AtTheDoor(there, "", ada(here), there, lambda words: typed, newcomer, may_again=True)


@case
def a_newcomer_connects_an_app(here: Wrenfield) -> AtTheDoor:
    worker = ada(here)
    access.set_password(password=PASSWORD, by=worker, at=now())
    return AtTheDoor(
        "door:begin_app", KEEP, worker, "door:begin_app", lambda words: {"code": shown_by(words)}, newcomer
    )


@case
def a_newcomer_makes_a_passkey(here: Wrenfield) -> AtTheDoor:
    opened = answering("door:begin_passkey_question")
    return AtTheDoor("door:begin_passkey", IN, ada(here), "door:begin", answer(), opened)


@case
def an_invitation_is_taken_up(here: Wrenfield) -> AtTheDoor:
    worker = ada(here)
    with as_(here.max, at=now()):
        typed = {"code": access.invite_again(worker, by=here.max, at=now())}
    worker.refresh_from_db()
    there = "door:invited"
    return AtTheDoor(there, "how will you sign in?", worker, there, lambda words: typed, lambda _: Client())


@case
def one_goes_out(here: Wrenfield) -> AtTheDoor:
    return AtTheDoor("door:leave", "", enrolled(ada(here)), "door:mine")


def passkeys_taken_at_their_word() -> Iterator[None]:
    """Let any answer to a question that was asked count as right: how it is checked is not tried here."""

    def right(owner: Worker, credential: Any) -> None:
        if not auth.get_state():
            raise ValueError("Nothing was asked.")

    def asked(credential: Any) -> None:
        right(None, credential)  # type: ignore[arg-type]

    with (
        mock.patch.object(passkeys.auth, "get_credentials", return_value=[]),
        mock.patch.object(passkeys.auth, "parse_registration_response"),
        mock.patch.object(passkeys.auth, "complete_registration", asked),
        mock.patch.object(passkeys.auth, "complete_authentication", right),
    ):
        yield
