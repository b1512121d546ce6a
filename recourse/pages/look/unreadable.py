"""The page for what cannot be opened or sealed: changed behind our back, without its key, or erased."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.timezone import now

from recourse.records.directory.acting import acting
from recourse.records.ledger import actions as ledger
from recourse.records.sealing import refusals

_TOUCHED = (
    "Something kept here was changed by other means than Recourse, so it is not shown. Nothing you did was"
    " saved. It is in the ledger; tell whoever runs Recourse for you the hour and what you opened."
)
_NO_KEY = (
    "The key that opens this is not where it should be. Nothing you did was saved, and nothing was kept"
    " unsealed. Tell whoever runs Recourse for you: “recourse keys check” says what is missing."
)


def answer(request: HttpRequest, refused: refusals.Refused) -> HttpResponse:
    """Say plainly what is the matter; `undo` undoes what the request did, and `note` writes this down."""
    request.refused = refused  # type: ignore[attr-defined]
    if isinstance(refused, refusals.Erased):
        title, words, status = "This person was erased", str(refused), 409
    elif isinstance(refused, refusals.NotAsWritten):
        title, words, status = "This cannot be shown", _TOUCHED, 409
    else:
        title, words, status = "This cannot be opened now", _NO_KEY, 503
    said = {"title": title, "words": words, "CSP_NONCE": getattr(request, "csp_nonce", "")}
    return HttpResponse(render_to_string("look/unreadable.html", said), status=status)


def undo(request: HttpRequest) -> None:
    """Keep nothing of what a request did that met something unreadable."""
    if hasattr(request, "refused"):
        transaction.set_rollback(True)


def note(request: HttpRequest) -> None:
    """Write what could not be opened into the ledger, once what the request did is undone."""
    refused = getattr(request, "refused", None)
    if not isinstance(refused, refusals.NotAsWritten) or not request.user.is_authenticated:
        return
    by, at, place = request.user, now(), refused.place
    where = {"table": place.table, "column": place.column, "row": place.row, "agency": place.agency}
    with transaction.atomic(), acting(by, at=at):
        ledger.record(by=by, act="pages.not_as_written", at=at, person=place.subject, detail=where)
