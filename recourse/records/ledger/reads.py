"""Gathers what one request reads of people, so that it is written at its very end, under a short lock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID

from recourse.records.ledger.models import Entry


@dataclass
class Reading:
    """The looks of one request, in their order, and everybody whose name it read."""

    entries: list[Entry] = field(default_factory=list)
    named: dict[UUID, None] = field(default_factory=dict)
    is_usual: bool = False

    @property
    def opened(self) -> list[UUID]:
        """Those whose own page was opened, once each."""
        looked = (entry.person for entry in self.entries if entry.act == "people.look")
        return list(dict.fromkeys(person for person in looked if person is not None))

    @property
    def counted(self) -> list[UUID]:
        """Those who count towards what one may read in an hour: opened, found, or listed out of the usual."""
        return self.opened if self.is_usual else [*self.opened, *self.listed]

    @property
    def listed(self) -> list[UUID]:
        """Those whose name was read without opening their page."""
        opened = set(self.opened)
        return [person for person in self.named if person not in opened]


_NOW: ContextVar[Reading | None] = ContextVar("reading", default=None)


@contextmanager
def gathering() -> Iterator[Reading]:
    """Gather what is read from here on; whoever opened this writes it, or leaves it."""
    reading = Reading()
    before = _NOW.set(reading)
    try:
        yield reading
    finally:
        _NOW.reset(before)


def now_gathering() -> Reading | None:
    """Give what is being gathered, or None when nobody gathers."""
    return _NOW.get()


def named(people: Iterable[UUID]) -> None:
    """Note that the names of these people were read; only the door to names calls this."""
    reading = _NOW.get()
    if reading is not None:
        reading.named.update(dict.fromkeys(people))


def usual() -> None:
    """Say that the names on this page are those the worker sees every day, and count for nothing."""
    reading = _NOW.get()
    if reading is not None:
        reading.is_usual = True
