"""The bounds of a helper: so much memory, so many seconds, no file written, no process begun."""

from __future__ import annotations

import resource


def bound(*, room: int, seconds: int, handles: int) -> None:
    """Take no more than `room` bytes, `seconds` of the processor and so many open files from here on."""
    for what, most in (
        (resource.RLIMIT_AS, room),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, handles),
    ):
        resource.setrlimit(what, (most, most))
