"""Debian's Chromium with nothing open but the reader and the law, as they would be served."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, sync_playwright

from recourse.reasoning import browser
from recourse.reasoning.rulebook import Book

HERE = "http://device.test/"
TYPES = {".js": "text/javascript", ".json": "application/json", ".html": "text/html"}


class Device:
    """A page that holds a book and answers from it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def call(self, name: str, given: Any = None) -> Any:
        """What a function of answering.js gives; as JSON, which is quicker to hand over than values are."""
        called = f"(await import('./answering.js')).{name}(JSON.parse(given))"
        told = self.page.evaluate(f"async (given) => JSON.stringify(await {called})", json.dumps(given))
        return json.loads(told)


@contextmanager
def device(book: Book) -> Iterator[Device]:
    """The reader in Chromium over a book; whatever is asked for beyond it fails."""
    program = shutil.which("chromium")
    if program is None:
        pytest.fail("Chromium is missing. Install it with: sudo apt install chromium")
    served = {Path(address).name: content for address, content in browser.made(book).items()}
    for path in (*browser.STATIC.rglob("*.js"), Path(__file__).with_name("answering.js")):
        served[path.name] = path.read_bytes()
    served[""] = b"<!DOCTYPE html><title>A device</title>"

    def give(route: Route) -> None:
        name = route.request.url.removeprefix(HERE)
        sort = TYPES.get(Path(name).suffix, "text/html")
        route.fulfill(body=served[name], content_type=sort) if name in served else route.abort()

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = opened.new_page()
        page.route("**/*", give)
        page.goto(HERE)
        on_device = Device(page)
        assert on_device.call("open") == book.edition[:12]
        yield on_device
        opened.close()
