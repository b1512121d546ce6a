"""Signing in by browser: a passkey from an invitation to its removal, an app, and the end of both."""

from __future__ import annotations

import hashlib
import hmac
import re
import struct
import subprocess
import sys
import time
from base64 import b32decode
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from tests.browser.conftest import Env
from tests.browser.seeing import Seen
from tests.signing_in import step_now

Enter = Callable[..., Page]
PASSWORD = "four lamps in the rain"
devices: dict[Page, CDPSession] = {}


@pytest.fixture
def enter(chromium: Browser, in_earnest: tuple[str, Env]) -> Iterator[Enter]:
    """Opens a browser of somebody's own, with or without a device that keeps passkeys."""
    contexts: list[BrowserContext] = []

    def enter(*, passkeys: bool = False, scripts: bool = True) -> Page:
        context = chromium.new_context(base_url=in_earnest[0], java_script_enabled=scripts)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: said.type == "error" and faults.append(said.text))
        if passkeys:
            devices[page] = context.new_cdp_session(page)
            devices[page].send("WebAuthn.enable")
            add_device(page, "internal")
        return page

    faults: list[str] = []
    yield enter
    for context in contexts:
        context.close()
    assert [fault for fault in faults if "Content Security Policy" in fault] == []


def add_device(page: Page, transport: str) -> str:
    """A device that keeps passkeys, and says yes by itself."""
    options = {
        "protocol": "ctap2",
        "transport": transport,
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    added = devices[page].send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return str(added["authenticatorId"])


def invited(env: Env, name: str) -> str:
    """The code of a first manager, as the command prints it."""
    words = ["invite", "--organisation", f"Lantern {name}", "--kind", "outreach"]
    words += ["--name", name, "--email", f"{name.split()[0].lower()}@lantern.example"]
    command = [sys.executable, "-m", "recourse.config.command", *words]
    told = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    return told.stdout.split()[-1]


def shown(letters: str) -> str:
    """What an app shows."""
    step = struct.pack(">Q", step_now(lasts=10))
    made = hmac.new(b32decode(letters.replace(" ", "")), step, hashlib.sha1).digest()
    start = made[-1] & 15
    return f"{(struct.unpack('>I', made[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def prove(page: Page, seen: Seen | None = None) -> None:
    expect(page.locator("h1")).to_have_text("Is it still you?")
    if seen:
        seen.look(page, "asked again")
    page.get_by_role("button", name="Use your passkey").click()
    expect(page.locator("h1")).not_to_have_text("Is it still you?")


def test_mo_makes_a_passkey_manages_nia_and_nia_s_end_is_at_once(
    enter: Enter, in_earnest: tuple[str, Env]
) -> None:
    seen = Seen()
    mo = enter(passkeys=True)
    mo_comes_in(mo, invited(in_earnest[1], "Mo Manager"), seen)
    mo_signs_out_and_in(mo, seen)
    link = mo_invites_nia(mo, seen)
    nia = enter()
    kept = nia_sets_up_an_app(nia, link, seen)
    nia_comes_back_without_scripts(enter(scripts=False), kept)
    nia_comes_back_with_a_code(enter(), kept, seen)
    somebody_guesses(enter(), seen)
    mo_changes_passkeys(mo, seen)
    mo_ends_nia_s_time(mo, seen)
    nia.goto("/people/")
    expect(nia.locator("h1")).to_have_text("Sign in")
    assert seen.wrong == []
    assert len(seen.pages) >= 24


def mo_comes_in(mo: Page, code: str, seen: Seen) -> None:
    mo.goto("/people/")
    expect(mo.locator("h1")).to_have_text("Sign in")
    seen.look(mo, "the door")
    mo.goto(f"/door/invited/#{code}")
    expect(mo.get_by_label("Your invitation code")).to_have_value(code)
    assert "#" not in mo.url
    seen.look(mo, "invited")
    mo.get_by_role("button", name="Begin").click()
    expect(mo.locator("h1")).to_contain_text("how will you sign in?")
    seen.look(mo, "how to sign in")
    mo.goto("/people/")
    expect(mo.locator("h1")).to_contain_text("how will you sign in?")
    mo.get_by_role("button", name="Make a passkey").click()
    expect(mo.locator("h1")).to_have_text("My work")
    (cookie,) = [one for one in mo.context.cookies() if "session" in one["name"]]
    assert cookie["name"].startswith("__Host-") and cookie["secure"] and cookie["httpOnly"]


def mo_signs_out_and_in(mo: Page, seen: Seen) -> None:
    mo.goto("/more/")
    seen.look(mo, "more, signed in")
    with mo.expect_response("**/door/leave/") as left:
        mo.get_by_role("main").get_by_role("button", name="Sign out").click()
    assert "cache" in left.value.all_headers()["clear-site-data"]
    expect(mo.locator("h1")).to_have_text("Sign in")
    mo.wait_for_load_state()
    mo.go_back()
    expect(mo.locator("h1")).to_have_text("Sign in")
    mo.goto("/people/")
    expect(mo.locator("h1")).to_have_text("Sign in")
    mo.get_by_role("button", name="Sign in with a passkey").click()
    expect(mo.locator("h1")).to_have_text("People")


def mo_invites_nia(mo: Page, seen: Seen) -> str:
    mo.goto("/staff/")
    seen.look(mo, "who works here")
    time.sleep(2.1)
    mo.get_by_role("link", name="Invite somebody").click()
    prove(mo, seen)
    seen.look(mo, "inviting")
    time.sleep(2.1)
    mo.get_by_label("Their name").fill("Nia Newcomer")
    mo.get_by_label("Their work email address").fill("nia@lantern.example")
    mo.get_by_label("Outreach worker").check()
    mo.get_by_role("button", name="Make their code").click()
    prove(mo)
    expect(mo.locator("h1")).to_have_text("Hand Nia Newcomer this code")
    seen.look(mo, "their code")
    return mo.locator("dd").nth(1).inner_text()


def nia_sets_up_an_app(nia: Page, link: str, seen: Seen) -> list[str]:
    nia.goto(link)
    nia.get_by_role("button", name="Begin").dblclick()
    nia.get_by_role("link", name="Choose a password and an app").click()
    seen.look(nia, "choosing a password")
    nia.get_by_label("Password").fill(PASSWORD)
    nia.get_by_role("button", name="Go on to the app").click()
    expect(nia.locator("h1")).to_have_text("Connect an app that shows codes")
    seen.look(nia, "connecting an app")
    letters = nia.locator("strong.rc-code").inner_text()
    nia.get_by_label("The six figures").fill(shown(letters))
    nia.get_by_role("button", name="Connect").click()
    expect(nia.locator("h1")).to_have_text("Keep these ten codes on paper")
    seen.look(nia, "recovery codes")
    kept = [one.inner_text() for one in nia.locator("li.rc-code").all()]
    assert len(kept) == 10
    nia.get_by_role("link", name="I have them, go on").click()
    expect(nia.locator("h1")).to_have_text("My work")
    return kept


def nia_comes_back_without_scripts(nia: Page, kept: list[str]) -> None:
    nia.goto("/door/")
    expect(nia.locator("main")).to_contain_text("they need JavaScript")
    for code, heading in ((kept[0], "My work"), (kept[0], "One more proof that it is you")):
        nia.goto("/door/")
        nia.get_by_label("Work email address").fill("nia@lantern.example")
        nia.get_by_label("Password").fill(PASSWORD)
        nia.get_by_role("button", name="Go on to the code").click()
        nia.get_by_label("Code").fill(code)
        nia.get_by_role("button", name="Sign in").click()
        expect(nia.locator("h1")).to_have_text(heading)


def nia_comes_back_with_a_code(nia: Page, kept: list[str], seen: Seen) -> None:
    nia.goto("/door/")
    nia.get_by_role("button", name="Go on to the code").click()
    seen.look(nia, "the door, nothing typed")
    nia.get_by_label("Work email address").fill("nia@lantern.example")
    nia.get_by_label("Password").fill(PASSWORD)
    nia.keyboard.press("Enter")
    expect(nia.locator("h1")).to_have_text("One more proof that it is you")
    seen.look(nia, "one more proof")
    nia.get_by_label("Code").fill("000 000")
    nia.keyboard.press("Enter")
    expect(nia.locator("main")).to_contain_text("That code is not right")
    seen.look(nia, "a wrong code")
    nia.get_by_label("Code").fill(kept[1])
    nia.keyboard.press("Enter")
    expect(nia.locator("h1")).to_have_text("My work")
    nia.goto("/door/you/")
    seen.look(nia, "how I sign in, with a password and an app")
    for address, what in (("password", "a new password"), ("app", "another phone"), ("codes", "sent twice")):
        nia_looks_at(nia, address, kept, seen, what)


def nia_looks_at(nia: Page, address: str, kept: list[str], seen: Seen, what: str) -> None:
    if address == "codes":
        nia.goto("/door/you/")
        nia.evaluate("document.querySelector('[name=seen]').value = '1'")
        nia.get_by_role("button", name="Make ten new codes").click()
    else:
        nia.goto(f"/door/you/{address}/")
    if nia.get_by_label("Code", exact=True).count() and "still you" in nia.locator("h1").inner_text():
        nia.get_by_label("Code", exact=True).fill(kept.pop())
        nia.get_by_role("button", name="Go on").click()
        expect(nia.locator("h1")).not_to_have_text("Is it still you?")
    seen.look(nia, what)


def somebody_guesses(somebody: Page, seen: Seen) -> None:
    for _ in range(5):
        somebody.goto("/door/")
        somebody.get_by_label("Work email address").fill("nobody@lantern.example")
        somebody.get_by_label("Password").fill("perhaps this")
        somebody.get_by_role("button", name="Go on to the code").click()
        somebody.wait_for_load_state()
    expect(somebody.locator("h1")).to_contain_text("Too many tries")
    seen.look(somebody, "too many tries")
    somebody.goto("/door/invited/")
    somebody.get_by_label("Your invitation code").fill("ABCD")
    somebody.get_by_role("button", name="Begin").click()
    expect(somebody.locator("main")).to_contain_text("This code does not work")
    seen.look(somebody, "a wrong invitation")


def mo_changes_passkeys(mo: Page, seen: Seen) -> None:
    mo.goto("/door/you/")
    seen.look(mo, "how I sign in")
    remove = mo.get_by_role("button", name=re.compile("^Remove"))
    time.sleep(2.1)
    remove.click()
    prove(mo)
    expect(mo.locator("main")).to_contain_text("This is the last way you can come in.")
    time.sleep(2.1)
    mo.goto("/door/you/passkey/")
    prove(mo)
    key = add_device(mo, "usb")
    seen.look(mo, "one more passkey")
    time.sleep(2.1)
    mo.get_by_role("button", name="Make a passkey").click()
    expect(mo.locator("h1")).to_have_text("Is it still you?")
    devices[mo].send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": key})
    prove(mo)
    expect(mo.locator("main")).to_contain_text("Passkey added.")
    time.sleep(2.1)
    remove.last.click()
    prove(mo)
    expect(mo.locator("main")).to_contain_text("Removed.")
    expect(remove).to_have_count(1)


def mo_ends_nia_s_time(mo: Page, seen: Seen) -> None:
    mo.goto("/staff/")
    time.sleep(2.1)
    mo.get_by_role("link", name="Change what Nia Newcomer does").click()
    prove(mo)
    seen.look(mo, "what Nia does")
    time.sleep(2.1)
    mo.get_by_role("link", name="End their time here").click()
    prove(mo)
    seen.look(mo, "ending somebody's time")
    time.sleep(2.1)
    mo.get_by_role("button", name="They have left").click()
    prove(mo)
    expect(mo.locator("main")).to_contain_text("They can no longer come in.")
