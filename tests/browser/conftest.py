"""A real site over a database of its own, and Debian's Chromium."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from recourse.config.command import household
from recourse.jobs import city
from tests.conftest import Fresh

SIZES = {"390": {"width": 390, "height": 844}, "1280": {"width": 1280, "height": 900}}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder wants a browser, and comes last: a browser's loop keeps Django out."""
    here = Path(__file__).parent
    walks = [item for item in items if here in item.path.parents]
    for item in walks:
        item.add_marker("browser")
    items[:] = [item for item in items if item not in walks] + walks


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration with a small city in it, as `make run` serves it, or the one at RECOURSE_AT."""
    if os.environ.get("RECOURSE_AT"):
        yield os.environ["RECOURSE_AT"]
        return
    fresh: Fresh = request.getfixturevalue("fresh_database")
    with fresh() as where:
        city.load(people=40, say=lambda sentence: None)
        env = os.environ | {
            "DJANGO_SETTINGS_MODULE": "recourse.config.settings.demo",
            "RECOURSE_DATABASE": where.database,
            "RECOURSE_ROLE": "app",
            "RECOURSE_KEYS": str(settings.KEYS),
        }
        if where.is_ours:
            env["RECOURSE_DATA"] = str(where.place.root)
            env.pop("DATABASE_URL", None)
        else:
            env["RECOURSE_DATA"] = str(tmp_path_factory.mktemp("data") / "site")
        collected = (
            "import django; django.setup(); from recourse.config.command import static; static.collect()"
        )
        subprocess.run([sys.executable, "-c", collected], env=env, check=True)
        listening = household.open_socket(8600)
        before = dict(os.environ)
        os.environ.update(env)
        try:
            served = household.site(listening)
        finally:
            os.environ.clear()
            os.environ.update(before)
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        try:
            household.wait_until_served(served, url=f"{url}/healthz")
            yield url
        finally:
            served.end()
            listening.close()


@pytest.fixture(scope="session")
def chromium(site: str) -> Iterator[Browser]:
    """Debian's Chromium, never one that a tool downloads."""
    program = shutil.which("chromium")
    if program is None:
        pytest.fail("Chromium is missing. Install it with: sudo apt install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            args=[
                "--no-sandbox",
                "--disable-quic",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield browser
        browser.close()


WATCH = """() => addEventListener("securitypolicyviolation", (event) =>
    globalThis.toldOf(`${event.effectiveDirective}: ${event.blockedURI} on ${event.documentURI}`))"""


class Watched:
    """What every page of a browser asked for and was refused: nothing from others, nothing against policy."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.violations: list[str] = []
        self.strangers: list[str] = []

    def watch(self, context: BrowserContext) -> None:
        """Hear of each request that was answered and of each violation in every page of a browser."""
        context.on("requestfinished", self._asked)
        context.expose_function("toldOf", self._told)
        context.add_init_script(f"({WATCH})()")

    def _told(self, violation: str) -> None:
        self.violations.append(violation)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:", "blob:", "about:")):
            self.strangers.append(request.url)


@pytest.fixture
def watched(site: str) -> Iterator[Watched]:
    """Fails whatever test opens a page that breaks the policy or speaks to somebody else."""
    watching = Watched(site)
    yield watching
    assert watching.violations == []
    assert watching.strangers == []


@pytest.fixture
def page_of(chromium: Browser, site: str, watched: Watched) -> Iterator[Callable[..., Page]]:
    """Opens a page at a size, signed in as a persona of the demonstration."""
    contexts = []

    def open_as(persona: str, *, size: str = "1280", scripts: bool = True) -> Page:
        context = chromium.new_context(base_url=site, viewport=SIZES[size], java_script_enabled=scripts)  # type: ignore[arg-type]
        contexts.append(context)
        watched.watch(context)
        page = context.new_page()
        page.goto("/door/")
        page.get_by_role("button", name=persona).click()
        return page

    yield open_as
    for context in contexts:
        context.close()
