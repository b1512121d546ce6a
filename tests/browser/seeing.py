"""What a browser test sees besides the words: accessibility, sideways scroll, headings, stray styles."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_SIZES = ((390, 844), (1280, 900))
_axe = Axe()


class Seen:
    """Looks at every page it is shown, at both sizes, and keeps what is wrong with it."""

    def __init__(self) -> None:
        """Nothing seen yet."""
        self.pages: list[str] = []
        self.wrong: list[str] = []

    def look(self, page: Page, what: str) -> None:
        """Run axe and measure the page at 390 and at 1280 px, then go back to the size it had."""
        page.wait_for_load_state()
        before = page.viewport_size
        for width, height in _SIZES:
            page.set_viewport_size({"width": width, "height": height})
            for finding in _axe.run(page).response["violations"]:
                where = finding["nodes"][0]["target"]
                self.wrong.append(f"{what} at {width}: {finding['id']} at {where}: {finding['help']}")
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                self.wrong.append(f"{what} at {width}: scrolls sideways, {wide} px")
            if page.locator("h1").count() != 1:
                self.wrong.append(f"{what} at {width}: {page.locator('h1').count()} main headings")
            if page.locator("[style]").count():
                self.wrong.append(f"{what} at {width}: a style attribute")
        if before:
            page.set_viewport_size(before)
        self.pages.append(what)
