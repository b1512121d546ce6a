"""`recourse doctor`: looks everything over, says in plain words what is wrong and what to do about it."""

from __future__ import annotations

import argparse
import fcntl
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from recourse.config.command import migrate
from recourse.config.command.refusals import said_plainly
from recourse.config.database import address, places
from recourse.config.doctor import assets, backups, database, duties, machine
from recourse.config.doctor.findings import WRONG, Finding


@said_plainly
def run(words: Sequence[str]) -> int:
    """Print what was found; ends with 1 when something is wrong."""
    parser = argparse.ArgumentParser("recourse doctor", description=__doc__)
    parser.add_argument("--assets", action="store_true", help="list what this installation is made of")
    asked = parser.parse_args(words)
    if asked.assets:
        for asset in assets.all_of(places.here()):
            print(f"{asset.kind:9} {asset.name}\t{asset.version}\t{asset.licence}")
        return 0
    found: Counter[str] = Counter()
    for finding in _everything():
        found[finding.state] += 1
        print(f"{finding.state:6} {finding.what[:1].upper()}{finding.what[1:]}.")
        if finding.do:
            print(f"         {finding.do}")
    print(f"{found['well']} well, {found['mind']} to mind, {found[WRONG]} wrong.")
    return 1 if found[WRONG] else 0


def _everything() -> Iterator[Finding]:
    place, at = places.here(), datetime.now(UTC)
    is_running = _is_supervised(place)
    migrate.set_up(role="app")
    from django.conf import settings

    demonstration: bool = settings.DEMONSTRATION
    yield from machine.settings(demonstration=demonstration)
    yield from machine.look(place, today=at.date())
    with migrate.server():
        where = address.chosen()
        is_running = is_running or migrate.is_elsewhere()
        yield from database.look(where, demonstration=demonstration, is_running=is_running, at=at)
        yield from duties.look(where, demonstration=demonstration, at=at)
        yield from backups.look(where, demonstration=demonstration, at=at)


def _is_supervised(place: places.Place) -> bool:
    """Whether somebody holds the lock of our own server."""
    if not place.lock.exists():
        return False
    with place.lock.open("a+") as lock:
        try:
            fcntl.flock(lock.fileno(), fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False
