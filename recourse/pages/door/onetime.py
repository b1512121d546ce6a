"""Codes that work once: those an app shows for half a minute, and the recovery codes kept on paper."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from allauth.core.context import request_context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal import auth
from cryptography.fernet import InvalidToken
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from recourse.records.access import actions as access
from recourse.records.access import queries
from recourse.records.access.words import Proof

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker

SECONDS = 30


def new_secret(worker: Worker) -> str:
    """A secret for an app, sealed and bound to the worker, so that it opens for nobody else."""
    secret = auth.generate_totp_secret()
    return str(get_adapter().encrypt(f"{worker.pk}:{secret}"))


def readable(sealed: str) -> str:
    """The secret in groups of four, to be typed by hand."""
    secret = _opened(sealed)[1]
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def square(request: HttpRequest, worker: Worker, sealed: str) -> SafeString:
    """The secret as a square to be photographed, drawn by our own server."""
    with request_context(request):
        drawn = get_adapter().build_totp_svg(get_adapter().build_totp_url(worker, _opened(sealed)[1]))
    return mark_safe(str(drawn).partition("?>")[2].strip())


def step_of(code: str, *, worker: Worker, sealed: str, at: datetime) -> int | None:
    """At which step of the clock the secret gives this code: now, or not at all."""
    owner, secret = _opened(sealed)
    step = int(at.timestamp()) // SECONDS
    right = auth.format_hotp_value(auth.hotp_value(secret, step))
    is_right = auth.compare_user_code(actual=code, expected=right)
    return step if is_right and owner == str(worker.pk) else None


def use(code: str, *, by: Worker, at: datetime, takes_figures: bool = True) -> Proof | None:
    """Use up a code from the app or a recovery code; says which it was, or nothing when it was neither."""
    typed = _plain(code)
    if typed.isdecimal() and len(typed) == 6:
        if not takes_figures:
            return None
        return Proof.CODE if _use_app(typed, by=by, at=at) else None
    if len(typed) == 14 and access.use_recovery_code(typed=typed, by=by, at=at):
        return Proof.RECOVERY
    return None


def use_for_nobody(code: str) -> None:
    """Do the same work for a code beside a wrong password, so that the time taken tells nothing."""
    if len(typed := _plain(code)) == 14:
        make_password(typed)


def _plain(code: str) -> str:
    return "".join(letter for letter in code.lower() if letter.isalnum())


def spelled(codes: list[str]) -> list[str]:
    """Recovery codes in groups, as they are written on paper."""
    return [
        "-".join([code[:2], *(code[start : start + 4] for start in range(2, len(code), 4))]) for code in codes
    ]


def _use_app(code: str, *, by: Worker, at: datetime) -> bool:
    app = queries.factors_of_kind(by, "totp").first()
    step = step_of(code, worker=by, sealed=app.data["secret"], at=at) if app else None
    return step is not None and access.use_code(step=step, by=by, at=at)


def _opened(sealed: str) -> tuple[str, str]:
    try:
        owner, _, secret = get_adapter().decrypt(sealed).partition(":")
    except InvalidToken:
        return "", "A" * 32
    return owner, secret
