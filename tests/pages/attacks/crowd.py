"""Workers of many agencies asking at once over a few shared connections, each answer read for strangers."""

from __future__ import annotations

import itertools
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test import Client

from recourse.records.directory.models import Worker

_ID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass
class Asker:
    """A signed-in worker, the addresses they ask for, and whom and what of all they may meet there."""

    cookies: str
    addresses: Sequence[str]
    own: frozenset[bytes]


@dataclass
class Walk:
    """What a crowd met: how many answers of each status, and every foreign row with where it stood."""

    answers: dict[str, int] = field(default_factory=dict)
    foreign: list[str] = field(default_factory=list)
    seen: int = 0

    @property
    def asked(self) -> int:
        """How many requests were made."""
        return sum(self.answers.values())


def cookies(worker: Worker) -> str:
    """Sign a worker in, and give what their browser would send."""
    client = Client()
    client.force_login(worker)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


@contextmanager
def shared(connections_at_most: int) -> Iterator[None]:
    """Let all threads share so many connections to the database, taken for a request and given back."""
    usual = connections["default"].settings_dict
    before = dict(usual)
    connections["default"].close()
    pool = {"min_size": connections_at_most, "max_size": connections_at_most, "timeout": 120}
    usual.update(CONN_MAX_AGE=0, OPTIONS=before["OPTIONS"] | {"pool": pool})
    try:
        yield
    finally:
        connections["default"].close_pool()
        usual.update(before)


def walk(askers: Mapping[str, Asker], *, times: int, threads: int) -> Walk:
    """Ask so many times, the askers in turn, and read every answer for ids of rows that are not theirs."""
    site = get_wsgi_application()
    everybody = frozenset(itertools.chain.from_iterable(asker.own for asker in askers.values()))
    turns, one_at_a_time, met = itertools.count(), threading.Lock(), Walk()
    names = list(askers)

    def ask() -> None:
        while True:
            with one_at_a_time:
                turn = next(turns)
            if turn >= times:
                return
            name = names[turn % len(names)]
            asker = askers[name]
            address = asker.addresses[(turn // len(names)) % len(asker.addresses)]
            status, body = _get(site, address, asker.cookies)
            ids = set(_ID.findall(body)) & everybody
            with one_at_a_time:
                met.answers[status] = met.answers.get(status, 0) + 1
                met.seen += len(ids)
                if status.startswith("200"):
                    met.foreign += [f"{name} met {found!r} at {address}" for found in ids - asker.own]

    with ThreadPoolExecutor(threads) as pool:
        for done in [pool.submit(ask) for _ in range(threads)]:
            done.result()
    return met


def _get(site: Any, address: str, cookie: str) -> tuple[str, bytes]:
    path, _, query = address.partition("?")
    said: list[str] = []
    environ: dict[str, Any] = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_COOKIE": cookie}
    environ["HTTP_HOST"] = settings.ALLOWED_HOSTS[0]
    setup_testing_defaults(environ)
    reply = site(environ, lambda status, headers, *wrong: said.append(status))
    try:
        return said[0], b"".join(reply)
    finally:
        reply.close()
