"""Who asks: a worker who has proved it with a second factor, somebody still setting one up, or nobody."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker

IS_WHOLE = "is_whole"


class WhoAsks:
    """Puts the worker on the request.

    Whoever has no second factor yet, or did not use it, is nobody to every page of the site; only the
    pages that set one up ask for them by `newcomer`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = SimpleLazyObject(partial(_user, request))  # type: ignore[assignment]
        return self.get_response(request)


def newcomer(request: HttpRequest) -> Worker | None:
    """The worker who has begun to set up a second factor, and has none yet."""
    worker = _worker(request)
    if worker is None or settings.DEMONSTRATION or getattr(worker, "has_factor", False):
        return None
    return worker


def _user(request: HttpRequest) -> Any:
    worker = _worker(request)
    if worker is None or not _is_whole(request, worker):
        return AnonymousUser()
    request.session.touch()  # type: ignore[attr-defined]
    return worker


def _worker(request: HttpRequest) -> Worker | None:
    """Whose sign-in this is, read together with it; one made before a change of password is ended."""
    if request.session.get(SESSION_KEY) is None:
        return None
    worker: Worker | None = request.session.worker  # type: ignore[attr-defined]
    proved = request.session.get(HASH_SESSION_KEY, "")
    if (
        worker is None
        or not worker.is_active
        or not constant_time_compare(proved, worker.get_session_auth_hash())
    ):
        request.session.refuse()  # type: ignore[attr-defined]
        return None
    return worker


def _is_whole(request: HttpRequest, worker: Worker) -> bool:
    """Whether this sign-in used a second factor, and the worker still has one."""
    if settings.DEMONSTRATION:
        return True
    return bool(request.session.get(IS_WHOLE)) and bool(getattr(worker, "has_factor", False))
