"""Noor goes through Yusuf's plan with him at five in the morning; seen at both sizes, and without scripts."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.seeing import Seen

NOT_ADVICE = "Information and signposting, not immigration advice. No step here foretells success."


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_answers_to_his_word_on_the_plan(page_of: Callable[..., Page], scripts: bool) -> None:
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

    noor.goto("/people/")
    noor.get_by_role("link", name="Yusuf Sample").first.click()
    expect(noor.locator("h1")).to_contain_text("Yusuf")
    where = noor.url
    noor.goto(f"{where}answers/")
    noor.get_by_role("link", name="See the plan").click()
    show("the plan", "The plan for Yusuf")
    expect(noor.get_by_text(NOT_ADVICE)).to_be_visible()
    expect(noor.get_by_text("Not shown. Yusuf has not asked.")).to_be_visible()
    said = noor.locator("main").inner_text()
    assert "should apply" not in said
    assert "chance" not in said
    a_task(noor, show)
    noor.goto(f"{where}plan/")
    noor.get_by_role("link", name="It cannot be done: say why").last.click()
    show("why it cannot be done", "Why can it not be done?")
    noor.locator("label", has_text="No adviser had room").click()
    noor.get_by_role("button", name="Keep the reason").click()
    expect(noor.locator("h1")).to_contain_text("The plan for Yusuf")
    his_word(noor, show)
    assert seen.wrong == []


def a_task(noor: Page, show: Callable[[str, str], None]) -> None:
    noor.get_by_role("link", name="Make it a task").last.click()
    show("make it a task", "Make it a task")
    noor.get_by_label("What is to be done?").fill("Ring the adviser about this.")
    noor.get_by_role("button", name="Make it a task").click()
    show("a task", "A task for")
    noor.goto("/")
    expect(noor.get_by_text("Ring the adviser about this.").first).to_be_visible()
    show("my work with a task", "My work")
    noor.go_back()
    noor.get_by_role("button", name="It is done").click()
    expect(noor.get_by_text("Done").first).to_be_visible()


def his_word(noor: Page, show: Callable[[str, str], None]) -> None:
    noor.get_by_role("link", name="Go through it together").click()
    show("go through it together", "Go through it with Yusuf")
    noor.get_by_label("In which language did they hear it?").fill("Arabic")
    noor.locator("label", has_text="Through an interpreter by phone").click()
    noor.get_by_label("Through whom?").fill("Line 4471")
    noor.locator("label", has_text="They want some of them").click()
    noor.get_by_label("What do they want, in their own words?").fill("The bed first, then the adviser.")
    noor.get_by_role("button", name="Keep their word with the plan").click()
    show("the plan as it stood", "The plan for Yusuf")
    expect(noor.get_by_text("The bed first, then the adviser.")).to_be_visible()
