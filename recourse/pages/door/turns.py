"""What one sign-in sends at once is done one after the other; whoever was late is told."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from recourse.pages.look.guards import View
from recourse.pages.look.page import page


def in_turn(view: View) -> View:
    """Let a form be sent by one sign-in once at a time, each reading what the one before it left."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and is_late(request):
            return too_late(request)
        return view(request, *args, **kwargs)

    return guarded


def is_late(request: HttpRequest) -> bool:
    """Wait for whatever else this sign-in is doing; true when that ended it, or gave it a new key."""
    return not request.session.wait()  # type: ignore[attr-defined]


def too_late(request: HttpRequest) -> HttpResponse:
    """It was sent twice and done once, or the sign-in ended: either way, nothing was done twice."""
    return page(request, "door/too_late.html", status=409)
