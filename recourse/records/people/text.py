"""Takes words as they were typed, in any script, and refuses what cannot be kept."""

from __future__ import annotations

import unicodedata


class Unreadable(ValueError):
    """The words hold a character that is no letter, sign or space."""


class TooLong(ValueError):
    """The words are longer than there is room for."""


def line(words: str, *, what: str, at_most: int = 200) -> str:
    """Give one line of words, trimmed, or raise with a sentence saying what is wrong with `what`."""
    return _fitting(words, what=what, at_most=at_most, may_hold="")


def lines(words: str, *, what: str, at_most: int = 10_000) -> str:
    """Give words that may run over several lines, trimmed, or raise with a sentence."""
    return _fitting(words.replace("\r\n", "\n"), what=what, at_most=at_most, may_hold="\n\t")


def _fitting(words: str, *, what: str, at_most: int, may_hold: str) -> str:
    words = words.strip()
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in may_hold for sign in words):
        raise Unreadable(f"{what} holds a character that cannot be kept. Type it again.")
    if len(words) > at_most:
        raise TooLong(f"{what} must be {at_most:,} characters or fewer. This is {len(words):,}.")
    return words
