"""Asks somebody signed in to prove once more that it is they, and then goes on with what they were doing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.http.request import QueryDict
from django.shortcuts import redirect
from django.utils.timezone import now

from recourse.pages.door import coming, guessing, onetime, passkeys, turns
from recourse.pages.look import forms
from recourse.pages.look.guards import WorkerRequest
from recourse.pages.look.page import page
from recourse.records.access import actions as access
from recourse.records.access import queries
from recourse.records.access.words import Proof

MARK = "again"
# Typed once more afterwards: a secret is never written into a page, not even hidden.
SECRETS = ("password", "current")


class Proving(forms.Form):
    """What a passkey answered, or a code for who has them; a password by itself proves too little."""

    credential = forms.Hidden()
    code = forms.Text("Code", hint="Six figures from your app, or a recovery code.", narrow=True, longest=40)

    prefix = MARK

    def __init__(self, sent: Any, *, by: Any) -> None:
        super().__init__(sent)
        if not queries.factors_of_kind(by, "totp", "recovery_codes").exists():
            del self.fields["code"]


def ask(request: WorkerRequest) -> HttpResponse | None:
    """The page that asks; or nothing, when this sign-in is fresh or was proved with this very request."""
    if _is_fresh(request):
        return None
    is_answer = f"{MARK}-method" in request.POST
    if is_answer and turns.is_late(request):
        return turns.too_late(request)
    form = Proving(request.POST if is_answer else None, by=request.user)
    if not is_answer or not form.is_valid():
        return _page(request, form)
    if guessing.is_shut_out(request, request.user.email):
        return coming.sign_out(request)
    how = _proof(request, form)
    if how is None:
        if coming.count(request, request.user, how=Proof.CODE):
            return coming.sign_out(request)
        form.add_error(None, "That did not prove that it is you. Try once more.")
        return _page(request, form)
    request.session.cycle_key()
    request.session[coming.PROVED_AT] = now().timestamp()
    access.prove_again(how=how, by=request.user, at=now())
    return _go_on(request)


def _proof(request: WorkerRequest, form: Proving) -> Proof | None:
    given = form.cleaned_data
    if given.get("credential"):
        try:
            passkeys.proved(request, given["credential"], worker=request.user)
        except passkeys.NotProved:
            return None
        return Proof.PASSKEY
    if given.get("code"):
        return onetime.use(given["code"], by=request.user, at=now())
    return None


def _is_fresh(request: WorkerRequest) -> bool:
    proved = request.session.get(coming.PROVED_AT, 0)
    return bool(0 <= now().timestamp() - proved <= settings.FRESH_FOR)


def _go_on(request: WorkerRequest) -> HttpResponse | None:
    """Back to the page that was asked for; what was posted is posted now."""
    if request.POST[f"{MARK}-method"] == "GET":
        return redirect(request.get_full_path())
    request.POST = _without_proof(request.POST)  # type: ignore[assignment]
    return None


def _page(request: WorkerRequest, form: Proving) -> HttpResponse:
    kept = [
        (name, value)
        for name, values in _without_proof(request.POST).lists()
        if name not in ("csrfmiddlewaretoken", *SECRETS)
        for value in values
    ]
    return page(
        request,
        "door/again.html",
        status=403,
        form=form,
        kept=kept,
        method=request.POST.get(f"{MARK}-method", request.method),
        has_secret=any(name in request.POST for name in SECRETS),
        has_passkey=passkeys.has_any(request.user),
        has_words=len(form.fields) > 1,
    )


def _without_proof(posted: QueryDict) -> QueryDict:
    left = posted.copy()
    for name in posted:
        if name.startswith(f"{MARK}-"):
            del left[name]
    return left
