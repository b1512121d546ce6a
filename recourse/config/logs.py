"""Writes what went wrong and where; what an exception or an address says may be somebody's words."""

from __future__ import annotations

import logging
import traceback
from copy import copy
from types import TracebackType

Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Discreet(logging.Formatter):
    """A formatter of where and what kind: lines of code, and patterns of addresses; nothing that was said."""

    def format(self, record: logging.LogRecord) -> str:
        """One record; of a request, its method, its answer and the pattern of its address."""
        quiet = copy(record)
        quiet.exc_text = None  # another formatter may have kept what the exception said
        request = getattr(record, "request", None)
        if request is None or not hasattr(record, "status_code"):
            return super().format(quiet)
        match = getattr(request, "resolver_match", None)
        where = f"/{match.route}" if match else "no page of ours"
        quiet.msg, quiet.args = "%s answered %s at %s", (request.method, quiet.__dict__["status_code"], where)
        return super().format(quiet)

    def formatException(self, ei: Caught) -> str:  # noqa: N802
        """The way to the fault, for the exception and those behind it."""
        _, exception, _ = ei
        told = []
        while exception is not None:
            frames = "".join(traceback.format_tb(exception.__traceback__))
            told.append(f"{frames}{type(exception).__module__}.{type(exception).__qualname__}")
            exception = exception.__cause__ or exception.__context__
        return "\nafter\n".join(reversed(told))
