"""Where browsers report what the content policy refused; nothing of the page or its reader is kept."""

import json
import logging
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.timezone import localdate
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from recourse.pages.look.guards import open_to_all
from recourse.records.access import reported

LONGEST = 8 * 1024
MOST_AT_ONCE = 5
_FETCHED = ("child", "connect", "default", "font", "frame", "img", "manifest", "media", "object", "worker")
_IN_PARTS = (
    "script-src",
    "script-src-attr",
    "script-src-elem",
    "style-src",
    "style-src-attr",
    "style-src-elem",
)
_OTHERS = (
    "base-uri",
    "form-action",
    "frame-ancestors",
    "require-trusted-types-for",
    "sandbox",
    "trusted-types",
)
_DIRECTIVES = frozenset([*(f"{one}-src" for one in _FETCHED), *_IN_PARTS, *_OTHERS])
_KINDS = ("inline", "eval", "self", "data", "blob", "wasm-eval", "trusted-types-policy", "trusted-types-sink")
_SCHEMES = ("https", "http", "data", "blob", "chrome-extension", "moz-extension")
_log = logging.getLogger("recourse.violations")


@dataclass
class Allowance:
    """So many lines a minute and no more, from one process of the site."""

    most: int = 20
    seconds: float = 60.0
    said: deque[float] = field(default_factory=deque)

    def takes(self, *, at: float) -> bool:
        """Whether one more line may be written now."""
        while self.said and at - self.said[0] > self.seconds:
            self.said.popleft()
        if len(self.said) >= self.most:
            return False
        self.said.append(at)
        return True


allowance = Allowance()


@csrf_exempt  # browsers send these by themselves, without our token
@require_POST
@open_to_all
def report(request: HttpRequest) -> HttpResponse:
    """Log and count each violation: which rule, on which kind of page; so many a minute and no more."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST:
        return HttpResponse(status=413)
    for line in lines(request.body):
        if allowance.takes(at=time.monotonic()):
            _log.warning("The content policy refused %s on %s: %s", *line)
            reported.count(directive=line[0], page=line[1], on=localdate())
    return HttpResponse(status=204)


def lines(body: bytes) -> list[tuple[str, str, str]]:
    """What a report says, in words that can only be ours: the rule, the page's pattern, the kind of thing."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return []
    return [
        (
            _directive(one.get("effective-directive") or one.get("effectiveDirective")),
            _page(one.get("document-uri") or one.get("documentURL")),
            _thing(one.get("blocked-uri") or one.get("blockedURL")),
        )
        for one in _reports(said)
    ]


def _reports(said: Any) -> Iterator[dict[str, Any]]:
    each: Iterable[Any] = said[:MOST_AT_ONCE] if isinstance(said, list) else [said]
    for one in each:
        inside = (one.get("csp-report") or one.get("body")) if isinstance(one, dict) else None
        if isinstance(inside, dict):
            yield inside


def _directive(said: object) -> str:
    return said if isinstance(said, str) and said in _DIRECTIVES else "something"


def _page(said: object) -> str:
    """The pattern of the address, in which ids are only named."""
    try:
        return "/" + resolve(urlsplit(str(said)).path).route
    except (Resolver404, ValueError):
        return "no page of ours"


def _thing(said: object) -> str:
    words = str(said)
    if words in _KINDS:
        return words
    scheme = words.partition(":")[0]
    return scheme if scheme in _SCHEMES else "another"
