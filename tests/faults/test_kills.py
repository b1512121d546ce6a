"""The database, the site, the worker are killed while Noor writes, and nothing is lost or half-done."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from recourse.config.database import places
from tests.conftest import Blocker
from tests.faults import standing, team
from tests.faults.team import Team

PATIENCE = 30.0
KILLS = 3


@pytest.fixture(scope="module")
def noor_s_team(django_db_blocker: Blocker, open_place: places.Place) -> Iterator[Team]:
    with (
        standing.running(open_place) as site,
        django_db_blocker.unblock(),
        team.settled(site, open_place) as one,
    ):
        yield one


@pytest.mark.parametrize("part", ["database", "site", "worker", "keeper"])
def test_a_part_is_killed_again_and_again_and_not_one_note_is_lost(noor_s_team: Team, part: str) -> None:
    with noor_s_team.writing() as writers:
        standing.back_after(writers, since=time.monotonic(), patience=PATIENCE)
        for _ in range(KILLS if part != "keeper" else 1):
            killed_at = time.monotonic()
            noor_s_team.site.kill(part)
            standing.back_after(writers, since=killed_at, patience=PATIENCE)
            noor_s_team.site.wait_for(part)
    noor_s_team.check(writers)


def test_a_lost_connection_is_one_request_s_loss_and_nobody_s_note(noor_s_team: Team) -> None:
    with noor_s_team.writing() as writers:
        for _ in range(KILLS):
            cut_at = time.monotonic()
            with noor_s_team.where.connect() as admin:
                admin.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'recourse_app'"
                )
            standing.back_after(writers, since=cut_at, patience=PATIENCE)
    noor_s_team.check(writers)


def test_when_whoever_looks_after_them_is_killed_nothing_is_left_running(noor_s_team: Team) -> None:
    parts = [noor_s_team.site.part(name) for name in standing.PARTS]
    assert all(parts)
    noor_s_team.site.parent.kill()
    noor_s_team.site.parent.wait()
    until = time.monotonic() + 20
    while any(standing.is_alive(part) for part in parts if part):
        assert time.monotonic() < until
        time.sleep(0.05)
