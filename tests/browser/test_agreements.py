"""A licence for a paying room, filled in, read and taken as PDF, on a telephone and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.seeing import Seen

Open = Callable[..., Page]


@pytest.mark.parametrize("scripts", [True, False])
def test_noor_writes_a_licence_for_a_paying_room(page_of: Open, scripts: bool) -> None:
    seen = Seen()
    noor = page_of("Noor Example", size="390", scripts=scripts)
    noor.goto("/homes/")
    noor.get_by_role("link", name="Papers of a home").click()
    if scripts:
        seen.look(noor, "papers of a home")
    noor.get_by_role("link", name="A licence for rooms their residents pay for").click()
    for label, said in {
        "How are you reached?": "1 Mill Lane, 0100 000",
        "Which home?": "4 Lamp Street",
        "Who lives there?": "Ade Example",
        "Which room?": "Room 2",
    }.items():
        noor.get_by_label(label).fill(said)
    noor.get_by_label("No", exact=True).check()
    noor.get_by_role("button", name="Read it").click()
    expect(noor.get_by_text("Expected: what is paid for the room").first).to_be_visible()
    noor.get_by_label("What do they pay a week?").fill("85.50")
    noor.get_by_role("button", name="Read it").click()
    expect(noor.get_by_text("You pay £85.50 a week.")).to_be_visible()
    expect(noor.get_by_role("heading", name="Perhaps their right to rent must be checked")).to_be_visible()
    if scripts:
        seen.look(noor, "a licence, read")
    with noor.expect_download() as given:
        noor.get_by_role("button", name="Get it as PDF").click()
    assert given.value.suggested_filename == "licence.pdf"
    assert given.value.path().read_bytes().startswith(b"%PDF-1.")
    assert seen.wrong == []
