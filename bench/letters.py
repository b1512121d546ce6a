"""How long a letter against a refusal takes to be set: with a cold machine, again, and with its fonts."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime

import typst

from bench.report import Figure
from recourse.records.papers import setting
from recourse.records.papers.setting import bounded
from tests.records.refusals.test_the_setting import SHEET, named

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
TIMES = 20


def measure() -> list[Figure]:
    """The first in a process whose files the machine has forgotten, then one after the other."""
    _forget()
    cold = _once(lambda: setting.pdf(SHEET, at=AT))
    warm = sorted(_once(lambda: setting.pdf(SHEET, at=AT)) for _ in range(TIMES))
    looked = [_once(_in_a_script_of_the_machine) for _ in range(3)]
    content = setting.pdf(SHEET, at=AT)
    is_same = all(setting.pdf(SHEET, at=AT) == content for _ in range(3))
    return [
        Figure("A letter as tagged PDF, the first time (files forgotten)", f"{cold * 1000:.0f} ms", "500 ms"),
        Figure("The same, warm, median of 20", f"{statistics.median(warm) * 1000:.0f} ms", "500 ms"),
        Figure("The same, warm, slowest of 20", f"{warm[-1] * 1000:.0f} ms", "500 ms"),
        Figure(
            "With a name in Ethiopic, fonts of the machine looked through", f"{max(looked) * 1000:.0f} ms"
        ),
        Figure(
            "Its size; the same bytes each time",
            f"{len(content) / 1024:.0f} kB; {'yes' if is_same else 'no'}",
        ),
    ]


def _once(doing: Callable[[], object]) -> float:
    began = time.perf_counter()
    doing()
    return time.perf_counter() - began


def _in_a_script_of_the_machine() -> None:
    try:
        setting.pdf(named("ሰላም ገብረ"), at=AT)
    except setting.Unprintable:
        return


def _forget() -> None:
    """Ask the machine to forget the files of the setter, so that they come from the disk."""
    for file in (typst.__file__, typst._typst.__file__, str(bounded.__file__)):
        where = os.open(str(file), os.O_RDONLY)
        try:
            os.fsync(where)
            os.posix_fadvise(where, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(where)
