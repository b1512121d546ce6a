"""The law as anybody reads it: fit to be seen at both sizes, without JavaScript, and by keyboard."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import SIZES, Watched
from tests.browser.seeing import Seen

PAGES = {"found": "/law/?q=section+8", "a topic": "/law/social_housing/", "amounts": "/law/skills/"}


@pytest.fixture
def stranger(chromium: Browser, site: str, watched: Watched) -> Iterator[Callable[..., Page]]:
    """Opens a page for somebody who is not signed in."""
    contexts = []

    def open_page(*, scripts: bool = True, size: str = "390") -> Page:
        context = chromium.new_context(base_url=site, viewport=SIZES[size], java_script_enabled=scripts)  # type: ignore[arg-type]
        contexts.append(context)
        watched.watch(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


def test_the_pages_of_the_law_are_fit_to_be_seen_by_anybody(stranger: Callable[..., Page]) -> None:
    seen, page = Seen(), stranger()
    for what, address in PAGES.items():
        page.goto(address)
        for folded in page.locator("main details").all()[:12]:
            folded.evaluate("one => { one.open = true }")
        seen.look(page, what)
        picture(page, what)
    assert seen.wrong == []


def picture(page: Page, what: str) -> None:
    folder = os.environ.get("RECOURSE_PICTURES")
    for name, size in SIZES.items() if folder else ():
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.screenshot(path=Path(str(folder)) / f"law-{what.replace(' ', '-')}-{name}.png", full_page=False)


def test_without_javascript_words_find_a_rule_and_lead_to_it(stranger: Callable[..., Page]) -> None:
    page = stranger(scripts=False)
    page.goto("/law/")
    page.get_by_label("Words in a rule").fill("section 8 notice")
    page.get_by_role("button", name="Find rules").click()
    page.get_by_role("link", name="They have a valid section 8 notice").first.click()
    expect(page).to_have_url(re.compile("#HS-P7-175-8$"))
    expect(page.locator("#HS-P7-175-8")).to_be_in_viewport()
    page.locator("#HS-P7-175-8 summary").first.click()
    expect(page.locator("#HS-P7-175-8")).to_contain_text("It is their only home")


def test_by_keyboard_a_rule_unfolds(stranger: Callable[..., Page]) -> None:
    page = stranger(size="1280")
    page.goto("/law/homelessness/")
    page.locator("#HS-P7-REG5 summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#HS-P7-REG5 .rc-law__checks")).to_be_visible()
