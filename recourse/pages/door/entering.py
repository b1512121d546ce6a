"""Signing in: with a passkey, or with a password and then a code."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from recourse.pages.door import coming, guessing, onetime, passkeys, who
from recourse.pages.door.forms import Coding, Naming, NamingAndCoding
from recourse.pages.door.personas import personas_or_nothing
from recourse.pages.door.turns import in_turn
from recourse.pages.look.guards import open_to_all
from recourse.pages.look.page import page
from recourse.records.access import actions as access
from recourse.records.access import queries
from recourse.records.access.words import Proof

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker

HALF = "half_in"
HALF_FOR = timedelta(minutes=5)
NOT_YOU = "That address and password do not belong together. Check both and try again."
NOT_TOGETHER = (
    "Address, password and code do not belong together. Check all three. If your app’s figures are not taken,"
    " type a recovery code or use your passkey."
)
TOGETHER = (
    "This address was tried many times with wrong passwords, perhaps by a stranger. Type the code from your"
    " app or a recovery code together with your password, or use your passkey."
)
NOT_THE_CODE = "That code is not right, or it was used already. Type the one your app shows now."
NO_PASSKEY = "That passkey is not known here. Try again, or sign in with your password."


@require_safe
@open_to_all
def enter(request: HttpRequest) -> HttpResponse:
    """The door: sign in, or in the demonstration choose who you are."""
    if (chosen := personas_or_nothing(request)) is not None:
        return chosen
    if who.newcomer(request) is not None:
        return redirect("door:begin")
    return _door(request, Naming())


@require_POST
@open_to_all
@coming.not_in_the_demonstration
def password(request: HttpRequest) -> HttpResponse:
    """The first of two proofs; the answer is the same whether the name or the password is wrong."""
    form = Naming(request.POST)
    if not form.is_valid():
        return _door(request, form)
    name = form.cleaned_data["email"]
    if guessing.is_shut_out(request, name):
        return coming.shut_out(request)
    tries = guessing.tries(request, name)
    if tries >= guessing.TOGETHER_FROM:
        return _together(request, name, takes_figures=tries < guessing.NO_FIGURES_FROM)
    worker: Worker | None = authenticate(
        guessing.bare(request), username=name, password=form.cleaned_data["password"]
    )
    if worker is None:
        return _refused(request, form, name)
    if not queries.has_second_factor(worker):
        coming.let_in(request, worker, how=Proof.PASSWORD, is_whole=False)
        return redirect("door:begin")
    request.session.cycle_key()
    request.session[HALF] = {
        "worker": str(worker.pk),
        "at": now().timestamp(),
        "next": coming.wanted(request),
    }
    return redirect("door:code")


@open_to_all
@coming.not_in_the_demonstration
@in_turn
def code(request: HttpRequest) -> HttpResponse:
    """The second proof: a code, or a passkey."""
    worker = _half_in(request)
    if worker is None:
        return redirect("door:enter")
    form = Coding(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _second(request, worker, form)
    if guessing.is_shut_out(request, worker.email):
        return coming.shut_out(request)
    takes_figures = guessing.tries(request, worker.email) < guessing.NO_FIGURES_FROM
    how = onetime.use(form.cleaned_data["code"], by=worker, at=now(), takes_figures=takes_figures)
    if how is None:
        if coming.count(request, worker, how=Proof.CODE):
            return coming.shut_out(request)
        form.add_error("code", NOT_THE_CODE)
        return _second(request, worker, form)
    return _come_in(request, worker, how=how)


@require_POST
@open_to_all
@coming.not_in_the_demonstration
def passkey_question(request: HttpRequest) -> JsonResponse | HttpResponse:
    """What a browser needs to prove a passkey; asked only when somebody presses the button."""
    return JsonResponse(passkeys.ask_for_proof(request, _half_in(request)))


@require_POST
@open_to_all
@coming.not_in_the_demonstration
@in_turn
def passkey(request: HttpRequest) -> HttpResponse:
    """Come in with a passkey alone, which is two proofs at once, or with one after a password."""
    half = _half_in(request)
    try:
        worker, _ = passkeys.proved(request, request.POST.get("credential", ""), worker=half)
    except passkeys.NotProved:
        access.refuse(half, how=Proof.PASSKEY, named="", by=None, at=now())
        if half is not None:
            form = Coding({"code": ""})
            form.errors.clear()
            form.add_error(None, NO_PASSKEY)
            return _second(request, half, form)
        naming = Naming({})
        naming.errors.clear()
        naming.add_error(None, NO_PASSKEY)
        return _door(request, naming)
    return _come_in(request, worker, how=Proof.PASSKEY)


def _together(request: HttpRequest, name: str, *, takes_figures: bool) -> HttpResponse:
    """Password and code at once, for a name tried from many places, whether or not it is anybody's."""
    sent = NamingAndCoding(request.POST)
    if "code" not in request.POST:
        sent.errors.clear()
        sent.add_error(None, TOGETHER)
        return _door(request, sent)
    if not sent.is_valid():
        return _door(request, sent)
    words, typed = sent.cleaned_data["password"], sent.cleaned_data["code"]
    worker: Worker | None = authenticate(guessing.bare(request), username=name, password=words)
    if worker is None:
        onetime.use_for_nobody(typed)
        return _refused(request, sent, name)
    how = onetime.use(typed, by=worker, at=now(), takes_figures=takes_figures)
    if how is None:
        guessing.failed(request, name)
        return _refused(request, sent, name)
    return _come_in(request, worker, how=how)


def _refused(request: HttpRequest, form: Naming, name: str) -> HttpResponse:
    """A wrong name or password: counted, noted, and answered the same for a worker and for nobody."""
    worker = queries.worker_named(name)
    named = guessing.digest_of(request, {"username": name})
    access.refuse(worker, how=Proof.PASSWORD, named=named, by=None, at=now())
    if guessing.is_shut_out(request, name):
        access.shut_out(worker, named=named, by=None, at=now())
        return coming.shut_out(request)
    form.add_error(None, NOT_TOGETHER if isinstance(form, NamingAndCoding) else NOT_YOU)
    return _door(request, form)


def _come_in(request: HttpRequest, worker: Worker, *, how: Proof) -> HttpResponse:
    onward = request.session.get(HALF, {}).get("next") or coming.wanted(request)
    request.session.pop(HALF, None)
    if not queries.has_second_factor(worker):
        return redirect("door:enter")
    coming.let_in(request, worker, how=how, is_whole=True)
    return redirect(onward or coming.first_page(worker))


def _half_in(request: HttpRequest) -> Worker | None:
    """Who gave the right password a moment ago."""
    half = request.session.get(HALF)
    if not half or now().timestamp() - half["at"] > HALF_FOR.total_seconds():
        return None
    return queries.active_worker(half["worker"])


def _door(request: HttpRequest, form: Naming) -> HttpResponse:
    return page(request, "door/sign_in.html", form=form, onward=coming.wanted(request))


def _second(request: HttpRequest, worker: Worker, form: Coding) -> HttpResponse:
    return page(request, "door/code.html", form=form, has_passkey=passkeys.has_any(worker))
