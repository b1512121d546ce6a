"""Kills of the database, the site and the worker, and a full disk, under load: how soon it is back."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.report import Figure

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.standing import Writer
    from tests.faults.team import Team

KILLS, FULL = 50, 5
BACK_IN, HEALED_IN = 5.0, 10.0
_PATIENCE = 60.0


def measure() -> list[Figure]:
    """Kill each part so often while a team writes, fill their disk, and count what was lost."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recourse.config.settings.test")
    import django

    django.setup()
    from recourse.config.database import places
    from tests.faults import cramped, standing, team

    figures = []
    with tempfile.TemporaryDirectory(prefix="recourse-bench-") as folder:
        Path(folder).chmod(0o711)
        place = places.Place(Path(folder) / "data")
        with standing.running(place, port=18560) as site, team.settled(site, place) as one:
            for part in ("database", "site", "worker"):
                figures += _killed(one, part)
        disk = Path(folder) / "disk"
        disk.mkdir()
        with cramped.settled(disk, port=18560) as cramp:
            for what, fault in (
                (f"{FULL} times the disk was full", cramp.fill_up),
                (f"{FULL} times it could not be written to", cramp.forbid_writing),
            ):
                said = f"{what}: from then on until every writer is answered again"
                figures += _tried(cramp.team, fault, times=FULL, said=said, goal=HEALED_IN)
    return figures


def _killed(one: Team, part: str) -> list[Figure]:
    from tests.faults import standing

    def kill(writers: list[Writer]) -> float:
        killed_at = time.monotonic()
        one.site.kill(part)
        back = standing.back_after(writers, since=killed_at, patience=_PATIENCE)
        one.site.wait_for(part, patience=_PATIENCE)
        return back

    said = f"{KILLS} kills of the {part}: from the kill until every writer is answered again"
    return _tried(one, kill, times=KILLS, said=said, goal=BACK_IN)


def _tried(
    one: Team, fault: Callable[[list[Writer]], float], *, times: int, said: str, goal: float
) -> list[Figure]:
    from tests.faults import standing

    with one.writing() as writers:
        standing.back_after(writers, since=time.monotonic(), patience=_PATIENCE)
        back = [fault(writers) for _ in range(times)]
    one.check(writers)
    notes = sum(len(writer.written) for writer in writers)
    late = f", {sum(seconds > goal for seconds in back)} later than that" if max(back) > goal else ""
    took = f"{statistics.median(back):.1f} s (median), at worst {max(back):.1f} s{late}"
    return [
        Figure(said, took, f"{goal:.0f} s"),
        Figure(f"the same: lost or doubled of {notes:,} acknowledged notes, acts half done", "0", "0"),
    ]
