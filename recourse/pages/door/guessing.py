"""Counts wrong tries, by the name that was typed together with the address it was typed from.

Five from one address shut that pair out. Tries of one name from many addresses shut nobody out, or a stranger
could do it to a worker: they change what is asked, so that guessing is hopeless and the worker comes in.
"""

from __future__ import annotations

import hmac
from ipaddress import ip_address
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest
from django.utils.timezone import now

from recourse.records.access import queries

# From so many on, a password is not compared by itself any more but only together with a code.
TOGETHER_FROM = 20
# From so many on, six figures could be guessed: a passkey or a recovery code lets in.
NO_FIGURES_FROM = 60
_META = ("REMOTE_ADDR", "HTTP_X_FORWARDED_FOR", "HTTP_USER_AGENT")


def bare(request: HttpRequest) -> HttpRequest:
    """The request without what was typed: whatever counts may keep an address, and no word of a form."""
    left = HttpRequest()
    left.META = {name: request.META[name] for name in _META if name in request.META}
    return left


def is_shut_out(request: HttpRequest, name: str) -> bool:
    """Whether this name must wait before it is tried again from this address."""
    return not AxesProxyHandler.is_allowed(bare(request), {"username": name})


def tries(request: HttpRequest, name: str) -> int:
    """How many wrong tries of this name count still, from wherever they came."""
    named = digest_of(request, {"username": name})
    return queries.wrong_tries(named, since=now() - settings.AXES_COOLOFF_TIME)


def failed(request: HttpRequest, name: str) -> bool:
    """Count one wrong second proof; true when this name must now wait at this address."""
    credentials = {"username": name}
    user_login_failed.send(sender=__name__, credentials=credentials, request=bare(request))
    return is_shut_out(request, name)


def digest_of(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """What is kept of a typed name: a keyed digest, as it may be a password typed into the wrong box."""
    typed = str((credentials or {}).get("username") or "")
    name = typed.strip().casefold().encode(errors="surrogatepass")
    return hmac.new(settings.SIGN_IN_KEYS[0].encode(), b"name:" + name, "sha256").hexdigest()[:32]


def address_of(request: HttpRequest) -> str:
    """Where a request comes from; what a header says counts only as far as our own proxies wrote it."""
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    if settings.PROXIES and len(hops) >= settings.PROXIES:
        return _without_port(hops[-settings.PROXIES])
    return str(request.META.get("REMOTE_ADDR") or "127.0.0.1")


def _without_port(hop: str) -> str:
    """The address alone, or ours when somebody wrote something else."""
    host = hop[1:].partition("]")[0] if hop.startswith("[") else hop
    if host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        return str(ip_address(host))
    except ValueError:
        return "127.0.0.1"
