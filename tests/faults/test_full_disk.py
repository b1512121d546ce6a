"""The disk is full, or cannot be written to: a plain page says so, nothing is lost, and it heals."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from recourse.config.database import places
from tests.conftest import Blocker
from tests.faults import cramped, standing
from tests.faults.cramped import PATIENCE, Cramped


@pytest.fixture(scope="module")
def noor_s_disk(django_db_blocker: Blocker, open_place: places.Place) -> Iterator[Cramped]:
    folder = open_place.root.parent / "disk"
    folder.mkdir()
    with django_db_blocker.unblock(), cramped.settled(folder, port=18490) as one:
        yield one


def test_the_disk_is_full_and_then_is_not(noor_s_disk: Cramped) -> None:
    with noor_s_disk.team.writing() as writers:
        standing.back_after(writers, since=time.monotonic(), patience=PATIENCE)
        noor_s_disk.fill_up(writers)
    noor_s_disk.team.check(writers)


def test_the_disk_cannot_be_written_to_and_then_can(noor_s_disk: Cramped) -> None:
    with noor_s_disk.team.writing() as writers:
        standing.back_after(writers, since=time.monotonic(), patience=PATIENCE)
        noor_s_disk.forbid_writing(writers)
    noor_s_disk.team.check(writers)
