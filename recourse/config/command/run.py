"""`recourse run`: starts the database, the site and its worker, prints one address, ends them together."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from types import FrameType

from recourse.config import children, starting
from recourse.config.command import city, household, migrate, static
from recourse.config.command.refusals import said_plainly
from recourse.config.database import address, roles

_ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@said_plainly
def run(words: Sequence[str]) -> int:
    """Serve until Ctrl-C, until we are told to end, or until whoever started us is gone."""
    parser = argparse.ArgumentParser("recourse run", description=__doc__)
    first = int(os.environ.get("RECOURSE_PORT", household.FIRST_PORT))
    parser.add_argument("--port", type=int, default=first, help="the first port to try")
    parser.add_argument("--empty", action="store_true", help="build no demonstration city")
    asked = parser.parse_args(words)
    for each in _ENDINGS:
        signal.signal(each, _end)
    children.end_with_parent()
    try:
        _serve(first_port=asked.port, is_empty=asked.empty)
    except KeyboardInterrupt:
        pass
    except household.CannotServe as refusal:
        print(f"recourse: {refusal}", file=sys.stderr)
        return 1
    return 0


def _end(number: int, frame: FrameType | None) -> None:
    """Unwind once; while we clean up, nobody hurries us."""
    for each in _ENDINGS:
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt


def _serve(*, first_port: int, is_empty: bool) -> None:
    with ExitStack() as until_the_end:
        migrate.set_up(role="owner")
        starting.refuse_unsafe()
        server = until_the_end.enter_context(migrate.server(alone=True))
        _make_ready(is_empty=is_empty)
        listening = until_the_end.enter_context(household.open_socket(first_port))
        site = household.site(listening)
        until_the_end.callback(site.end)
        worker = household.worker()
        until_the_end.callback(worker.end)
        keeper = household.keeper()
        until_the_end.callback(keeper.end)
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        household.wait_until_served(site, url=f"{url}healthz")
        print(f"Recourse is at {url} (Ctrl-C ends it)", flush=True)
        household.look_after([site, worker, keeper], worker=worker, server=server)


def _make_ready(*, is_empty: bool) -> None:
    from django.conf import settings
    from django.db import connection

    roles.prepare(address.chosen())
    migrate.tables()
    if settings.DEMONSTRATION and not is_empty and city.is_missing():
        print("Building the demonstration city (once).", flush=True)
        if city.load():
            raise household.CannotServe("The demonstration city could not be built: see above.")
    connection.close()
    static.collect()
