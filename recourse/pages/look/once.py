"""A page posted twice is done once: the second post learns what the first one did."""

from hashlib import sha256
from importlib import import_module
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.http import HttpRequest

KEPT_AS = "done"
KEPT = 30


def token() -> str:
    """A name for one showing of a form, to stand in a hidden field."""
    return uuid4().hex


def done(request: HttpRequest, named: str) -> str:
    """Where the first post of this form led, waiting for it if it is still being done; else nothing."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_number(named)])
    kept = import_module(settings.SESSION_ENGINE).SessionStore(request.session.session_key).get(KEPT_AS, [])
    led_to = str(dict(kept).get(_number(named), ""))
    if led_to:
        # This request read its session before the first post was kept, and would write it over.
        request.session[KEPT_AS] = kept
    return led_to


def remember(request: HttpRequest, named: str, *, led_to: str) -> None:
    """Keep where this form led; only addresses, never what was written in it."""
    request.session[KEPT_AS] = [*request.session.get(KEPT_AS, []), (_number(named), led_to)][-KEPT:]


def _number(named: str) -> int:
    """Sixty-four bits of a name, whatever a browser sent as one."""
    return int.from_bytes(sha256(named.encode("utf-8", "surrogatepass")).digest()[:8], signed=True)
