"""Noor writes to a service that turned Danuta away, from the answers to the file; seen at both sizes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.seeing import Seen
from tests.records.refusals import reading

SURE = ("They understood the", "They know that help", "They can decide this", "I read these words aloud")


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_answers_to_the_letter_in_her_hand(page_of: Callable[..., Page], scripts: bool) -> None:
    seen = Seen()
    noor = page_of("Noor Example", size="390", scripts=scripts)

    def show(what: str, heading: str) -> None:
        expect(noor.locator("h1")).to_contain_text(heading)
        noor.wait_for_load_state()
        if scripts:
            seen.look(noor, what)
        if folder := os.environ.get("RECOURSE_PICTURES"):
            for width in (390, 1280):
                noor.set_viewport_size({"width": width, "height": 844})
                name = f"{what.replace(' ', '-')}-{width}.png"
                noor.screenshot(path=str(Path(folder) / name), full_page=True)
            noor.set_viewport_size({"width": 390, "height": 844})

    from_the_answers(noor, show)
    she_agrees(noor, show)
    written(noor, show, by_keyboard=scripts)
    the_file(noor)
    noor.get_by_role("link", name="Letters", exact=True).first.click()
    show("all letters", "Letters against a refusal")
    assert seen.wrong == []


def from_the_answers(noor: Page, show: Callable[[str, str], None]) -> None:
    noor.goto("/people/")
    noor.get_by_role("link", name="Danuta Dummy").first.click()
    expect(noor.locator("h1")).to_contain_text("Danuta")
    where = noor.url
    noor.goto(f"{where}ask/")
    noor.locator("label", has_text="Drug or alcohol treatment").click()
    noor.get_by_role("button", name="Start").click()
    noor.wait_for_load_state()
    if noor.get_by_role("button", name="Save and stop here").count():
        noor.get_by_role("button", name="Save and stop here").click()
    noor.goto(f"{where}answers/")
    show("answers with the way to a letter", "What is open to")
    noor.locator("#sm_community").get_by_role("link", name="They were refused?").click()
    show("what was refused", "What was Danuta refused?")
    assert noor.get_by_label("Drug or alcohol treatment in the community").is_checked()
    noor.get_by_role("button", name="Go on to what").click()
    expect(noor.locator("main")).to_contain_text("Something here needs another look")
    noor.get_by_label("They asked about immigration status").check()
    noor.get_by_label("Who refused?").fill('Stone Street #read("/etc/passwd")')
    noor.get_by_label("Its address").fill("2 Stone Street\nWrenfield")
    noor.get_by_role("button", name="Go on to what").click()


def she_agrees(noor: Page, show: Callable[[str, str], None]) -> None:
    show("ask first", "Ask Danuta first")
    expect(noor.locator("main")).to_contain_text("has agreed to nothing yet, so there is no letter")
    noor.get_by_role("checkbox", name="Name").first.check()
    noor.get_by_role("button", name="See the words to read aloud").click()
    show("read aloud", "Read this aloud")
    noor.get_by_label("They said so").check()
    noor.get_by_label("In which language?").fill("Polish")
    for label in SURE:
        noor.get_by_label(label).check()
    noor.get_by_role("button", name="They agree").click()


def written(noor: Page, show: Callable[[str, str], None], *, by_keyboard: bool) -> None:
    show("what the letter tells", "What does the letter tell?")
    noor.get_by_label("Where should they answer?").fill("1 Mill Lane, Wrenfield")
    noor.get_by_role("button", name="Read the letter").click()
    show("the letter before it is made", "Read the letter")
    expect(noor.locator("main")).to_contain_text("Nobody has compared this rule with the legislation")
    noor.get_by_label("I know that nobody has compared").check()
    make = noor.get_by_role("button", name="Make the letter")
    if by_keyboard:
        make.focus()
        noor.keyboard.press("Enter")
    else:
        make.click()
    show("the letter made", "Letter to Stone Street")


def the_file(noor: Page) -> None:
    """What arrives on her telephone is the letter, word for word, and says what she wrote as words."""
    with noor.expect_download() as saved:
        noor.get_by_role("link", name="Open the letter to print").click()
    content = Path(saved.value.path()).read_bytes()
    said = reading.text(reading.opened(content))
    for words in ("Danuta Dummy", 'Stone Street #read("/etc/passwd")', "1 Mill Lane", "SI 2015/238 reg 2"):
        assert words in said, words
    assert "root:" not in said
