"""Fifty kills each of the database, the site and the worker under load: how soon it is back, what is lost."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.report import Figure

if TYPE_CHECKING:
    from tests.faults.team import Team

KILLS = 50
_PATIENCE = 60.0


def measure() -> list[Figure]:
    """Kill each part so often while a team writes, and count what was lost."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recourse.config.settings.test")
    import django

    django.setup()
    from recourse.config.database import places
    from tests.faults import standing, team

    figures = []
    with tempfile.TemporaryDirectory(prefix="recourse-bench-") as folder:
        Path(folder).chmod(0o711)
        place = places.Place(Path(folder) / "data")
        with standing.running(place, port=18560) as site, team.settled(site, place) as one:
            for part in ("database", "site", "worker"):
                figures += _killed(one, part)
    return figures


def _killed(one: Team, part: str) -> list[Figure]:
    from tests.faults import standing

    back = []
    with one.writing() as writers:
        standing.back_after(writers, since=time.monotonic(), patience=_PATIENCE)
        for _ in range(KILLS):
            killed_at = time.monotonic()
            one.site.kill(part)
            back.append(standing.back_after(writers, since=killed_at, patience=_PATIENCE))
            one.site.wait_for(part, patience=_PATIENCE)
    one.check(writers)
    notes = sum(len(writer.written) for writer in writers)
    said = f"{statistics.median(back):.1f} s, at worst {max(back):.1f} s"
    return [
        Figure(f"{KILLS} kills of the {part}: until every writer is answered again", said, "5 s"),
        Figure(f"the same: lost or doubled of {notes:,} acknowledged notes, acts half done", "0", "0"),
    ]
