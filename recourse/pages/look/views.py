"""The small pages of the frame: more, and whether we are alive."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from recourse.pages.look.guards import EVERYBODY, WorkerRequest, for_workers, open_to_all
from recourse.pages.look.page import page


@require_safe
@for_workers(*EVERYBODY)
def more(request: WorkerRequest) -> HttpResponse:
    """Who you are here, every way on, and the way out."""
    return page(request, "look/more.html")


@require_safe
@open_to_all
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the site and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")
