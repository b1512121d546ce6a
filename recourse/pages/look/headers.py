"""The headers every answer carries: pages, files, downloads and faults alike."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.http import HttpRequest, HttpResponse

POLICY = "Content-Security-Policy"
# What is not a page needs nothing and may do nothing, also when somebody opens it by its address.
_NOTHING = ("default-src", "object-src", "base-uri", "form-action", "frame-ancestors")
NOT_A_PAGE = "; ".join([*(f"{name} 'none'" for name in _NOTHING), "sandbox"])
# Unasked for, so shut; a photograph is taken by the telephone's own camera, which needs no leave of ours.
SHUT = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
PERMISSIONS = ", ".join(
    [f"{feature}=()" for feature in SHUT]
    + ["publickey-credentials-create=(self)", "publickey-credentials-get=(self)"]
)
# Not "cookies": that would sign people out of every other site under the same registered name.
FORGET = '"cache", "storage"'


class Headers:
    """Keeps every answer out of caches, frames and other sites' pages, and clears the browser on leaving."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        answer.headers.setdefault("Cache-Control", "no-store")
        answer.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        answer.headers.setdefault("Permissions-Policy", PERMISSIONS)
        answer.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        if not answer.get("Content-Type", "text/html").startswith("text/html"):
            answer.headers.setdefault(POLICY, NOT_A_PAGE)
        if getattr(request, "has_left", False):
            answer["Clear-Site-Data"] = FORGET
        return answer


def note_leaving(sender: Any, request: HttpRequest | None, **signal: Any) -> None:
    """Remember, for the answer's headers, that somebody signed out with this request."""
    if request is not None:
        request.has_left = True  # type: ignore[attr-defined]


user_logged_out.connect(note_leaving, dispatch_uid="recourse.pages.look.headers")
