"""How one signs in: passkeys, password, app and recovery codes, and on which devices one is signed in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from recourse.pages.door import beginning, coming, devices, onetime, passkeys, sessions
from recourse.pages.door.forms import AppCoding, ChangedPassword, NewPassword
from recourse.pages.door.turns import in_turn
from recourse.pages.look import errors, receipts
from recourse.pages.look.guards import EVERYBODY, WorkerRequest, for_workers, fresh
from recourse.pages.look.page import page
from recourse.records.access import actions as access
from recourse.records.access import queries
from recourse.records.access.words import Proof

INSTEAD_OF = "app_to_be_replaced"
ANSWERED = "That question was answered already. If your new passkey is not in the list, make it once more."


@require_safe
@for_workers(*EVERYBODY)
@coming.not_in_the_demonstration
def mine(request: WorkerRequest) -> HttpResponse:
    """What one signs in with, and where one is signed in now."""
    return _mine(request)


@require_POST
@for_workers(*EVERYBODY)
@coming.not_in_the_demonstration
@in_turn
@fresh
def end(request: WorkerRequest, sign_in_id: UUID) -> HttpResponse:
    """End one sign-in, such as on a telephone that was lost."""
    for one in queries.sign_ins(request.user, **sessions.since(now())):
        if one.pk == sign_in_id:
            try:
                access.end_sign_in(one, by=request.user, at=now())
            except access.ChangedMeanwhile as over:
                return _mine(request, wrong=str(over), status=409)
            receipts.give(request, f"Signed out there: {one.device or 'another device'}.")
            return redirect("door:mine")
    return errors.nothing_here(request)


@require_POST
@for_workers(*EVERYBODY)
@coming.not_in_the_demonstration
@in_turn
@fresh
def end_others(request: WorkerRequest) -> HttpResponse:
    """End every sign-in but this one."""
    here = sessions.hashed(request.session.session_key or "")
    any_ended = access.end_sign_ins(request.user, by=request.user, at=now(), besides=here)
    if any_ended:
        receipts.give(request, "Signed out everywhere else.")
    elif not receipts.is_waiting(request):
        receipts.give(request, "You were signed in nowhere else any more.")
    return redirect("door:mine")


@require_POST
@for_workers(*EVERYBODY)
@coming.not_in_the_demonstration
@in_turn
@fresh
def remove(request: WorkerRequest, factor_id: int) -> HttpResponse:
    """Take away a passkey or the app; whoever is signed in elsewhere is signed out."""
    try:
        access.remove_factor(factor_id, by=request.user, at=now())
    except (access.LastWayIn, access.ChangedMeanwhile) as refused:
        return _mine(request, wrong=str(refused), status=409)
    here = sessions.hashed(request.session.session_key or "")
    access.end_sign_ins(request.user, by=request.user, at=now(), besides=here)
    receipts.give(request, "Removed. You are signed out everywhere else.")
    return redirect("door:mine")


@for_workers(*EVERYBODY)
@coming.not_in_the_demonstration
@in_turn
@fresh
def add_passkey(request: WorkerRequest) -> HttpResponse:
    """Make one more passkey."""
    if request.method != "POST":
        return page(request, "door/add_passkey.html")
    try:
        credential = passkeys.made(request, request.POST.get("credential", ""))
    except passkeys.NotAsked:
        return _mine(request, wrong=ANSWERED, status=409)
    except passkeys.NotProved:
        return page(request, "door/add_passkey.html", wrong="The passkey was not made. Try once more.")
    named = devices.words(request.META.get("HTTP_USER_AGENT", ""))
    try:
        access.add_passkey(name=named, credential=credential, by=request.user, at=now())
    except access.ChangedMeanwhile as there:
        return _mine(request, wrong=str(there), status=409)
    receipts.give(request, "Passkey added.")
    return redirect("door:mine")


@require_POST
@for_workers(*EVERYBODY)
@coming.not_in_the_demonstration
def passkey_question(request: WorkerRequest) -> HttpResponse:
    """What the browser needs to make one more passkey, or to prove one again."""
    asks = passkeys.ask_for_new if request.POST.get("wants") == "new" else passkeys.ask_for_proof
    return JsonResponse(asks(request, request.user))


@for_workers(*EVERYBODY)
@coming.not_in_the_demonstration
@in_turn
@fresh
def change_password(request: WorkerRequest) -> HttpResponse:
    """Choose a password, first or anew; everybody else signed in as oneself is signed out."""
    asked = ChangedPassword if request.user.has_usable_password() else NewPassword
    form = asked(request.POST if request.method == "POST" else None, worker=request.user)
    if not form.is_valid():
        if form.has_error("current", "wrong") and coming.count(request, request.user, how=Proof.PASSWORD):
            return coming.sign_out(request)
        return page(request, "door/password.html", form=form)
    try:
        access.set_password(
            password=form.cleaned_data["password"], seen=request.user.password, by=request.user, at=now()
        )
    except access.ChangedMeanwhile as meanwhile:
        return _mine(request, wrong=str(meanwhile), status=409)
    coming.stay_signed_in(request, request.user)
    receipts.give(request, "Password set. You are signed out everywhere else.")
    return redirect("door:mine")


@for_workers(*EVERYBODY)
@coming.not_in_the_demonstration
@in_turn
@fresh
def connect_app(request: WorkerRequest) -> HttpResponse:
    """Connect an app that shows codes, first or in place of another one."""
    if request.method == "POST" and beginning.SECRET not in request.session:
        return _mine(request, wrong="That app was connected already, or its page is too old.", status=409)
    sealed = beginning.secret_for(request, request.user)
    form = AppCoding(request.POST if request.method == "POST" else None)
    step = beginning.checked_step(request, request.user, form, sealed)
    if step is None:
        if request.method != "POST":
            request.session[INSTEAD_OF] = _standing(request, "totp")
        return page(request, "door/app.html", form=form, **beginning.shown(request, request.user, sealed))
    instead_of = request.session.pop(INSTEAD_OF, None)
    del request.session[beginning.SECRET]
    try:
        access.add_app(secret=sealed, step=step, seen=instead_of, by=request.user, at=now())
    except access.ChangedMeanwhile as meanwhile:
        return _mine(request, wrong=str(meanwhile), status=409)
    receipts.give(request, "App connected.")
    return redirect("door:mine")


@require_POST
@for_workers(*EVERYBODY)
@coming.not_in_the_demonstration
@in_turn
@fresh
def new_codes(request: WorkerRequest) -> HttpResponse:
    """Ten new recovery codes; the old ones stop working."""
    seen = request.POST.get("seen", "")
    try:
        codes = access.give_recovery_codes(
            seen=int(seen) if seen.isdecimal() else None, by=request.user, at=now()
        )
    except access.ChangedMeanwhile as meanwhile:
        return _mine(request, wrong=str(meanwhile), status=409)
    return page(request, "door/recovery.html", codes=onetime.spelled(codes), onward="door:mine")


def _standing(request: WorkerRequest, kind: str) -> int | None:
    stands = queries.factors_of_kind(request.user, kind).first()
    return stands.pk if stands else None


def _mine(request: WorkerRequest, *, status: int = 200, **context: Any) -> HttpResponse:
    here = sessions.hashed(request.session.session_key or "")
    found = list(queries.factors_of_kind(request.user))
    kept = next((one for one in found if one.type == "recovery_codes"), None)
    return page(
        request,
        "door/mine.html",
        status=status,
        passkeys=[one for one in found if one.type == "webauthn"],
        app=next((one for one in found if one.type == "totp"), None),
        codes_left=len(kept.data["hashes"]) if kept else 0,
        codes_seen=kept.pk if kept else "",
        let_in=queries.let_in(request.user),
        has_password=request.user.has_usable_password(),
        sign_ins=[
            {"one": one, "is_here": one.key_hash == here}
            for one in queries.sign_ins(request.user, **sessions.since(now()))
        ],
        **context,
    )
