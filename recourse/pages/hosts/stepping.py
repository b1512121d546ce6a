"""Taking in a host, and the steps with them: each asks a day, and words where they are needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from recourse.pages.hosts import forms
from recourse.pages.hosts.asking import GET_OR_POST, asked, at
from recourse.pages.look import errors, once
from recourse.pages.look.forms import Form
from recourse.pages.look.guards import CASEWORK, WorkerRequest, for_workers, fresh_when, with_one
from recourse.pages.people.forms import Erasing
from recourse.records.homes import queries as homes
from recourse.records.hosting import actions as hosting
from recourse.records.hosting import may, queries
from recourse.records.hosting.happenings import NotYet
from recourse.records.keeping import actions as keeping

if TYPE_CHECKING:
    from datetime import datetime

    from recourse.records.directory.models import Worker
    from recourse.records.homes.models import Home
    from recourse.records.hosting.models import Host

with_host = with_one("host", queries.one)
with_home = with_one("home", homes.one)
ADDED = "The host is added. Visit them next."


@dataclass(frozen=True, slots=True)
class Step:
    """A step as a page asks for it."""

    form: type[Form]
    act: Callable[..., object]
    heading: str
    lead: str
    receipt: str
    by_manager: bool = False
    button: str = "Keep it"


def _erase(host: Host, *, why: str, sure: list[str], by: Worker, at: datetime) -> None:
    try:
        keeping.erase_host(host, why=why, by=by, at=at)
    except keeping.IsHeld as held:
        raise NotYet(str(held)) from held


STEPS = {
    "visit": Step(
        forms.Stepping,
        hosting.visit,
        "The visit to their home",
        "Write down what you saw: the room, the lock, who else lives there.",
        "The visit is kept. Take two references now.",
    ),
    "reference": Step(
        forms.Referring,
        hosting.take_reference,
        "A reference",
        "Two are needed. One has to be in writing, by somebody who is not family.",
        "The reference is kept.",
    ),
    "approve": Step(
        forms.Stepping,
        hosting.approve,
        "Approve this host",
        "From that day their beds can be offered.",
        "The host is approved. Their beds can be offered.",
        by_manager=True,
    ),
    "refuse": Step(
        forms.Explained,
        hosting.refuse,
        "Refuse this host",
        "Their beds stay closed. The reason is for your scheme alone.",
        "The host is refused.",
        by_manager=True,
    ),
    "rest": Step(
        forms.Stepping,
        hosting.rest,
        "The host rests",
        "Nobody new is offered a bed there. Who stays there stays.",
        "It is kept that the host rests.",
    ),
    "back": Step(
        forms.Stepping,
        hosting.come_back,
        "The host hosts again",
        "From that day their beds can be offered again.",
        "The host hosts again.",
    ),
    "leave": Step(
        forms.Explained,
        hosting.leave,
        "The host left",
        "Their beds are offered to nobody any more.",
        "It is kept that the host left.",
        by_manager=True,
    ),
    "key": Step(
        forms.Experienced,
        hosting.name_key_host,
        "An experienced host",
        "A guest’s first two stays with hosts are with experienced ones only.",
        "The host counts as experienced.",
        by_manager=True,
    ),
    "erase": Step(
        Erasing,
        _erase,
        "Erase this host",
        "Their name, address, visit and references go for ever. Rooms, beds and past nights stay.",
        "The host is erased.",
        by_manager=True,
        button="Erase this host",
    ),
}


@require_http_methods(GET_OR_POST)
@for_workers(*CASEWORK)
def new(request: WorkerRequest) -> HttpResponse:
    """Take in somebody who asks about hosting."""
    if not may.enter(request.user):
        return errors.nothing_here(request)
    start = {"once": once.token(), "on": localdate(), "beds": 1, "rhythm": "month"}
    form = forms.Enquiring(request.POST or None, initial=start)

    def kept(said: dict[str, Any]) -> str:
        said["is_step_free"] = said["is_step_free"] == "yes"
        return at(hosting.enquire(by=request.user, at=now(), **said).pk)

    lead = "Somebody who asks about hosting. On offers their home has a number, never their name."
    words = {"heading": "Add a host", "button": "Add the host", "lead": lead, "receipt": ADDED}
    return asked(request, form, kept, words, back=(reverse("hosts:all"), "Hosts"))


@require_http_methods(GET_OR_POST)
@with_home
def take_on(request: WorkerRequest, home: Home) -> HttpResponse:
    """Take in the host of a home that was entered before."""
    if not may.enter(request.user):
        return errors.nothing_here(request)
    form = forms.TakingOn(
        request.POST or None, initial={"once": once.token(), "on": localdate(), "rhythm": "month"}
    )

    def kept(said: dict[str, Any]) -> str:
        return at(hosting.take_on(home, by=request.user, at=now(), **said).pk)

    lead = f"{home.name}. Its rooms and beds stay as they are. No bed is offered before the host is approved."
    words = {"heading": "The host of this home", "button": "Add the host", "lead": lead, "receipt": ADDED}
    return asked(request, form, kept, words, back=(reverse("hosts:all"), "Hosts"))


def _erases(request: WorkerRequest) -> bool:
    return request.resolver_match is not None and request.resolver_match.kwargs.get("kind") == "erase"


@require_http_methods(GET_OR_POST)
@with_host
@fresh_when(_erases)
def step(request: WorkerRequest, host: Host, kind: str) -> HttpResponse:
    """Write one step with a host down."""
    asks = STEPS.get(kind)
    if asks is None or not (may.decide if asks.by_manager else may.see_to)(request.user, host):
        return errors.nothing_here(request)
    form = asks.form(request.POST or None, initial={"once": once.token(), "on": localdate()})

    def kept(said: dict[str, Any]) -> str:
        for name in ("is_written", "is_family"):
            if name in said:
                said[name] = said[name] == "yes"
        asks.act(host, by=request.user, at=now(), **said)
        return at(host.pk)

    words = {"heading": asks.heading, "lead": asks.lead, "button": asks.button, "receipt": asks.receipt}
    return asked(request, form, kept, words, back=(at(host.pk), host.home.name))
