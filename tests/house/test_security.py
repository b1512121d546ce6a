"""What the pages on security, threats and risks name is there; every goal and control is answered."""

from __future__ import annotations

import re

import pytest

from recourse.config.database.places import CHECKOUT
from tests.house.pointing import leads_somewhere

PAGES = ("security", "threats", "dpia")
TEXTS = {name: (CHECKOUT / "docs" / f"{name}.md").read_text() for name in PAGES}
NAMED = re.compile(r"`((?:tests|bench)/[\w/]+\.py(?:::\w+)?)`")


@pytest.mark.parametrize("page", PAGES)
def test_every_test_and_measurement_it_names_is_there(page: str) -> None:
    named = NAMED.findall(TEXTS[page])
    assert len(named) > 15
    assert [pointer for pointer in named if not leads_somewhere(pointer)] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_link_to_a_heading_leads_to_one(page: str) -> None:
    links = re.findall(r"\]\(([\w.]+\.md#[\w-]+)\)", TEXTS[page])
    assert [link for link in links if not leads_somewhere(f"docs/{link}")] == []


def answered(start: str) -> dict[str, str]:
    """The last cell of each row of the page on security, by how the row begins."""
    rows = [line.strip("|").split("|") for line in TEXTS["security"].splitlines() if line.startswith("| ")]
    return {
        match[0]: row[-1].strip() for row in rows if (match := re.match(rf"{start}-?\d+\b", row[0].strip()))
    }


def test_every_goal_and_every_control_says_what_shows_it() -> None:
    goals, controls = answered("R"), answered("C")
    assert list(goals) == [f"R{number}" for number in (*range(1, 16), 17, 18)]
    assert list(controls) == [f"C-{number}" for number in range(1, 29)]
    wrong = [
        name
        for name, cell in (goals | controls).items()
        if not NAMED.search(cell) and ".md)" not in cell and "not yet" not in cell
    ]
    assert wrong == []


def test_it_says_out_loud_that_nobody_independent_has_looked() -> None:
    for page in ("security", "dpia"):
        assert re.search(r"[Nn]o independent audit|There has been none", TEXTS[page])
    assert "no independent audit" in TEXTS["security"].partition("## ")[0]
    assert "no independent audit" in (CHECKOUT / "SECURITY.md").read_text()
