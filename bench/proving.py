"""How long it takes to prove the whole law: every goal, every value, every rule and every exception of it."""

from __future__ import annotations

import time
from datetime import date

from bench.report import Figure
from recourse.reasoning.proving import proving
from recourse.reasoning.rulebook.loading import ENGLAND, load

_DAY = date(2026, 11, 22)


def measure() -> list[Figure]:
    """Prove a book read anew, so that nothing is ready beforehand, and count what was found and not meant."""
    book = load(ENGLAND)
    started = time.perf_counter()
    found = proving.prove(book, day=_DAY)
    took = time.perf_counter() - started
    wrong = [one for one in found if not one.meant]
    return [
        Figure("Proof of the whole book", f"{took:.0f} s", "60 s"),
        Figure("Found by it and not meant by the law", str(len(wrong)), "0"),
    ]
