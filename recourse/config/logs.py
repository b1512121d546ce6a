"""Writes what went wrong and where, and leaves out what an exception says: it may repeat somebody's words."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Discreet(logging.Formatter):
    """A formatter whose tracebacks name files, lines and kinds of exception, and nothing that was said."""

    def formatException(self, ei: Caught) -> str:  # noqa: N802
        """The way to the fault, for the exception and those behind it."""
        _, exception, _ = ei
        told = []
        while exception is not None:
            frames = "".join(traceback.format_tb(exception.__traceback__))
            told.append(f"{frames}{type(exception).__module__}.{type(exception).__qualname__}")
            exception = exception.__cause__ or exception.__context__
        return "\nafter\n".join(reversed(told))
