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


@dataclass
class Cut:
    """Where the connection is lost: before the statement of this number is answered; a commit counts too."""

    number: int
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
        """Close what the server speaks to, as a cable that is pulled does."""
        self.seen += 1
        if self.seen == self.number:
            connection.connection.close()


@contextmanager
def lost_at(number: int) -> Iterator[Cut]:
    """Lose the connection at a statement, or at the commit when that is its turn."""
    cut, commit = Cut(number), connection._commit

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
        before = laying.sums(self.admin)
        for number in count(1):
            with lost_at(number) as cut:
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
            connection.close()
            after = laying.sums(self.admin)
            changed = [table for table in after if after[table] != before.get(table)]
            assert changed == [], f"{act}, lost at statement {number}, left something in {changed}"
        assert not cut.has_fallen, f"{act} lost its connection at statement {number} and did not notice"
        assert laying.sums(self.admin) != before, f"{act} changed nothing even when it was let through"
        self.boundaries[act] = number - 1
        return given
