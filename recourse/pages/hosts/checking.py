"""Checking in with a guest and their host, and choosing how often."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from recourse.pages.hosts import forms
from recourse.pages.hosts.asking import GET_OR_POST, asked, at
from recourse.pages.look import errors
from recourse.pages.look.guards import WorkerRequest, with_one
from recourse.records.hosting import actions as hosting
from recourse.records.hosting import may, queries

if TYPE_CHECKING:
    from recourse.records.hosting.models import Host
    from recourse.records.placements.models import Stay

with_host = with_one("host", queries.one)
with_hosted_stay = with_one("stay", queries.hosted_stay)


@require_http_methods(GET_OR_POST)
@with_hosted_stay
def check_in(request: WorkerRequest, stay: Stay) -> HttpResponse:
    """Write down how it goes for a guest and their host."""
    host: Host = stay.home.host
    if not may.see_to(request.user, host):
        return errors.nothing_here(request)
    form = forms.CheckingIn(request.POST or None, initial={"on": localdate()})

    def kept(said: dict[str, Any]) -> str:
        hosting.check_in(stay, by=request.user, at=now(), **said)
        return at(host.pk)

    words = {
        "heading": "Check in with a host and their guest",
        "button": "Keep it",
        "receipt": "It is kept.",
    }
    words["lead"] = (
        "Ask the guest and the host apart from each other. "
        "Your scheme reads what you write, and so does the guest if they ask."
    )
    return asked(request, form, kept, words, back=(at(host.pk), stay.home.name))


@require_http_methods(GET_OR_POST)
@with_host
def rhythm(request: WorkerRequest, host: Host) -> HttpResponse:
    """Choose how often somebody checks in after the first week."""
    if not may.see_to(request.user, host):
        return errors.nothing_here(request)
    form = forms.ChoosingRhythm(request.POST or None, initial={"rhythm": host.rhythm})

    def kept(said: dict[str, Any]) -> str:
        hosting.choose_rhythm(host, by=request.user, at=now(), **said)
        return at(host.pk)

    words = {"heading": "How often you check in", "button": "Keep it", "receipt": "It is kept."}
    words["lead"] = "The first time is always a week after somebody moved in."
    return asked(request, form, kept, words, back=(at(host.pk), host.home.name))
