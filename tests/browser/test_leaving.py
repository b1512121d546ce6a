"""Leaving: quickly, so that Back does not undo it; and for the night, so that nothing stays behind."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.conftest import Watched

Open = Callable[..., Page]
WEATHER = "https://www.bbc.co.uk/weather"
BEFORE = "https://before.example/"


def answered_with(words: str) -> Callable[[Route], None]:
    """Another site, which says one word."""
    body = f"<title>{words}</title><h1>{words}</h1>"
    return lambda route: route.fulfill(body=body, content_type="text/html")


@pytest.fixture
def street(chromium: Browser, site: str, watched: Watched) -> Iterator[Callable[..., Page]]:
    """A browser in which something else was open before, and in which the weather can be read."""
    contexts: list[BrowserContext] = []

    def open_one(*, scripts: bool = True) -> Page:
        context = chromium.new_context(base_url=site, java_script_enabled=scripts)
        contexts.append(context)
        context.set_default_timeout(8_000)
        watched.watch(context)
        context.route(WEATHER, answered_with("Weather"))
        context.route(BEFORE, answered_with("Before"))
        page = context.new_page()
        page.goto(BEFORE)
        return page

    yield open_one
    watched.strangers[:] = [url for url in watched.strangers if url not in (WEATHER, BEFORE)]
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("address", "way"), [("/door/", "shift"), ("/people/", "button"), ("/nowhere/", "button")]
)
def test_from_every_public_page_one_is_gone_at_once_and_back_leads_elsewhere(
    street: Callable[..., Page], site: str, address: str, way: str
) -> None:
    page = street()
    page.goto(address)
    page.evaluate("() => { localStorage.setItem('a', '1'); sessionStorage.setItem('b', '2'); }")
    began = time.monotonic()
    if way == "button":
        page.get_by_role("link", name="Leave this page now").click(no_wait_after=True)
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url(WEATHER)
    took = time.monotonic() - began
    assert took < 3, f"{took:.2f} s"
    page.go_back()
    expect(page.locator("h1")).to_have_text("Before")
    page.go_forward()
    expect(page.locator("h1")).to_have_text("Weather")
    again = page.context.new_page()
    again.goto(f"{site}/door/")
    assert again.evaluate("() => [localStorage.length, sessionStorage.length]") == [0, 0]


def test_back_stays_away_also_when_several_pages_of_ours_were_open(street: Callable[..., Page]) -> None:
    page = street()
    for address in ("/nowhere/", "/door/", "/people/"):
        page.goto(address)
    page.get_by_role("link", name="Leave this page now").click()
    page.wait_for_url(WEATHER)
    seen = []
    page.on("domcontentloaded", lambda loaded: seen.append(loaded.locator("body").inner_text()))
    for _ in range(2):
        page.go_back(wait_until="commit")
        page.wait_for_url(WEATHER)
        expect(page.locator("h1")).to_have_text("Weather")
    assert [words for words in seen if "Recourse" in words] == []


def test_who_comes_again_on_purpose_is_let_in(street: Callable[..., Page]) -> None:
    page = street()
    page.goto("/door/")
    page.get_by_role("link", name="Leave this page now").click()
    page.wait_for_url(WEATHER)
    page.goto("/door/")
    expect(page.locator("h1")).to_have_text("Who are you today?")
    assert page.evaluate("() => sessionStorage.length") == 0


def test_capital_letters_and_two_shifts_do_not_throw_anybody_out(street: Callable[..., Page]) -> None:
    page = street()
    page.goto("/door/")
    page.keyboard.type("AMINA")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    expect(page.get_by_role("status")).to_have_text("Press Shift once more to leave.")
    page.keyboard.press("a")
    page.keyboard.press("Shift")
    expect(page.locator("h1")).to_have_text("Who are you today?")


def test_without_javascript_the_way_out_is_a_link_that_says_what_it_cannot_do(
    street: Callable[..., Page],
) -> None:
    page = street(scripts=False)
    page.goto("/door/")
    expect(page.get_by_role("complementary", name="Leave quickly")).to_contain_text("JavaScript is off here")
    page.get_by_role("link", name="Leave this page now").click()
    page.wait_for_url(WEATHER)


def test_noor_signed_in_leaves_no_storage_and_back_after_leaving_shows_nothing(page_of: Open) -> None:
    noor = page_of("Noor Example")
    noor.goto("/people/")
    noor.locator("main .rc-row a").first.click()
    expect(noor.locator("h1")).to_be_visible()
    name = noor.locator("h1").inner_text()
    assert noor.evaluate(STORED) == [0, 0, 0, 0, ""]
    noor.goto("/more/")
    noor.get_by_role("button", name="Leave").click()
    expect(noor.locator("h1")).to_have_text("Who are you today?")
    assert noor.evaluate(STORED) == [0, 0, 0, 0, ""]
    for _ in range(3):
        noor.go_back()
        expect(noor.locator("h1")).to_have_text("Who are you today?")
        assert name not in noor.content()


STORED = """async () => [
    localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
    (await caches.keys()).length, document.cookie,
]"""


def test_a_page_the_browser_kept_whole_is_hidden_and_asked_for_again(page_of: Open) -> None:
    noor = page_of("Noor Example")
    noor.goto("/people/")
    expect(noor.locator("h1")).to_have_text("People")
    assert noor.evaluate(KEPT_WHOLE) is True
    noor.context.clear_cookies()
    with noor.expect_navigation():
        noor.evaluate("() => { dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })); }")
    expect(noor.locator("h1")).to_have_text("Who are you today?")


KEPT_WHOLE = """() => {
    dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
    return document.documentElement.hidden;
}"""
