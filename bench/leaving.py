"""How long the quick exit takes in a real browser, from the press to the neutral page's address."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from shutil import which

from playwright.sync_api import Browser, BrowserContext, Error, Page, Route, sync_playwright

from bench.report import Figure
from recourse.config.database import places
from tests.faults import standing

WEATHER, BEFORE = "https://www.bbc.co.uk/weather", "https://before.example/"
_TIMES = 15
_TELL = """new MutationObserver(() => {
    if (document.readyState === "complete" && !document.body) console.log("empty");
}).observe(document, { childList: true, subtree: true });"""
_PORT = 18570
_unanswered: list[Route] = []
Spot = tuple[float, float]
Come = Callable[[Page, str], Spot]


def measure() -> list[Figure]:
    """Leave from pages that are ready, that still load, and that have asked for the next one."""
    with tempfile.TemporaryDirectory(prefix="recourse-bench-", dir="/var/tmp") as folder:
        Path(folder).chmod(0o711)
        place = places.Place(Path(folder) / "data")
        with standing.running(place, port=_PORT) as site, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox"])
            try:
                pages = (
                    ("a page that is ready", ready),
                    ("a page whose scripts and fonts never come", half_there),
                    ("a page that waits for the next one", waiting),
                )
                figures = [_figure(browser, site.url, on, come) for on, come in pages]
                return [
                    *figures,
                    _figure(browser, site.url, *pages[0], shifts=True),
                    _gone(browser, site.url),
                ]
            finally:
                browser.close()


def ready(page: Page, site: str) -> Spot:
    """A page that has come whole."""
    page.goto(f"{site}/door/")
    return _button(page)


def half_there(page: Page, site: str) -> Spot:
    """A page of which scripts and fonts are still being waited for, and never come."""
    page.route("**/static/**/*.woff2*", _never)
    page.route("**/static/**/start*.js*", _never)
    page.goto(f"{site}/door/", wait_until="commit")
    return _button(page)


def waiting(page: Page, site: str) -> Spot:
    """A page on which a link was pressed that is not answered."""
    there = ready(page, site)
    page.route("**/people/", _never)
    page.evaluate("setTimeout(() => location.assign('/people/'), 0)")
    time.sleep(0.1)
    return there


def _figure(browser: Browser, site: str, on: str, come: Come, *, shifts: bool = False) -> Figure:
    took = []
    for _ in range(_TIMES):
        context = _street(browser)
        page = context.new_page()
        page.goto(BEFORE)
        there = come(page, site)
        for _ in range(2 if shifts else 0):
            page.keyboard.press("Shift")
        began = time.perf_counter()
        with page.expect_navigation(url=WEATHER, wait_until="commit", timeout=10_000):
            page.keyboard.press("Shift") if shifts else page.mouse.click(*there)
        took.append((time.perf_counter() - began) * 1000)
        page.wait_for_load_state()
        page.go_back(wait_until="commit")
        if page.url != BEFORE:
            raise RuntimeError(f"Back led to {page.url}")
        _close(context)
    how = "the third Shift" if shifts else "its button"
    words = f"{_words(took)}; Back never returned"
    return Figure(f"quick exit by {how} from {on}, until the neutral page’s address", words, "300 ms")


def _button(page: Page) -> Spot:
    """Where the button is; a locator would wait for a page on its way, and a person does not."""
    box = page.locator("[data-rc-exit]").bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _words(took: list[float]) -> str:
    return f"{statistics.median(took):.0f} ms, slowest of {len(took)}: {max(took):.0f} ms"


def _gone(browser: Browser, site: str) -> Figure:
    """Until nothing of ours is on the screen, when the neutral site does not answer at all."""
    took = []
    for _ in range(_TIMES):
        context = _street(browser, answers=False)
        context.add_init_script(_TELL)
        page = context.new_page()
        there = ready(page, site)
        began = time.perf_counter()
        with page.expect_console_message(lambda said: said.text == "empty"):
            page.mouse.click(*there)
        took.append((time.perf_counter() - began) * 1000)
        _close(context)
    what = "quick exit when the neutral page does not answer, until the screen is empty"
    return Figure(what, _words(took), "300 ms")


def _street(browser: Browser, *, answers: bool = True) -> BrowserContext:
    """A browser in which another page was open before; the neutral page is answered by us."""
    context = browser.new_context()
    context.route(WEATHER, _answered if answers else _never)
    context.route(BEFORE, _answered)
    return context


def _never(route: Route) -> None:
    _unanswered.append(route)


def _close(context: BrowserContext) -> None:
    while _unanswered:
        with suppress(Error):
            _unanswered.pop().abort()
    context.close()


def _answered(route: Route) -> None:
    route.fulfill(body="<h1>Elsewhere</h1>", content_type="text/html")
