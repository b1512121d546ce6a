"""Refuses what a program sends without encryption: sent on, it would never learn that it could be read."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from recourse.pages.look.problems import problem, wants_data

_SAID = "Only over https. What you sent could be read on its way: change any secret that was in it."


class NotInTheOpen:
    """Stands before what sends people who type an address on to https: programs are told instead."""

    def __init__(self, then: Callable[[HttpRequest], HttpResponse]) -> None:
        self.then = then

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 403 to a program that came by plain http where https is asked for."""
        if settings.SECURE_SSL_REDIRECT and wants_data(request) and not request.is_secure():
            return problem(403, "not_in_the_open", _SAID)
        return self.then(request)
