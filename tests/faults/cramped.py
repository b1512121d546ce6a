"""A team whose disk fills up, or turns read-only, and afterwards does not."""

from __future__ import annotations

import contextlib
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from recourse.config.database import places
from tests.faults import disks, standing, team
from tests.faults.standing import Writer
from tests.faults.team import Team

PATIENCE = 40.0
SIZE = 400_000_000
FILLER = "create temporary table filler as select repeat('x', 900) from generate_series(1, 9999)"


@dataclass(frozen=True)
class Cramped:
    """A team whose disk can be filled and emptied, for real or as near as we may come."""

    team: Team
    fill: Callable[[], None]
    empty: Callable[[], None]
    is_real: bool

    def fill_up(self, writers: list[Writer]) -> float:
        """Leave no room, wait until every writer is told, make room; the seconds until all go on."""
        self.fill()
        _until_it_stops_itself(self.team)
        self.fill()
        _told(writers)
        self.empty()
        return standing.back_after(writers, since=time.monotonic(), patience=PATIENCE)

    def forbid_writing(self, writers: list[Writer]) -> float:
        """Let nothing be written and end the database, until all are told; the seconds until all go on."""
        database = self.team.where.place.database
        with contextlib.ExitStack() as stack:
            if self.is_real:
                stack.enter_context(disks.read_only(database))
            else:
                database.chmod(0o000)
                stack.callback(database.chmod, 0o700)
            self.team.site.kill("database")
            _told(writers)
        return standing.back_after(writers, since=time.monotonic(), patience=PATIENCE)


@contextlib.contextmanager
def settled(folder: Path, *, port: int) -> Iterator[Cramped]:
    """A team on a small disk of its own, in a folder."""
    with contextlib.ExitStack() as stack:
        is_real = disks.may_mount(folder)
        if is_real:
            stack.enter_context(disks.small(folder, size=SIZE))
        place = places.Place(folder / "data")
        site = stack.enter_context(standing.running(place, port=port))
        one = stack.enter_context(team.settled(site, place))
        yield _really(one, folder) if is_real else _nearly(one)


def _really(one: Team, disk: Path) -> Cramped:
    return Cramped(one, lambda: disks.fill(disk), lambda: disks.empty(disk), is_real=True)


def _nearly(one: Team) -> Cramped:
    def grow(to: int) -> None:
        server = one.site.part("database")
        if server is not None:
            disks.let_files_grow(server, to=to)

    return Cramped(one, lambda: grow(4096), lambda: grow(resource.RLIM_INFINITY), is_real=False)


def _told(writers: list[Writer]) -> None:
    """Wait until every writer has read the page that says that Recourse is down."""
    before, until = [writer.told_down for writer in writers], time.monotonic() + PATIENCE
    while any(writer.told_down == was for writer, was in zip(writers, before, strict=True)):
        assert time.monotonic() < until, "nobody was told"
        time.sleep(0.05)


def _until_it_stops_itself(one: Team) -> None:
    """Ask for one piece of log after another, until there is no room for the next."""
    with contextlib.suppress(psycopg.Error):
        for _ in range(60):
            with one.where.connect() as admin:
                admin.execute(FILLER)
                admin.execute("select pg_switch_wal(), txid_current()")
