"""Passkeys: asking a browser to make one or to prove one, and checking what it answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from allauth.core.context import request_context
from allauth.mfa.webauthn.internal import auth
from django.http import HttpRequest

from recourse.records.access import queries

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker

NEW, PROOF = "question_for_new_passkey", "question_for_proof"


class NotProved(Exception):
    """What the browser answered proves nothing."""


class NotAsked(NotProved):
    """Nothing was asked, or it was answered before."""


def ask_for_new(request: HttpRequest, worker: Worker) -> dict[str, Any]:
    """What the browser needs to make a passkey that is found without a name and asks for a finger or PIN."""
    with request_context(request):
        question = dict(auth.begin_registration(worker, passwordless=True))
        _keep(request, NEW)
    return question


def ask_for_proof(request: HttpRequest, worker: Worker | None = None) -> dict[str, Any]:
    """What the browser needs to prove a passkey: any of this site, or one of a worker's."""
    with request_context(request):
        question = dict(auth.begin_authentication(worker))
        _keep(request, PROOF)
    return question


def made(request: HttpRequest, answer: str) -> dict[str, Any]:
    """The public half of the passkey just made; `NotProved` when it is not for this site and moment."""
    credential = _read(answer)
    _take(request, NEW)
    with request_context(request):
        try:
            auth.parse_registration_response(credential)
            auth.complete_registration(credential)
        except Exception as wrong:
            raise NotProved("The passkey could not be checked.") from wrong
        finally:
            auth.clear_state()
    return credential


def proved(request: HttpRequest, answer: str, *, worker: Worker | None = None) -> tuple[Worker, Any]:
    """Who proved a passkey, and which; each question is answered once, right or wrong."""
    credential = _read(answer)
    _take(request, PROOF)
    with request_context(request):
        try:
            owner = auth.extract_user_from_response(credential) if worker is None else worker
            passkey = auth.complete_authentication(owner, credential)
        except Exception as wrong:
            raise NotProved("The passkey could not be checked.") from wrong
        finally:
            auth.clear_state()
    if not owner.is_active:
        raise NotProved("Whoever this was no longer works here.")
    return owner, passkey


def has_any(worker: Worker) -> bool:
    """Whether a worker has a passkey."""
    return bool(queries.factors_of_kind(worker, "webauthn").exists())


def _keep(request: HttpRequest, kind: str) -> None:
    """Keep the two kinds of question apart, so that an answer to one is never taken for the other."""
    request.session[kind] = request.session.pop(auth.STATE_SESSION_KEY)


def _take(request: HttpRequest, kind: str) -> None:
    """Take out a question; it can be answered once, right or wrong."""
    if kind not in request.session:
        raise NotAsked("Nothing was asked, or it was answered before.")
    request.session[auth.STATE_SESSION_KEY] = request.session.pop(kind)


def _read(answer: str) -> dict[str, Any]:
    """What the browser sent, as far as it has the shape of an answer."""
    try:
        read = json.loads(answer)
    except (ValueError, RecursionError) as wrong:
        raise NotProved("The browser sent nothing to check.") from wrong
    if not isinstance(read, dict) or not isinstance(read.get("response"), dict):
        raise NotProved("The browser sent nothing to check.")
    return read
