"""The pages for what cannot be shown: nothing here, a stale page, a fault, and the database gone."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.timezone import now

from recourse.pages.look.page import page
from recourse.records.ledger import actions as ledger

DATABASE_GONE = (OperationalError, InterfaceError)


def nothing_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not there, or not for this worker: the same words for both, and the try is in the ledger."""
    if request.user.is_authenticated:
        match = request.resolver_match
        where = {"page": match.view_name if match else ""}
        ledger.record(by=request.user, act="pages.look_refused", at=now(), detail=where)
    return unseen(request)


def unseen(request: HttpRequest) -> HttpResponse:
    """The page itself, for a try that is in the ledger already."""
    return page(request, "look/nothing_here.html", status=404)


def stale(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """A form from a page that stood open too long, or that was not understood."""
    return _without_database("look/stale.html", 400)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours; when the database is behind it, say so."""
    if isinstance(sys.exc_info()[1], DATABASE_GONE):
        return down(request)
    return _without_database("look/broken.html", 500)


def down(request: HttpRequest) -> HttpResponse:
    """The database is gone: a plain page that needs none."""
    answer = _without_database("look/down.html", 503)
    answer["Retry-After"] = "30"
    return answer


def _without_database(template: str, status: int) -> HttpResponse:
    answer = HttpResponse(render_to_string(template), status=status)
    answer["Cache-Control"] = "no-store"
    return answer
