"""The disk is full, or cannot be written to: a plain page says so, nothing is lost, and it heals."""

from __future__ import annotations

import contextlib
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from recourse.config.database import places
from tests.conftest import Blocker
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


@pytest.fixture(scope="module")
def cramped(django_db_blocker: Blocker, open_place: places.Place) -> Iterator[Cramped]:
    folder = open_place.root.parent / "disk"
    folder.mkdir()
    with contextlib.ExitStack() as stack:
        is_real = disks.may_mount(folder)
        if is_real:
            stack.enter_context(disks.small(folder, size=SIZE))
        place = places.Place(folder / "data")
        site = stack.enter_context(standing.running(place, port=18490))
        stack.enter_context(django_db_blocker.unblock())
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


def told(writers: list[Writer]) -> None:
    """Wait until every writer has read the page that says that Recourse is down."""
    before, until = [writer.told_down for writer in writers], time.monotonic() + PATIENCE
    while any(writer.told_down == was for writer, was in zip(writers, before, strict=True)):
        assert time.monotonic() < until, "nobody was told"
        time.sleep(0.05)


def until_it_stops_itself(one: Team) -> None:
    """Ask for one piece of log after another, until there is no room for the next."""
    with contextlib.suppress(psycopg.Error):
        for _ in range(60):
            with one.where.connect() as admin:
                admin.execute(FILLER)
                admin.execute("select pg_switch_wal(), txid_current()")


def test_the_disk_is_full_and_then_is_not(cramped: Cramped) -> None:
    with cramped.team.writing() as writers:
        standing.back_after(writers, since=time.monotonic(), patience=PATIENCE)
        cramped.fill()
        until_it_stops_itself(cramped.team)
        cramped.fill()
        told(writers)
        cramped.empty()
        standing.back_after(writers, since=time.monotonic(), patience=PATIENCE)
    cramped.team.check(writers)


def test_the_disk_cannot_be_written_to_and_then_can(cramped: Cramped) -> None:
    one = cramped.team
    with one.writing() as writers:
        standing.back_after(writers, since=time.monotonic(), patience=PATIENCE)
        with contextlib.ExitStack() as stack:
            if cramped.is_real:
                stack.enter_context(disks.read_only(one.where.place.database))
            else:
                one.where.place.database.chmod(0o000)
                stack.callback(one.where.place.database.chmod, 0o700)
            one.site.kill("database")
            told(writers)
        standing.back_after(writers, since=time.monotonic(), patience=PATIENCE)
    one.check(writers)
