"""The list of people, a person's page and My work at 50,000 people, all controls on."""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from wsgiref.util import setup_testing_defaults

from bench.report import Figure

if TYPE_CHECKING:
    from django.test import Client

    from recourse.records.directory.models import Worker
    from recourse.records.people.models import Person

_PEOPLE = 50_000
_DATA = Path("/var/tmp") / f"recourse-bench-pages-{os.getuid()}"
_REQUESTS = 200
# Nobody may read of more than 200 people in an hour.
_PAGES, _OPENED = 7, 175


def measure() -> list[Figure]:
    """Build the large city in a place of its own, measure requests to it, and clear it away."""
    env = os.environ | {"RECOURSE_DATA": str(_DATA), "RECOURSE_DATABASE": "recourse_large"}
    if city := os.environ.get("RECOURSE_BENCH_CITY"):  # one that stands already
        os.environ |= {"RECOURSE_DATA": city, "RECOURSE_DATABASE": "recourse_large"}
        return _requests()
    try:
        started, before = time.perf_counter(), _children()
        subprocess.run(
            [sys.executable, "-m", "recourse.config.command", "city", f"--people={_PEOPLE}"],
            env=env,
            check=True,
        )
        building, worked = time.perf_counter() - started, _children() - before
        os.environ |= {name: env[name] for name in ("RECOURSE_DATA", "RECOURSE_DATABASE")}
        return [
            Figure(f"building a city of {_PEOPLE:,} people in eight agencies", f"{building:.0f} s", "180 s"),
            Figure("the same: processor time, database included", f"{worked:.0f} s"),
            *_requests(),
        ]
    finally:
        shutil.rmtree(_DATA, ignore_errors=True)


class Visitor:
    """Somebody signed in who asks the site itself, as gunicorn would, with no test client between."""

    def __init__(self, cookies: dict[str, str]) -> None:
        """Wake the site as it is served, its start-up checks included."""
        from recourse.config.wsgi import application

        self.site = application
        self.cookies = "; ".join(f"{name}={value}" for name, value in cookies.items())

    def get(self, address: str) -> str:
        """Ask for a page and read it to its end; gives the status."""
        path, _, query = address.partition("?")
        environ: dict[str, object] = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_COOKIE": self.cookies}
        environ |= {"HTTP_HOST": "localhost", "SERVER_NAME": "localhost"}
        setup_testing_defaults(environ)
        said: list[str] = []
        reply = self.site(environ, lambda status, headers, *wrong: said.append(status))
        b"".join(reply)
        reply.close()
        return said[0]


def _requests() -> list[Figure]:
    from recourse.config.command import migrate, static

    migrate.set_up(role="app")
    static.collect()
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.utils import timezone

    from recourse.records.directory.acting import acting
    from recourse.records.directory.models import Worker
    from recourse.records.people.models import Person

    settings.READING_STOPPED_AT = 10**6  # this visitor opens more than anybody who works here could
    with migrate.server():
        _tidy()
        worker = Worker.objects.order_by("email").first()
        assert worker is not None
        client = Client()
        client.force_login(worker)
        visitor = Visitor({name: morsel.value for name, morsel in client.cookies.items()})
        with acting(worker, at=timezone.now()):
            people = list(
                Person.objects.filter(agency=worker.organisation_id).order_by("-touched_at", "pk")[:_OPENED]
            )
        addresses = {
            "a reply that asks nothing of the database": lambda number: "/healthz",
            "list of people, 25 a page": lambda number: f"/people/?page={number % _PAGES + 1}",
            "one person's page, with timeline, facts, who looked": lambda number: (
                f"/people/{people[number % len(people)].pk}/"
            ),
            "My work": lambda number: "/",
        }
        figures = []
        for (what, address), goal in zip(addresses.items(), ("", "9 ms", "11 ms", "15 ms"), strict=True):
            figures += _measure(visitor, what, address, goal=goal)
        figures += _searches(client, worker, people)
        connection.close()
    return figures


def _searches(client: Client, worker: Worker, people: list[Person]) -> list[Figure]:
    """Type the first letters of names, as the search box sends them, and wait for each answer."""
    from django.utils import timezone

    from recourse.records.directory.acting import acting
    from recourse.records.people import identity

    with acting(worker, at=timezone.now()):
        names = [who.name for who in identity.read_many(people).values() if who.name]
    walls = []
    for number in range(_REQUESTS):
        name = names[number % len(names)]
        sent = {"asked": name[: 3 + number % 4], "at_most": 5}
        started = time.perf_counter()
        answer = client.post(
            "/api/people/search", sent, content_type="application/json", headers={"host": "localhost"}
        )
        walls.append((time.perf_counter() - started) * 1e3)
        assert answer.status_code == 200, answer.content
    middle, slow = statistics.median(walls), statistics.quantiles(walls, n=20)[-1]
    return [
        Figure("searching while one types, three to six letters, sealed names", f"{middle:.1f} ms median"),
        Figure("the same: 95 in 100 within", f"{slow:.1f} ms", "25 ms"),
    ]


def _tidy() -> None:
    from recourse.config.database import address

    with address.chosen().connect() as admin:
        admin.execute("vacuum analyze")


def _measure(visitor: Visitor, what: str, address: Callable[[int], str], *, goal: str) -> list[Figure]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for number in range(20):
        assert visitor.get(address(number)) == "200 OK", address(number)
    with CaptureQueriesContext(connection) as asked:
        visitor.get(address(21))
    statements = len(asked)
    walls, ours, before = [], time.process_time(), _database_seconds()
    for number in range(_REQUESTS):
        started = time.perf_counter()
        visitor.get(address(number))
        walls.append(time.perf_counter() - started)
    site = (time.process_time() - ours) / _REQUESTS * 1e3
    database = (_database_seconds() - before) / _REQUESTS * 1e3
    figures = [
        Figure(
            f"{what}: processor time of a request",
            f"{site + database:.1f} ms ({site:.1f} site, {database:.1f} database)",
            goal,
        )
    ]
    if goal:
        figures.append(Figure("the same: statements sent to the database", str(statements), "12"))
        figures.append(
            Figure(
                "the same: from asking to answer (median, one at a time)",
                f"{statistics.median(walls) * 1e3:.1f} ms",
            )
        )
    return figures


def _children() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _database_seconds() -> float:
    from django.db import connection

    connection.ensure_connection()
    fields = (
        Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text().rsplit(")", 1)[1].split()
    )
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
