"""A real site over a database of its own, and Debian's Chromium."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, expect, sync_playwright

from recourse.config.command import household
from recourse.config.database.address import Address
from recourse.jobs import city
from tests.conftest import Fresh

Env = dict[str, str]
SIZES = {"390": {"width": 390, "height": 844}, "1280": {"width": 1280, "height": 900}}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder wants a browser, and comes last: a browser's loop keeps Django out."""
    here = Path(__file__).parent
    walks = [item for item in items if here in item.path.parents]
    for item in walks:
        item.add_marker("browser")
    items[:] = [item for item in items if item not in walks] + walks


@contextmanager
def serving(where: Address, *, under: str, first_port: int, data: Path) -> Iterator[tuple[str, Env]]:
    """The site over a database, under some settings, on loopback; gives its address and its surroundings."""
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": under,
        "RECOURSE_DATABASE": where.database,
        "RECOURSE_ROLE": "app",
        "RECOURSE_KEYS": str(settings.KEYS),
        "RECOURSE_DATA": str(where.place.root if where.is_ours else data),
    }
    if where.is_ours:
        env.pop("DATABASE_URL", None)
    collected = "import django; django.setup(); from recourse.config.command import static; static.collect()"
    subprocess.run([sys.executable, "-c", collected], env=env, check=True)
    listening = household.open_socket(first_port)
    before = dict(os.environ)
    os.environ.update(env)
    try:
        served = household.site(listening)
    finally:
        os.environ.clear()
        os.environ.update(before)
    port = listening.getsockname()[1]
    try:
        household.wait_until_served(served, url=f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}", env
    finally:
        served.end()
        listening.close()


@pytest.fixture(scope="session")
def town_s_database(request: pytest.FixtureRequest) -> Iterator[Address]:
    """A database with a small city in it."""
    fresh: Fresh = request.getfixturevalue("fresh_database")
    with fresh() as where:
        city.load(people=40, say=lambda sentence: None)
        yield where


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration with a small city in it, as `make run` serves it, or the one at RECOURSE_AT."""
    if os.environ.get("RECOURSE_AT"):
        yield os.environ["RECOURSE_AT"]
        return
    where: Address = request.getfixturevalue("town_s_database")
    demo = "recourse.config.settings.demo"
    data = tmp_path_factory.mktemp("data") / "site"
    with serving(where, under=demo, first_port=8600, data=data) as (url, _):
        yield url


@pytest.fixture(scope="session")
def in_earnest(
    town_s_database: Address, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Env]]:
    """The same city as under production settings: nobody can be chosen, everybody signs in."""
    data = tmp_path_factory.mktemp("earnest") / "site"
    with serving(town_s_database, under="tests.in_earnest", first_port=8700, data=data) as (url, env):
        yield url.replace("127.0.0.1", "localhost"), env


@pytest.fixture(scope="session", autouse=True)
def a_press_ends_when_its_page_is_read() -> Iterator[None]:
    """To Chromium a press is over when the next page begins to arrive: who looks at once sees half a page."""
    with pytest.MonkeyPatch.context() as patching:
        for press in ("click", "press"):
            patching.setattr(Locator, press, _and_wait(getattr(Locator, press)))
        yield


def _and_wait(press: Callable[..., None]) -> Callable[..., None]:
    def pressed(locator: Locator, *words: str, **options: object) -> None:
        page = locator.page
        press(locator, *words, **options)
        if not page.is_closed():
            page.wait_for_load_state("domcontentloaded")

    return pressed


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
        expect(page.locator("h1")).not_to_have_text("Who are you today?")
        page.wait_for_load_state()
        return page

    yield open_as
    for context in contexts:
        context.close()
