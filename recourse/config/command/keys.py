"""`recourse keys`: checks that the keys are there and right, or gives every agency a new one."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from recourse.config.command import migrate
from recourse.config.command.refusals import said_plainly


@said_plainly
def run(words: Sequence[str]) -> int:
    """`check` says what is missing; `rotate` makes new keys while people work, and can be run again."""
    parser = argparse.ArgumentParser("recourse keys", description=__doc__)
    parser.add_argument("what", choices=["check", "rotate"])
    asked = parser.parse_args(words)
    migrate.set_up(role="worker")
    with migrate.server():
        if asked.what == "rotate":
            return _rotate()
        migrate.require_keys()
    print("The keys of every agency are there and right.")
    return 0


def _rotate() -> int:
    from django.utils.timezone import now

    from recourse.records.directory.queries import organisations
    from recourse.records.people import rekeying
    from recourse.records.sealing import rotating

    with rotating.alone():
        for agency in organisations():
            count = rekeying.rotate(agency, at=now())
            print(f"{agency.name}: a new key; {count:,} people can be found by it.", flush=True)
    return 0
