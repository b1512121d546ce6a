"""`recourse backup`: seals a backup of the database, or of the keys, to a key that is kept elsewhere."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from recourse.config.backup import keypair, log, taking
from recourse.config.backup.sealed import Note
from recourse.config.command import migrate
from recourse.config.command.refusals import said_plainly
from recourse.config.database import address, keys, places


@said_plainly
def run(words: Sequence[str]) -> int:
    """Take one backup now, or make the key; `recourse keep` does it by the clock."""
    parser = argparse.ArgumentParser("recourse backup", description=__doc__)
    what = parser.add_mutually_exclusive_group()
    said = "make a key; its private half goes to FILE, or to the screen"
    what.add_argument("--new-key", nargs="?", const="-", metavar="FILE", help=said)
    what.add_argument("--keys", action="store_true", help="back up the keys of persons, over the last copy")
    parser.add_argument("--keep-days", type=int, default=taking.DAYS_KEPT, help="how long backups are kept")
    asked = parser.parse_args(words)
    if asked.new_key:
        return _make_key(asked.new_key)
    place, at = places.here(), datetime.now(UTC)
    keypair.needed(place)
    if asked.keys:
        with taking.alone(place):
            return _say(taking.keys(place, at=at))
    with migrate.server(), taking.alone(place):
        where = address.chosen()
        note = taking.take(where, at=at)
        if where.is_ours:
            log.finish(where)
            log.seal_waiting(place, key=keypair.needed(place))
        taking.keys(place, at=at)
        taking.tidy(place, at=at, days=asked.keep_days)
    return _say(note)


def _make_key(file: str) -> int:
    place = places.here()
    path = Path(file).absolute()
    if file != "-" and (path.exists() or path.is_relative_to(place.root)):
        print(
            f"recourse: name a new file outside {place.root}; it is to leave this machine.", file=sys.stderr
        )
        return 1
    private = keypair.make(place, at=datetime.now(UTC))
    taking.settle(place)
    if file == "-":
        print(private, end="")
    else:
        keys.write(path, private)
        print(f"The private half is in {path}. Take it away from this machine: without it no backup opens.")
    return 0


def _say(note: Note | None) -> int:
    if note is None:
        print("There are no keys of persons to back up.")
        return 0
    print(f"{note.sealed} ({note.size / 1e6:.1f} MB)")
    return 0
