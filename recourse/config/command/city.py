"""`recourse city`: builds the demonstration city, or, with --people, a large one in its own database."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence

from recourse.config.command import migrate
from recourse.config.command.refusals import said_plainly
from recourse.config.database import address, roles

LARGE = "recourse_large"


@said_plainly
def run(words: Sequence[str]) -> int:
    """Make the database when it is missing, and the city in it as the site's own role."""
    parser = argparse.ArgumentParser("recourse city", description=__doc__)
    parser.add_argument("--people", type=int, help="how many people, in a database of its own")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args(words)
    if asked.inside:
        return _load(people=asked.people)
    if asked.people:
        os.environ["RECOURSE_DATABASE"] = LARGE
    migrate.set_up(role="owner")
    with migrate.server():
        if asked.people:
            roles.drop_database(address.chosen())
        roles.prepare(address.chosen())
        migrate.tables()
        return load(people=asked.people)


def load(*, people: int | None = None) -> int:
    """Build the city in a process of its own, so that it acts as the site does and no policy spares it."""
    words = [sys.executable, "-m", "recourse.config.command", "city", "--inside"]
    words += [f"--people={people}"] if people else []
    return subprocess.run(words, env=os.environ | {"RECOURSE_ROLE": "app"}, check=False).returncode


def is_missing() -> bool:
    """Whether the database has no workers yet."""
    from django.contrib.auth import get_user_model

    return not get_user_model().objects.exists()


def _load(*, people: int | None) -> int:
    migrate.set_up(role="app")
    from recourse.jobs import city

    if people:
        city.build(people)
    else:
        city.load()
    return 0
