"""100,000 combinations of field, recipient, consent and day: how many were released against the promise."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

from bench.report import Figure

_PEOPLE, _SERVICES, _DAYS, _TRIES = 60, 6, 12, 10_000
_DATA = Path("/var/tmp") / f"recourse-bench-consent-{os.getuid()}"


def measure() -> list[Figure]:
    """In a place of its own let people agree and take back, and ask as everybody on every day."""
    os.environ |= {"RECOURSE_DATA": str(_DATA), "RECOURSE_DATABASE": "recourse_consent"}
    try:
        from recourse.config.command import migrate
        from recourse.config.database import address, roles

        migrate.set_up(role="owner")
        with migrate.server():
            roles.prepare(address.chosen())
            migrate.tables()
            return _asked()
    finally:
        shutil.rmtree(_DATA, ignore_errors=True)


def _asked() -> list[Figure]:
    from recourse.config.database import address
    from tests.conftest import speak_to
    from tests.records.disclosures import combinations
    from tests.records.disclosures.tries import Tries

    speak_to(address.chosen())
    started = time.perf_counter()
    world = combinations.build(people_count=_PEOPLE, services=_SERVICES, seed=1)
    days = combinations.days(_DAYS)
    before, wrong = combinations.wrong_releases(world, days)
    combinations.take_some_back(world, seed=1)
    after, wrong_after = combinations.wrong_releases(world, days)
    forgetful = combinations.released_without_walls(world, days)
    tries = Tries(seed=1)
    found = [tries.one() for _ in range(_TRIES)]
    against = sum(promised != left for promised, left in found)
    with address.chosen().connect() as admin:
        admin.execute("alter table people_fact disable row level security")
    _, bare = combinations.wrong_releases(world, days)
    return [
        Figure(
            f"combinations of field, service, person's agreement and day, half of them after some took it"
            f" back ({before + after:,}): released or withheld against what was promised",
            str(len(wrong) + len(wrong_after)),
            "0",
            f"{len(bare):,} with the wall of the table of facts pulled down, at the end; by a filter of a"
            " page's own, after some took it back: "
            + "; ".join(f"{count:,} when {words}" for words, count in forgetful.items()),
        ),
        Figure(
            f"tries to let something leave for an enforcement body by SQL ({_TRIES:,}, of which"
            f" {sum(left for _, left in found):,} kept every promise and left): against what was promised",
            str(against),
            "0",
        ),
        Figure("the two together", f"{time.perf_counter() - started:.0f} s"),
    ]
