"""A tired worker finds one door in the long answer, at both sizes, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.seeing import Seen

Open = Callable[..., Page]


@pytest.mark.parametrize("scripts", [True, False])
def test_noor_finds_what_would_open_a_door_among_all_of_it(page_of: Open, scripts: bool) -> None:
    seen = Seen()
    noor = page_of("Noor Example", size="390", scripts=scripts)
    noor.goto("/people/")
    noor.locator("main .rc-row a").first.click()
    person = noor.url
    noor.goto(f"{person}ask/")
    noor.get_by_label("All of it").check()
    noor.get_by_role("button", name="Start").click()
    noor.get_by_role("button", name="See the answers so far").click()
    expect(noor.locator(".rc-topic").first).to_be_visible()
    if scripts:
        seen.look(noor, "all of it, folded")
    noor.locator(".rc-topic summary").first.click()
    if scripts:
        seen.look(noor, "a topic opened")
    noor.locator(".rc-topic").first.get_by_role("link", name="What would").first.click()
    expect(noor.locator("h1")).to_have_text("What would change this")
    if scripts:
        seen.look(noor, "one door")
    noor.get_by_role("link", name="The answers").click()
    noor.locator(".rc-tally a").nth(1).click()
    assert "only=" in noor.url
    if scripts:
        seen.look(noor, "one outcome alone")
    assert seen.wrong == []
