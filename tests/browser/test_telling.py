"""Noor goes through telling the Home Office something, and a statement, in a browser: seen at both sizes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.seeing import Seen


def test_telling_the_home_office_and_the_statement_can_be_seen_and_read(page_of: Callable[..., Page]) -> None:
    seen = Seen()
    noor = page_of("Noor Example", size="390", scripts=True)
    noor.goto("/people/")
    noor.get_by_role("link", name="Danuta Dummy").first.click()
    noor.get_by_role("link", name="Sharing").first.click()
    noor.get_by_role("link", name="Tell the Home Office something").click()
    show(seen, noor, "whom to tell, and what for", heading="Tell the Home Office something")
    noor.get_by_label("Home Office", exact=True).check()
    noor.get_by_label("Ask why a case is stuck").check()
    noor.get_by_role("button", name="Begin").click()
    show(seen, noor, "what it may lead to", heading="What it may lead to")
    noor.get_by_label("I read this to them").check()
    noor.get_by_role("button", name="Go on to advice").click()
    show(seen, noor, "independent advice", heading="Independent advice")
    noor.get_by_label("They were offered advice and do not want it").check()
    noor.get_by_role("button", name="Go on").click()
    show(seen, noor, "advice declined", heading="They do not want advice")
    noor.get_by_label("What did they say?").fill("Offered twice. Says no, and knows the risk.")
    noor.get_by_role("button", name="Keep this and go on").click()
    she_agrees_and_it_is_sent(noor, seen)
    her_statement(noor, seen)
    assert seen.wrong == []


def she_agrees_and_it_is_sent(noor: Page, seen: Seen) -> None:
    expect(noor.locator("h1")).to_contain_text("What would the Home Office be told?")
    noor.get_by_role("button", name="See the words to read aloud").click()
    expect(noor.locator("main")).to_contain_text("Something here needs another look")
    show(
        seen, noor, "what would be told, with what is missing", heading="What would the Home Office be told?"
    )
    noor.get_by_role("checkbox", name="Name").first.check()
    noor.get_by_label("What should they be told, or asked?").fill("When will she hear?")
    noor.get_by_role("button", name="See the words to read aloud").click()
    show(seen, noor, "every word read aloud", heading="Read every word aloud")
    for label in ("They said so", "I read these words aloud", "They understood the", "They know that help"):
        noor.get_by_label(label).check()
    noor.get_by_label("They can decide this").check()
    noor.get_by_label("In which language?").fill("Polish")
    noor.get_by_role("button", name="They agree").click()
    show(seen, noor, "the check before it is sent", heading="Check exactly what leaves")
    noor.get_by_label("Type your own name").fill("Noor Example")
    noor.get_by_role("button", name="Record it as sent").click()
    show(seen, noor, "that it was sent", heading="Told the Home Office")
    noor.get_by_role("button", name="Open the letter to print").click()
    show(seen, noor, "the sheet", heading="The letter to print")


def her_statement(noor: Page, seen: Seen) -> None:
    noor.goto("/people/")
    noor.get_by_role("link", name="Danuta Dummy").first.click()
    noor.get_by_role("link", name="Sharing").first.click()
    show(seen, noor, "sharing, with what was told", heading="Who may see")
    noor.get_by_role("link", name="Their statement").click()
    show(seen, noor, "her statement", heading="Their statement")
    noor.get_by_role("link", name="Give them a copy").click()
    show(seen, noor, "giving a copy", heading="Give them a copy")
    noor.get_by_label("On paper").check()
    noor.get_by_role("button", name="Make the copy").click()
    show(seen, noor, "the copy on paper", heading="What is kept about you")


def show(seen: Seen, page: Page, what: str, *, heading: str) -> None:
    """Look at a page once it is there, and keep a picture of it where one is asked for."""
    expect(page.locator("h1")).to_contain_text(heading)
    page.wait_for_load_state()
    seen.look(page, what)
    if folder := os.environ.get("RECOURSE_PICTURES"):
        page.screenshot(path=str(Path(folder) / f"{what.replace(' ', '-')}.png"), full_page=True)
