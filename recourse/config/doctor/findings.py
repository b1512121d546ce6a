"""What was found: in plain words, and what to do when it is not well."""

from __future__ import annotations

from dataclasses import dataclass

WELL, MIND, WRONG = "well", "mind", "WRONG"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    state: str
    what: str
    do: str = ""


def well(what: str) -> Finding:
    """As it should be."""
    return Finding(WELL, what)


def mind(what: str, do: str = "") -> Finding:
    """No fault, but somebody should know."""
    return Finding(MIND, what, do)


def wrong(what: str, do: str) -> Finding:
    """A fault."""
    return Finding(WRONG, what, do)


def wrong_in_production(what: str, do: str, *, demonstration: bool) -> Finding:
    """A fault where real people's records are kept; where nobody real is, something to know."""
    return mind(what, do) if demonstration else wrong(what, do)
