"""A licence for a paying room, filled in, read and taken as PDF, on a telephone and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.seeing import Seen

Open = Callable[..., Page]


@pytest.mark.parametrize("scripts", [True, False])
def test_pat_writes_a_licence_for_a_paying_room(page_of: Open, scripts: bool) -> None:
    seen = Seen()
    pat = page_of("Pat Pretend", size="390", scripts=scripts)
    pat.goto("/homes/")
    pat.get_by_role("link", name="Papers", exact=True).click()
    if scripts:
        seen.look(pat, "papers of a home")
    pat.get_by_role("link", name="A licence for rooms their residents pay for").click()
    for label, said in {
        "How are you reached?": "1 Mill Lane, 0100 000",
        "Which home?": "4 Lamp Street",
        "Who lives there?": "Ade Example",
        "Which room?": "Room 2",
    }.items():
        pat.get_by_label(label).fill(said)
    pat.get_by_label("No", exact=True).check()
    pat.get_by_role("button", name="Read it").click()
    expect(pat.get_by_text("Expected: what is paid for the room").first).to_be_visible()
    pat.get_by_label("What do they pay a week?").fill("85.50")
    pat.get_by_role("button", name="Read it").click()
    expect(pat.get_by_text("You pay £85.50 a week.")).to_be_visible()
    expect(pat.get_by_role("heading", name="Perhaps their right to rent must be checked")).to_be_visible()
    if scripts:
        seen.look(pat, "a licence, read")
    with pat.expect_download() as given:
        pat.get_by_role("button", name="Get it as PDF").click()
    assert given.value.suggested_filename == "licence.pdf"
    assert given.value.path().read_bytes().startswith(b"%PDF-1.")
    assert seen.wrong == []
