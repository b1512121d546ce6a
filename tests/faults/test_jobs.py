"""Background work: run twice it is done once, and what a killed worker left is finished by the next."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from recourse.config.database import address, places
from recourse.jobs import sweeping
from recourse.jobs.app import app
from recourse.records.ledger.models import Entry
from recourse.records.placements.models import Offer
from tests import personas
from tests.conftest import speak_to
from tests.faults import laying, slowly
from tests.personas import MONDAY, Agencies, as_
from tests.records.placements.test_at_once import larch_house, offer

TWENTY = 20
LATER = MONDAY + timedelta(days=1)
# Jobs of procrastinate's own, and this folder's.
NOT_OURS = ("builtin:", "procrastinate.", "lapse_slowly")


def ours() -> list[str]:
    return sorted(name for name in app.tasks if not name.startswith(NOT_OURS))


def run(name: str, *, at: datetime) -> None:
    """Run one job now, here, as the clock would."""
    task: Any = app.tasks[name]
    if asyncio.iscoroutinefunction(task.func):
        sweep()
    else:
        task.func(timestamp=int(at.timestamp()))


def sweep(*, dead_after: float = 1.0) -> int:
    """Sweep as a worker would, over a connection of its own."""

    async def over_its_own() -> int:
        with app.replace_connector(app.connector.get_worker_connector()) as working:
            async with working.open_async():
                return await sweeping.sweep(working.job_manager, dead_after=dead_after)

    return asyncio.run(over_its_own())


def offered(town: Agencies, *, how_many: int) -> list[Offer]:
    beds = larch_house(town, rooms=how_many)
    guests = [personas.person(town.pat, nickname=f"Guest {number}") for number in range(how_many)]
    return [offer(town, bed, guest) for bed, guest in zip(beds, guests, strict=True)]


@pytest.mark.parametrize("name", ours())
def test_a_job_run_twice_is_done_once(name: str, own_copy: address.Address) -> None:
    town = personas.agencies()
    offered(town, how_many=2)
    at = LATER.replace(hour=2, minute=20)
    speak_to(own_copy, role="worker")
    run(name, at=at)
    with own_copy.connect() as admin:
        once = laying.sums(admin)
        run(name, at=at)
        assert laying.sums(admin) == once


def worker(where: address.Address, *words: str) -> subprocess.Popen[bytes]:
    env = os.environ | {
        "RECOURSE_DATA": str(where.place.root),
        "RECOURSE_DATABASE": where.database,
        "RECOURSE_ROLE": "worker",
        "RECOURSE_KEYS": str(settings.KEYS),
        "DJANGO_SETTINGS_MODULE": "recourse.config.settings.demo",
    }
    command = "import django; django.setup(); from tests.faults import slowly; slowly.main()"
    return subprocess.Popen([sys.executable, "-c", command, *words], cwd=places.CHECKOUT, env=env)


def test_a_worker_is_killed_twice_in_the_middle_and_every_offer_lapses_once(
    own_copy: address.Address, tmp_path: Path
) -> None:
    town = personas.agencies()
    offers = offered(town, how_many=TWENTY)
    trace = tmp_path / "trace"
    trace.touch()
    for each in offers:
        slowly.lapse_slowly.defer(
            offer=str(each.pk), agency=str(town.hosting.agency.pk), at=LATER.isoformat(), trace=str(trace)
        )
    for enough in (4, 8):
        working = worker(own_copy)
        until = time.monotonic() + 30
        while len(trace.read_text().splitlines()) < enough:
            assert time.monotonic() < until and working.poll() is None
            time.sleep(0.01)
        working.kill()
        working.wait()
    time.sleep(1.1)
    assert sweep() > 0
    assert worker(own_copy, "--to-the-end").wait(timeout=30) == 0
    with as_(town.pat):
        assert set(Offer.objects.values_list("state", flat=True)) == {"lapsed"}
        lapses = Entry.objects.filter(act="placements.lapse").values_list("about", flat=True)
        assert Counter(lapses) == Counter(each.pk for each in offers)
    assert len(trace.read_text().splitlines()) > TWENTY
    with own_copy.connect() as admin:
        left = "select count(*) from procrastinate_jobs where task_name = 'lapse_slowly'"
        assert admin.execute(f"{left} and status <> 'succeeded'").fetchone() == (0,)


def test_a_stalled_job_that_waits_again_already_is_not_put_back_twice(own_copy: address.Address) -> None:
    task = app.tasks["lapse_offers"]
    with own_copy.connect() as admin:
        task.defer(timestamp=1)
        admin.execute("update procrastinate_jobs set status = 'doing', worker_id = null")
        task.defer(timestamp=2)
        assert sweep() == 1
        assert admin.execute("select status::text from procrastinate_jobs").fetchall() == [("todo",)]
