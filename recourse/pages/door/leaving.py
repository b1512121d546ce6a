"""Going out: this browser forgets who was here."""

from __future__ import annotations

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from recourse.pages.door import turns, who
from recourse.pages.look.guards import open_to_all
from recourse.records.access import actions as access


@require_POST
@open_to_all
def leave(request: HttpRequest) -> HttpResponse:
    """Go out, also half-way in, and leave nothing of yourself on this machine."""
    if turns.is_late(request):
        return redirect("door:enter")
    worker = request.user if request.user.is_authenticated else who.newcomer(request)
    if worker is not None:
        access.go_out(by=worker, at=now())
    logout(request)
    return redirect("door:enter")
