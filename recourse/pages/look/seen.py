"""What stood when a page was shown: whoever would write over a change made meanwhile is told first."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from django.db import connection
from django.http import HttpRequest, QueryDict

from recourse.pages.look.forms import Form, Hidden

KEPT_AS = "seen"
CHANGED = "Somebody changed this after you opened the page. Nothing of yours is kept yet."
SAVE_AGAIN = "If yours is right, save it again."


def hold(request: HttpRequest, named: str) -> None:
    """Wait for whoever else is writing this, before it is read for a form that was sent."""
    if request.method == "POST":
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 11))", [named])


def mark(stands: object) -> str:
    """A sign of what stands, which says nothing of it."""
    return sha256(repr(stands).encode()).hexdigest()[:32]


def carry(form: Form, stands: object) -> None:
    """Let a form say what stood when it was shown."""
    carry_mark(form, mark(stands))


def carry_mark(form: Form, sign: str) -> None:
    """Let a form say what stood when it was shown, by a sign an act compares itself."""
    form.fields[KEPT_AS] = Hidden()
    form.initial = {**form.initial, KEPT_AS: sign}


def is_stale(form: Form, stands: object, *, says: Mapping[str, object] | None = None) -> bool:
    """Whether what stands is no longer what stood, nor what is wanted.

    The form then says so, and what stands, and can be sent once more.
    """
    if not form.is_valid():
        return False
    form.cleaned_data.pop(KEPT_AS, None)
    sent = form.data.get(KEPT_AS, "")
    if not sent or sent == mark(stands) or _is_wanted(form):
        return False
    now_says = "; ".join(f"{label}: {value or 'nothing'}" for label, value in (says or {}).items())
    told = [CHANGED, *([f"It says now: {now_says}."] if now_says else []), SAVE_AGAIN]
    tell(form, " ".join(told), sign=mark(stands))
    return True


def tell(form: Form, words: str, *, sign: str) -> None:
    """Say what changed, and let the form be sent once more by whoever has read that."""
    form.add_error(None, words)
    sent = QueryDict(mutable=True)
    sent.update(form.data)
    sent[KEPT_AS] = sign
    form.data = sent


def _is_wanted(form: Form) -> bool:
    """Whether all that was sent stands already, as when a button was pressed twice."""
    stands = {name: value for name, value in form.initial.items() if name != KEPT_AS}
    names = {*form.cleaned_data, *stands}
    return all(str(form.cleaned_data.get(name) or "") == str(stands.get(name) or "") for name in names)
