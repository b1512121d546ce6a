"""Asks what a form asks, keeps it once, and says at its field what cannot be kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from recourse.pages.look import once, receipts
from recourse.pages.look.forms import Form
from recourse.pages.look.guards import WorkerRequest
from recourse.pages.look.page import page
from recourse.records.hosting.happenings import AlreadyDone, BadStep, NotYet
from recourse.records.people.text import TooLong, Unreadable

GET_OR_POST = ["GET", "HEAD", "POST"]


def asked(
    request: WorkerRequest,
    form: Form,
    kept: Callable[[dict[str, Any]], str],
    words: dict[str, str],
    *,
    back: tuple[str, str],
) -> HttpResponse:
    """Show a form, or keep what it says and go where `kept` leads; `back` is an address and its words."""
    if form.is_valid():
        said = dict(form.cleaned_data)
        named = said.pop("once", "")
        if named and (led_to := once.done(request, named)):
            receipts.give(request, "This was kept a moment ago. Nothing was kept twice.")
            return redirect(led_to)
        try:
            led_to = kept(said)
        except AlreadyDone as late:
            receipts.give(request, str(late))
            return redirect(back[0])
        except NotYet as missing:
            form.add_error(None, str(missing))
        except BadStep as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
        except (TooLong, Unreadable) as wrong:
            form.add_error("words" if "words" in form.fields else None, str(wrong))
        else:
            if named:
                once.remember(request, named, led_to=led_to)
            receipts.give(request, words["receipt"])
            return redirect(led_to)
    there, name = back
    shown: dict[str, Any] = {"form": form, "back_to": there, "back_words": name, **words}
    return page(request, "hosts/keep.html", **shown)


def at(host_id: object) -> str:
    """The address of a host's page."""
    return reverse("hosts:one", args=[host_id])
