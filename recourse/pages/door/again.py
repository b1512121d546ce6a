"""Asks somebody signed in to prove once more that it is they, and then goes on with what they were doing."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.http.request import QueryDict
from django.shortcuts import redirect
from django.utils.timezone import now

from recourse.pages.look import forms
from recourse.pages.look.guards import WorkerRequest
from recourse.pages.look.page import page

FRESH_FOR = timedelta(minutes=5)
PROVED_AT = "proved_at"
MARK = "again"


class Proving(forms.Form):
    """The password, under names no other form has."""

    password = forms.Secret("Your password", missing="Type your password.")


def ask(request: WorkerRequest) -> HttpResponse | None:
    """The page that asks; or nothing, when this sign-in is fresh or was proved with this very request."""
    if _is_fresh(request):
        return None
    if request.POST.get(f"{MARK}-method") is None:
        return _page(request, Proving(prefix=MARK))
    form = Proving(request.POST, prefix=MARK)
    if form.is_valid() and not request.user.check_password(form.cleaned_data["password"]):
        form.add_error("password", "That is not your password. Try again.")
    if not form.is_valid():
        return _page(request, form)
    note_proof(request)
    return _go_on(request)


def note_proof(request: WorkerRequest) -> None:
    """Remember that somebody has just proved who they are."""
    request.session[PROVED_AT] = now().timestamp()


def _is_fresh(request: WorkerRequest) -> bool:
    proved = request.session.get(PROVED_AT, 0)
    return bool(0 <= now().timestamp() - proved <= FRESH_FOR.total_seconds())


def _go_on(request: WorkerRequest) -> HttpResponse | None:
    """Back to the page that was asked for; what was posted is posted now."""
    if request.POST[f"{MARK}-method"] == "GET":
        return redirect(request.get_full_path())
    request.POST = _without_proof(request.POST)  # type: ignore[assignment]
    return None


def _page(request: WorkerRequest, form: Proving) -> HttpResponse:
    method = request.POST.get(f"{MARK}-method", request.method)
    kept = [
        (name, value)
        for name, values in _without_proof(request.POST).lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    return page(request, "door/again.html", status=403, form=form, kept=kept, method=method)


def _without_proof(posted: QueryDict) -> QueryDict:
    left = posted.copy()
    for name in posted:
        if name.startswith(f"{MARK}-"):
            del left[name]
    return left
