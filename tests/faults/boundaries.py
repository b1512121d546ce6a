"""Does an act over and over, losing the connection at each of its statements in turn, then lets it be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from itertools import count
from typing import Any, TypeVar
from unittest import mock

import psycopg
from django.db import InterfaceError, OperationalError, connection

from tests.faults import laying

Given = TypeVar("Given")
# Where in each act the connection is broken in earnest, which costs the server all it has learned.
IN_EARNEST = 4


@dataclass
class Cut:
    """Where the connection is lost: before the statement of this number is answered; a commit counts too.

    From there on no statement and no commit comes through. The server is told to take back what was begun,
    as it does by itself when a connection breaks, and keeps what it has learned for the next try; with
    `pulled` the connection is broken in earnest.
    """

    number: int
    pulled: bool = False
    seen: int = 0

    @property
    def has_fallen(self) -> bool:
        """Whether the act came so far."""
        return self.seen >= self.number

    def __call__(self, execute: Any, *words: Any) -> Any:
        """Count a statement, and lose the connection at the one that was chosen."""
        self.pass_by()
        return execute(*words)

    def pass_by(self) -> None:
        """Let a statement through, or nothing any more."""
        self.seen += 1
        if self.pulled and self.seen == self.number:
            connection.connection.close()
        if self.has_fallen and not self.pulled:
            raise OperationalError("the connection is lost")


@contextmanager
def lost_at(number: int, *, pulled: bool = False) -> Iterator[Cut]:
    """Lose the connection at a statement, or at the commit when that is its turn."""
    cut, commit = Cut(number, pulled), connection._commit

    def committing() -> None:
        cut.pass_by()
        commit()

    with connection.execute_wrapper(cut), mock.patch.object(connection, "_commit", committing):
        yield cut


@dataclass
class Day:
    """A day's acts, each tried at every boundary; remembers how many each has."""

    admin: psycopg.Connection
    boundaries: dict[str, int] = field(default_factory=dict)

    def does(
        self,
        act: str,
        doing: Callable[[], Given],
        acting: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> Given:
        """Lose the connection at the first statement, then the second, and so on: nothing has changed."""
        if act in self.boundaries:
            with acting():
                return doing()
        before, since = laying.sums(self.admin), laying.next_write(self.admin)
        for number in count(1):
            with lost_at(number, pulled=number == IN_EARNEST) as cut:
                try:
                    with acting():
                        given = doing()
                except (OperationalError, InterfaceError):
                    assert cut.has_fallen, f"{act} failed before statement {number}"
                    fell = True
                else:
                    fell = False
            if not fell:
                break
            if connection.connection is not None and connection.connection.closed:
                connection.close()
            if laying.is_written(self.admin, since=since):
                changed = laying.changed(before, laying.sums(self.admin))
                assert changed == [], f"{act}, lost at statement {number}, left something in {changed}"
                since = laying.next_write(self.admin)
        assert not cut.has_fallen, f"{act} lost its connection at statement {number} and did not notice"
        assert laying.sums(self.admin) != before, f"{act} changed nothing even when it was let through"
        self.boundaries[act] = number - 1
        return given
