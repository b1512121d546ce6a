"""The answers for what cannot be shown: nothing here, a stale page, a fault, and the database gone."""

import errno
import sqlite3
import sys

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.timezone import now

from recourse.pages.look.page import page
from recourse.pages.look.problems import problem, wants_data
from recourse.records.access import actions as access
from recourse.records.access.queries import whose
from recourse.records.ledger import actions as ledger

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)


def is_gone(exception: BaseException | None) -> bool:
    """Whether what records are kept in is away: the database, the store of keys, or the disk beneath them."""
    if isinstance(exception, OSError):
        return exception.errno in _NO_ROOM
    return isinstance(exception, (OperationalError, InterfaceError, sqlite3.OperationalError))


def not_signed_in(request: HttpRequest) -> HttpResponse:
    """To the door, and back here afterwards; a program is told that it must come in first.

    Whoever came with a session that was forged, or is over, left that in the ledger.
    """
    if refused := getattr(request.session, "refused", ""):
        worker = getattr(request.session, "worker", None) or whose(refused)
        access.refuse_token(worker, what="session", by=None, at=now())
    if wants_data(request):
        return problem(401, "not_signed_in", "Nobody is signed in. Sign in, then ask again.")
    return redirect_to_login(request.get_full_path())


def nothing_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not there, or not for this worker: the same words for both, and the try is in the ledger."""
    _note(request, "pages.look_refused")
    return unseen(request)


def unseen(request: HttpRequest) -> HttpResponse:
    """The page itself, for a try that is in the ledger already."""
    if wants_data(request):
        return problem(404, "not_here", "There is nothing here that you may see. Your visit is noted.")
    return page(request, "look/nothing_here.html", status=404)


def enough(request: HttpRequest) -> HttpResponse:
    """More people were opened in an hour than the work asks for: nothing more until a fresh sign-in."""
    sentence = "You have opened more people's pages than one works with in an hour. Sign in again to go on."
    if wants_data(request):
        return problem(429, "too_many", sentence)
    return page(request, "look/enough.html", most=settings.READING_STOPPED_AT, status=429)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the token of its page: open too long, or forged; the try is in the ledger."""
    if request.user.is_authenticated:
        _note(request, "door.stale_form")
    else:
        access.refuse_token(None, what="form", by=None, at=now())
    if wants_data(request):
        return problem(403, "stale_form", "The form's token is missing or too old. Load the page again.")
    return _without_database(request, "look/stale.html", 400)


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was sent could not be read at all."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    if not wants_data(request):
        return _without_database(request, "look/stale.html", 400)
    return problem(400, "not_understood", "What was sent could not be read.")


def too_large(request: HttpRequest) -> HttpResponse:
    """More was sent than anybody types."""
    if wants_data(request):
        return problem(413, "too_large", "More was sent than can be read at once.")
    return _without_database(request, "look/too_large.html", 413)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours; when the database is behind it, say so."""
    if is_gone(sys.exc_info()[1]):
        return down(request)
    if wants_data(request):
        return problem(500, "broken", "Something is wrong with Recourse. Nothing was saved.")
    return _without_database(request, "look/broken.html", 500)


def down(request: HttpRequest) -> HttpResponse:
    """The database is gone: a plain page that needs none."""
    if wants_data(request):
        answer: HttpResponse = problem(503, "down", "Recourse is down for a moment. Nothing was saved.")
    else:
        answer = _without_database(request, "look/down.html", 503)
    answer["Retry-After"] = "30"
    return answer


def _note(request: HttpRequest, act: str) -> None:
    worker, match = getattr(request, "user", None), request.resolver_match
    if worker is not None and worker.is_authenticated:
        ledger.record(by=worker, act=act, at=now(), detail={"page": match.view_name if match else ""})


def _without_database(request: HttpRequest, template: str, status: int) -> HttpResponse:
    said = {"CSP_NONCE": getattr(request, "csp_nonce", "")}
    return HttpResponse(render_to_string(template, said), status=status)
