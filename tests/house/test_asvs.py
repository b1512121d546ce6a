"""The table of ASVS requirements is whole, leads somewhere, and says plainly what is not met."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
import yaml

from recourse.config.database.places import CHECKOUT
from tests.house.pointing import leads_somewhere

TEXT = (CHECKOUT / "docs" / "asvs.yaml").read_text()
ENTRIES: dict[str, dict[str, Any]] = yaml.safe_load(TEXT)
# How many requirements each section of the standard has: its chapters 9, 10 and 17 are not about Recourse.
SECTIONS = {
    1: (2, 10, 12, 3, 3),
    2: (3, 3, 5, 2),
    3: (1, 3, 5, 8, 8, 1, 5),
    4: (5, 5, 2, 4),
    5: (1, 6, 3, 3),
    6: (3, 12, 8, 6, 8, 4, 2, 4),
    7: (3, 4, 2, 5, 3, 2),
    8: (4, 4, 3, 2),
    11: (4, 5, 5, 4, 2, 2, 2),
    12: (5, 2, 5),
    13: (4, 6, 4, 7),
    14: (2, 8, 3),
    15: (5, 5, 7, 4),
    16: (1, 5, 4, 3, 4),
}


def test_every_requirement_in_scope_stands_in_it_once() -> None:
    wanted = [
        f"v5.0.0-{chapter}.{section}.{number}"
        for chapter, sections in SECTIONS.items()
        for section, count in enumerate(sections, start=1)
        for number in range(1, count + 1)
    ]
    assert list(ENTRIES) == wanted
    assert TEXT.count("\nv5.0.0-") == len(wanted) == 290
    levels = [entry["level"] for entry in ENTRIES.values()]
    assert (levels.count(1), levels.count(2), levels.count(3)) == (61, 149, 80)


@pytest.mark.parametrize("key", ENTRIES)
def test_it_points_at_something_or_says_why_not(key: str) -> None:
    entry = ENTRIES[key]
    assert len(entry["what"].split()) <= 8
    assert len({"by", "without", "not yet"} & set(entry)) == 1
    if "not yet" in entry:
        assert entry["not yet"].endswith(".")
        return
    pointers = entry.get("by") or entry["without"]
    assert pointers
    assert [one for one in pointers if not leads_somewhere(one)] == []


def test_half_a_hundred_of_the_hardest_are_met() -> None:
    hardest = [entry for entry in ENTRIES.values() if entry["level"] == 3]
    assert sum("not yet" not in entry for entry in hardest) >= 50


def test_its_page_is_written_from_it() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/asvs", "--check"], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
