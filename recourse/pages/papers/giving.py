"""Gives a paper out as a download that can do nothing, from an address of its own where there is one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.http.request import split_domain_port
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from recourse.pages.door import sessions
from recourse.pages.look.guards import open_to_all
from recourse.pages.look.headers import NOT_A_PAGE, POLICY
from recourse.records.access import actions as access
from recourse.records.directory import queries as directory
from recourse.records.directory.acting import acting
from recourse.records.papers import actions as papers

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker
    from recourse.records.papers.models import Paper, Ticket

TYPES = {"jpeg": "image/jpeg", "png": "image/png", "pdf": "application/pdf"}
ENDINGS = {"jpeg": "jpg", "png": "png", "pdf": "pdf"}
FETCH = "/papers/fetch/"
SALT = "recourse.papers"
SECONDS = 60


def is_apart() -> bool:
    """Whether papers are served from a host name of their own."""
    return bool(settings.PAPERS_HOST)


def _is_there(request: HttpRequest) -> bool:
    """Whether a request came to that host name, in whatever letters, with a last dot or the usual port."""
    return is_apart() and _plain(request.META.get("HTTP_HOST", "")) == _plain(settings.PAPERS_HOST)


def _plain(host: str) -> tuple[str, str]:
    name, port = split_domain_port(host)
    return name, "" if port in ("80", "443") else port


def download(paper: Paper, content: bytes) -> HttpResponse:
    """The file under a name that says nothing, of a type we fixed, in a box."""
    answer = HttpResponse(content, content_type=TYPES[paper.form])
    name = f"paper-{paper.pk.hex[:8]}.{ENDINGS[paper.form]}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer[POLICY] = NOT_A_PAGE
    return answer


def address(ticket: Ticket, *, by: Worker) -> str:
    """Where a paper can be fetched once, within a minute."""
    signed = signing.dumps({"ticket": str(ticket.pk), "worker": str(by.pk)}, salt=SALT)
    scheme = "https" if settings.SECURE_SSL_REDIRECT else "http"
    return f"{scheme}://{settings.PAPERS_HOST}{reverse('papers:fetch', args=[signed])}"


@require_safe
@open_to_all
def fetch(request: HttpRequest, signed: str) -> HttpResponse:
    """Give the paper a ticket is for; whoever holds a spent, late or forged one finds nothing."""
    worker, ticket = _signed(signed) if _is_there(request) else (None, None)
    found = _found(worker, ticket) if worker and ticket else None
    if found is None:
        access.refuse_token(worker, what="paper", by=None, at=now())
        return _nothing()
    return download(*found)


def _signed(signed: str) -> tuple[Worker | None, UUID | None]:
    """Whose ticket this is and which, as we signed it; of a forged one, nothing."""
    try:
        said = signing.loads(signed, salt=SALT, max_age=SECONDS)
        return directory.one_worker(UUID(said["worker"])), UUID(said["ticket"])
    except (signing.BadSignature, ValueError, LookupError, TypeError):
        return None, None


def _found(worker: Worker, ticket: UUID) -> tuple[Paper, bytes] | None:
    at = now()
    with acting(worker, at=at):
        return papers.read_with_ticket(ticket, **sessions.since(at), by=worker, at=at)


def _nothing() -> HttpResponse:
    words = "There is nothing here. Open the paper again from the page of papers.\n"
    return HttpResponseNotFound(words, content_type="text/plain")


class Apart:
    """On the host name of papers nothing else is served: no page, no sign-in, no cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_there(request) and not request.path_info.startswith(FETCH):
            return _nothing()
        return self.get_response(request)
