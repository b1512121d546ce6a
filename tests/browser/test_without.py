"""The same pages without JavaScript, by keyboard alone, and for somebody who may see nobody's page."""

from __future__ import annotations

import os
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.seeing import Seen

Open = Callable[..., Page]


def test_without_javascript_noor_adds_asks_and_reads_the_answers(page_of: Open) -> None:
    noor = page_of("Noor Example", size="390", scripts=False)
    name = f"Red Rucksack {os.getpid()}"
    noor.goto("/people/add/")
    noor.get_by_label("Name, nickname or reference").fill(name)
    noor.get_by_role("button", name="Look").click()
    noor.get_by_label("Nickname, or what you call them").fill(name)
    noor.get_by_label("Where they can be found").fill("River path by the lock")
    noor.get_by_role("button", name="Add this person").click()
    where = noor.url
    noor.goto(f"{where}ask/bed/rough_sleeping/")
    noor.get_by_label("Yes", exact=True).check()
    noor.get_by_role("button", name="Save and stop here").click()
    expect(noor.locator("h1")).to_contain_text("What is open to")
    expect(noor.locator("main")).to_contain_text("Housing Act 1996 s179")


def test_by_keyboard_alone_the_first_stop_leads_past_the_menu_and_a_search_works(page_of: Open) -> None:
    noor = page_of("Noor Example")
    noor.keyboard.press("Tab")
    first = noor.locator(":focus")
    expect(first).to_contain_text("Skip")
    expect(first).to_have_attribute("href", "#main")
    noor.keyboard.press("Enter")
    expect(noor.locator("main#main")).to_be_focused()
    noor.goto("/people/add/")
    noor.get_by_label("Name, nickname or reference").focus()
    noor.keyboard.type("Nobody Atall")
    noor.keyboard.press("Enter")
    expect(noor.locator("main")).to_contain_text("Nobody you may see is called that")


def test_the_commissioner_sees_numbers_and_nobodys_page(page_of: Open) -> None:
    seen = Seen()
    cass = page_of("Cass Counter")
    cass.goto("/numbers/")
    expect(cass.locator("h1")).to_be_visible()
    seen.look(cass, "numbers")
    for closed in ("/people/", "/people/add/", "/homes/"):
        cass.goto(closed)
        expect(cass.locator("h1")).to_contain_text("nothing here that you may see")
    assert seen.wrong == []


def test_the_door_the_directory_and_other_workers_pages_are_fit_to_be_seen(page_of: Open) -> None:
    seen = Seen()
    for persona, addresses in {
        "Sam Specimen": ("/", "/people/", "/directory/", "/more/"),
        "Lin Placeholder": ("/", "/people/find/"),
        "Dee Dummy": ("/",),
    }.items():
        page = page_of(persona)
        for address in addresses:
            page.goto(address)
            seen.look(page, f"{persona} at {address}")
    page = page_of("Sam Specimen")
    page.goto("/directory/")
    page.locator("main").get_by_role("link", name="Lamp House Hosting").first.click()
    seen.look(page, "a service")
    page.goto("/door/")
    seen.look(page, "the door")
    assert seen.wrong == []
