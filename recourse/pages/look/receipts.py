"""One sentence said on the next page after something was done; it names no person."""

from django.http import HttpRequest

KEPT_AS = "receipt"


def give(request: HttpRequest, words: str) -> None:
    """Keep a sentence for the next page."""
    request.session[KEPT_AS] = words


def is_waiting(request: HttpRequest) -> bool:
    """Whether a sentence waits for the next page already."""
    return KEPT_AS in request.session


def take(request: HttpRequest) -> str:
    """The sentence kept for this page, which is then forgotten."""
    words: str = request.session.pop(KEPT_AS, "")
    return words
