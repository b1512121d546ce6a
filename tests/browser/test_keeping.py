"""Closing a file, keeping it from being deleted, and deletion notices, as somebody sees them."""

from __future__ import annotations

import os
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.seeing import Seen

Open = Callable[..., Page]


def test_pat_closes_a_file_keeps_it_and_opens_it_again_without_javascript(page_of: Open) -> None:
    seen = Seen()
    pat = page_of("Pat Pretend", size="390", scripts=False)
    name = f"Grey Gloves {os.getpid()}"
    pat.goto("/people/add/")
    pat.get_by_label("Name, nickname or reference").fill(name)
    pat.get_by_role("button", name="Look").click()
    pat.get_by_label("Nickname, or what you call them").fill(name)
    pat.get_by_role("button", name="Add this person").click()
    pat.get_by_role("link", name="File", exact=True).click()
    file = pat.url
    pat.get_by_role("link", name="Close the file").click()
    closing = pat.url
    pat.get_by_role("button", name="Close the file").click()
    expect(pat.locator("main")).to_contain_text("Choose the reason that comes nearest")
    pat.get_by_role("link", name="Must it be kept for longer?").click()
    pat.get_by_label("A complaint").check()
    pat.get_by_role("button", name="Keep it").click()
    expect(pat.locator("main")).to_contain_text("a complaint")
    expect(pat.locator("main")).to_contain_text("Not while it is kept from being deleted.")
    pat.get_by_role("link", name="End this").click()
    pat.get_by_role("button", name="End this").click()
    expect(pat.get_by_role("button", name="End this")).to_have_count(0)
    pat.goto(closing)
    pat.get_by_label("They moved away").check()
    pat.get_by_role("button", name="Close the file").click()
    expect(pat.locator("main")).to_contain_text("The file is closed.")
    pat.get_by_role("link", name="The file is closed").click()
    pat.get_by_role("link", name="Open it again").click()
    pat.get_by_role("button", name="Open it again").click()
    expect(pat.locator("main")).to_contain_text("The file is open again.")
    with_scripts = page_of("Pat Pretend")
    for address in ("file", "close", "hold", "erase"):
        with_scripts.goto(file.replace("/file/", f"/{address}/"))
        seen.look(with_scripts, address)
    with_scripts.goto("/notices/")
    seen.look(with_scripts, "notices")
    assert seen.wrong == []
