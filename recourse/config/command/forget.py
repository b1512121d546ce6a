"""`recourse forget`: deletes what has come to its end, as the worker's role; with --dry-run, counts it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from recourse.config.command import migrate
from recourse.config.command.refusals import said_plainly


@said_plainly
def run(words: Sequence[str]) -> int:
    """Do once what the clock does every night; prints counts and nothing else."""
    parser = argparse.ArgumentParser("recourse forget", description=__doc__)
    parser.add_argument("--dry-run", action="store_true", help="count only, delete nothing")
    asked = parser.parse_args(words)
    migrate.set_up(role="worker")
    with migrate.server():
        from django.utils.timezone import now

        from recourse.jobs import keeping

        counts = keeping.count_all(at=now()) if asked.dry_run else keeping.keep_all(at=now())
    for name, count in counts.items():
        print(f"{count:8} {name.replace('_', ' ')}")
    return 0
