"""A fault put in on purpose, as a plug-in of pytest: what sends odd input must find it, or finds nothing."""

from __future__ import annotations

from recourse.records.people import text, tokens

_fitting, _wanted = text._fitting, tokens.wanted


class Planted(Exception):
    """The fault that was put in."""


def pytest_configure() -> None:
    """Let a word turned round by its marks, and a search beyond plain letters, fall over."""
    text._fitting = _falls_over
    tokens.wanted = _falls_over_too


def _falls_over(words: str, *, what: str, at_most: int, may_hold: str) -> str:
    if "\u202e" in words:
        raise Planted
    return _fitting(words, what=what, at_most=at_most, may_hold=may_hold)


def _falls_over_too(said: str) -> list[str]:
    if not said.isascii():
        raise Planted
    return _wanted(said)
