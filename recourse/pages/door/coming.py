"""What every way in has in common: letting somebody in, counting wrong tries, and where to go on."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, login, logout
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import now

from recourse.pages.door import devices, guessing, sessions, who
from recourse.pages.look import errors
from recourse.pages.look.guards import View, WorkerRequest
from recourse.pages.look.page import page
from recourse.records.access import actions as access
from recourse.records.access.words import Proof

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker

BACKEND = "recourse.pages.door.backend.Workers"
PROVED_AT = "proved_at"


def let_in(request: HttpRequest, worker: Worker, *, how: Proof, is_whole: bool) -> None:
    """Begin a sign-in under a new key; what an anonymous browser was remembered by stays behind."""
    at = now()
    request.session.flush()
    request.session[sessions.BEGAN_AT] = at.isoformat()
    request.session[sessions.DEVICE] = devices.words(request.META.get("HTTP_USER_AGENT", ""))
    login(request, worker, backend=BACKEND)
    request.session[who.IS_WHOLE] = is_whole
    request.session[PROVED_AT] = at.timestamp()
    access.come_in(how=how, by=worker, at=at)


def become_whole(request: HttpRequest) -> None:
    """A second factor was just set up: from here on this sign-in opens every page, under a new key."""
    request.session.cycle_key()
    request.session[who.IS_WHOLE] = True
    request.session[PROVED_AT] = now().timestamp()


def stay_signed_in(request: HttpRequest, worker: Worker) -> None:
    """After a change of password: this sign-in goes on under a new key, and all others end."""
    request.session.cycle_key()
    request.session[HASH_SESSION_KEY] = worker.get_session_auth_hash()
    others = sessions.hashed(request.session.session_key or "")
    access.end_sign_ins(worker, by=worker, at=now(), besides=others)


def count(request: HttpRequest, worker: Worker, *, how: Proof) -> bool:
    """Count a wrong second proof and note it; true when this worker must now wait at this address."""
    named = guessing.digest_of(request, {"username": worker.email})
    access.refuse(worker, how=how, named=named, by=None, at=now())
    must_wait = guessing.failed(request, worker.email)
    if must_wait:
        access.shut_out(worker, named=named, by=None, at=now())
    return must_wait


def shut_out(request: HttpRequest) -> HttpResponse:
    """Too many tries: wait, or use a passkey, which nobody can guess."""
    return page(request, "door/shut_out.html", status=429)


def sign_out(request: WorkerRequest) -> HttpResponse:
    """Whoever guesses at an open screen is put out."""
    access.go_out(by=request.user, at=now())
    logout(request)
    return shut_out(request)


def wanted(request: HttpRequest) -> str:
    """Where somebody wanted to go, when that is one of our own pages."""
    onward = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
    return onward if is_ours else ""


FIRST_PAGES = {"commissioner": "numbers:all", "landlord": "lent:all"}


def first_page(worker: Worker) -> str:
    """Where a worker begins."""
    return FIRST_PAGES.get(worker.role, "work:mine")


def not_in_the_demonstration(view: View) -> View:
    """In the demonstration one chooses who one is, and the pages for signing in are not there."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if settings.DEMONSTRATION:
            return errors.nothing_here(request)
        return view(request, *args, **kwargs)

    return guarded
