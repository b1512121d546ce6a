"""How many beds, asked on a telephone and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.seeing import Seen

Open = Callable[..., Page]
FIGURES = {
    "How many people ask for a bed in a year?": "110",
    "After how many days of waiting does somebody give up?": "40",
    "How many days is a stay?": "120",
    "How many beds are there?": "20",
    "Of a hundred who ask, how many should be housed?": "90",
}


@pytest.mark.parametrize("scripts", [True, False])
def test_pat_asks_how_many_beds_she_wants(page_of: Open, scripts: bool) -> None:
    seen = Seen()
    pat = page_of("Pat Pretend", size="390", scripts=scripts)
    pat.goto("/homes/")
    pat.get_by_role("link", name="How many beds").click()
    for label, said in FIGURES.items():
        pat.get_by_label(label).fill(said)
    pat.get_by_role("button", name="Work out the beds").click()
    expect(pat.get_by_role("heading", name="beds would house 90 of 100")).to_be_visible()
    if scripts:
        seen.look(pat, "how many beds")
    assert seen.wrong == []
