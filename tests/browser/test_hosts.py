"""Pat takes a host on by keyboard alone, and checks in with a guest who waits for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.seeing import Seen

Open = Callable[..., Page]
MOST_TABS = 60
ADD = "Add the host"


def test_pat_takes_a_host_on_without_a_mouse(page_of: Open) -> None:
    seen = Seen()
    pat = page_of("Pat Pretend", size="390")
    pat.goto("/hosts/new/")
    seen.look(pat, "a new host")
    _tab_to(pat, ADD, and_press=True)
    expect(pat.locator(".govuk-error-summary")).to_be_visible()
    seen.look(pat, "a new host, nothing filled in")
    for label, words in (
        ("What is their name?", "Hetty Makebelieve"),
        ("How do you reach them?", "07700 900000"),
        ("Which part of town do they live in?", "Northgate"),
        ("What is their address?", "9 Invented Row"),
        ("How many people could stay there?", "1"),
    ):
        _tab_to(pat, label)
        pat.keyboard.type(words)
    for label in ("Anyone", "Yes, there are stairs", "Every month"):
        _tab_to(pat, label)
        pat.keyboard.press("Space")
    _tab_to(pat, ADD, and_press=True)
    expect(pat.get_by_text("Hetty Makebelieve")).to_be_visible()
    expect(pat.locator("main .rc-button").first).to_have_text("Write the visit down")
    seen.look(pat, "a host who has asked")
    pat.locator("main .rc-button").first.press("Enter")
    seen.look(pat, "the visit")
    pat.get_by_role("button").last.press("Enter")
    expect(pat.locator("main .rc-button").first).to_have_text("Write a reference down")
    assert seen.wrong == []


@pytest.mark.parametrize("scripts", [True, False])
def test_pat_checks_in_with_a_guest_who_waits_for_it(page_of: Open, scripts: bool) -> None:
    seen = Seen()
    pat = page_of("Pat Pretend", size="1280", scripts=scripts)
    pat.goto("/hosts/")
    late = pat.locator("main a[href$='/check-in/']").first
    if scripts:
        seen.look(pat, "hosts")
        late.click()
        seen.look(pat, "a check-in")
    else:
        late.click()
    pat.locator("main button").last.click()
    expect(pat.locator(".govuk-error-summary")).to_be_visible()
    assert seen.wrong == []


def _tab_to(page: Page, label: str, *, and_press: bool = False) -> None:
    """Press Tab until what is called so has the focus: whoever has no mouse gets there too."""
    wanted = page.get_by_role("button", name=label) if and_press else page.get_by_label(label, exact=True)
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            if and_press:
                wanted.press("Enter")
            return
    pytest.fail(f"Tab never came to “{label}”.")
