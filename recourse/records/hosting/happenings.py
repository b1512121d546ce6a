"""What can stand in the way of a host's next step, each with a sentence for the worker."""

from __future__ import annotations

from datetime import datetime

from recourse.records.directory.acting import LONDON


class NotYet(Exception):
    """A step before is missing, or this one makes no sense now; str() says which."""


class BadStep(ValueError):
    """Something about a step cannot be kept; `field` is which part of it, str() what was expected."""

    def __init__(self, field: str, expected: str) -> None:
        self.field = field
        super().__init__(expected)


class AlreadyDone(NotYet):
    """Somebody took this step since the page was opened."""

    def __init__(self, *, by_name: str, at: datetime, what: str) -> None:
        here = at.astimezone(LONDON)
        when = f"{here.day} {here:%B at %H:%M}"
        super().__init__(f"{by_name} wrote this down already on {when}: {what}. Nothing was kept twice.")
