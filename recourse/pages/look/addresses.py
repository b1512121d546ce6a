"""The addresses of pages, worked out once and then filled in: a page names thirty of them."""

from functools import cache
from uuid import UUID

from django.urls import NoReverseMatch, reverse

_NOBODY = UUID(int=0)


def of(name: str, key: UUID | None = None) -> str:
    """The address of a page, about one thing or about nothing in particular; empty when it is not built."""
    if key is None:
        return _plain(name)
    return _about(name).replace(str(_NOBODY), str(key))


@cache
def _plain(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@cache
def _about(name: str) -> str:
    try:
        return reverse(name, args=[_NOBODY])
    except NoReverseMatch:
        return ""
