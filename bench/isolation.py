"""100,000 mixed requests of eight agencies over shared connections: how many foreign rows anybody met.

After them the same first 2,000 again with row-level security off: a measure that could find nothing is none.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.report import Figure

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker

_TIMES, _PROCESSES, _THREADS, _CONNECTIONS, _PEOPLE = 100_000, 2, 4, 2, 800
_WITHOUT_WALLS = 2_000
_DATA = Path("/var/tmp") / f"recourse-bench-isolation-{os.getuid()}"


def measure() -> list[Figure]:
    """Build a city of eight agencies in a place of its own, let everybody ask at once, and clear it away."""
    env = os.environ | {"RECOURSE_DATA": str(_DATA), "RECOURSE_DATABASE": "recourse_large"}
    command = [sys.executable, "-m", "recourse.config.command"]
    try:
        subprocess.run([*command, "city", f"--people={_PEOPLE}"], env=env, check=True)
        os.environ |= {name: env[name] for name in ("RECOURSE_DATA", "RECOURSE_DATABASE")}
        from recourse.config.command import migrate, static

        migrate.set_up(role="app")
        static.collect()
        with migrate.server():
            return _all_at_once(env)
    finally:
        shutil.rmtree(_DATA, ignore_errors=True)


def _all_at_once(env: dict[str, str]) -> list[Figure]:
    started = time.perf_counter()
    crowds = [
        subprocess.Popen(
            [sys.executable, "-m", "bench.isolation"],
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(_PROCESSES)
    ]
    told = [_next(crowd) for crowd in crowds]
    seconds = time.perf_counter() - started
    _pull_down_walls()
    without = [json.loads(crowd.communicate("again\n")[0].splitlines()[-1]) for crowd in crowds]
    asked = sum(each["asked"] for each in told)
    seen = sum(each["seen"] for each in told)
    wrong = [
        count
        for each in told
        for status, count in each["answers"].items()
        if not status.startswith(("200", "404"))
    ]
    over = f"{_PROCESSES} processes of {_THREADS} threads, {_CONNECTIONS} connections each"
    return [
        Figure(
            f"foreign rows met in {asked:,} requests of eight agencies over shared connections ({over})",
            f"{sum(len(each['foreign']) for each in told)} of {seen:,} rows read",
            "0",
            f"{sum(len(each['foreign']) for each in without):,} of {sum(each['seen'] for each in without):,},"
            f" in {sum(each['asked'] for each in without):,} of them with row-level security off",
        ),
        Figure("the same: answers that were neither 200 nor 404", f"{sum(wrong):,}", "0"),
        Figure("the same: requests a second", f"{asked / seconds:.0f}"),
    ]


def _next(crowd: subprocess.Popen[str]) -> dict[str, Any]:
    assert crowd.stdout is not None
    while not (line := crowd.stdout.readline()).startswith("{"):
        if not line:
            raise RuntimeError("A crowd ended before it told what it met.")
    told: dict[str, Any] = json.loads(line)
    return told


def _pull_down_walls() -> None:
    """Let every query see every row, as it would when the walls were forgotten."""
    from recourse.config.database import address

    with address.chosen().connect() as admin:
        walled = admin.execute("select oid::regclass::text from pg_class where relrowsecurity").fetchall()
        for (table,) in walled:
            admin.execute(f"alter table {table} disable row level security")


def ask(times: int = _TIMES // _PROCESSES) -> None:
    """Be one of the processes: walk, say as JSON what was met, and again when told the walls are down."""
    from recourse.config.command import migrate

    migrate.set_up(role="app")
    from django.conf import settings
    from django.db import connections

    from recourse.records.directory.models import Organisation, Worker
    from tests.pages.attacks import crowd

    logging.getLogger("django.request").setLevel(
        logging.CRITICAL
    )  # of strangers each is told 404, as it should
    settings.READING_STOPPED_AT = 10**6  # each reads more here than the site lets anybody read

    workers = [
        worker
        for agency in Organisation.objects.order_by("name")
        if (worker := Worker.objects.filter(organisation=agency).exclude(role="commissioner").first())
    ]
    in_sight = {worker.pk: _in_sight(worker) for worker in workers}
    askers = {}
    for worker, other in zip(workers, [*workers[1:], workers[0]], strict=True):
        own, strangers = (list(in_sight[each.pk]) for each in (worker, other))
        addresses = ["/", "/people/", "/people/?page=2", "/homes/", "/directory/"]
        addresses += [f"/people/{key.decode()}/" for key in strangers[:5] + own[:60]]
        askers[worker.name] = crowd.Asker(crowd.cookies(worker), addresses, frozenset(own))
    connections["default"].close()
    for count in (times, _WITHOUT_WALLS // _PROCESSES):
        with crowd.shared(_CONNECTIONS):
            met = crowd.walk(askers, times=count, threads=_THREADS)
        print(json.dumps(vars(met) | {"asked": met.asked}), flush=True)
        if count == times:
            sys.stdin.readline()


def _in_sight(worker: Worker) -> list[bytes]:
    """The ids of people, homes and what happened to them that a worker may see, people first."""
    from django.apps import apps
    from django.utils import timezone

    from recourse.records.directory.acting import acting

    nouns = ("people.Person", "homes.Home", "referrals.Referral", "placements.Offer", "placements.Stay")
    with acting(worker, at=timezone.now()):
        return [
            str(key).encode()
            for noun in nouns
            for key in apps.get_model(noun).objects.values_list("pk", flat=True)
        ]


if __name__ == "__main__":
    ask()
