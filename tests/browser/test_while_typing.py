"""What the pages do by themselves while somebody types or chooses a day; nothing of it stays behind."""

from __future__ import annotations

import os
import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.seeing import Seen

Open = Callable[..., Page]
KETTLE = f"Blue Kettle {os.getpid()}"


def add(noor: Page) -> None:
    noor.goto("/people/add/")
    noor.get_by_label("Name, nickname or reference").fill(KETTLE)
    noor.get_by_role("button", name="Look").click()
    noor.get_by_label("Where they can be found").fill("Canal towpath")
    noor.get_by_role("button", name="Add this person").click()
    expect(noor.locator("h1")).to_contain_text(KETTLE)


def test_noor_sees_who_it_may_be_while_she_types(page_of: Open) -> None:
    seen, asked = Seen(), list[str]()
    noor = page_of("Noor Example", size="390")
    add(noor)
    noor.on("request", lambda request: asked.append(request.url))
    for there, label in (
        ("/people/", "Find a person"),
        ("/people/find/", "Name, nickname or reference"),
        ("/people/add/", "Name, nickname or reference"),
    ):
        noor.goto(there)
        box = noor.get_by_label(label)
        box.press_sequentially("blue ket")
        expect(noor.get_by_role("link", name=KETTLE)).to_be_visible()
        expect(noor.get_by_role("status").filter(has_text="1 person found.")).to_be_visible()
        assert "Canal towpath" in noor.locator("main").inner_text()
        seen.look(noor, f"{there} while typing")
        box.fill("zzzz nobody")
        expect(
            noor.get_by_role("status").filter(has_text="Nobody you may see is called that")
        ).to_be_visible()
        box.fill("")
        expect(noor.get_by_role("link", name=re.compile("^“Blue Kettle"))).to_have_count(
            1 if there == "/people/" else 0
        )
    assert seen.wrong == []
    assert any("/api/people/search" in url for url in asked)
    assert not [url for url in asked if re.search("blue|ket|zzzz", url, re.IGNORECASE)]
    assert noor.evaluate("localStorage.length + sessionStorage.length") == 0


def test_with_the_site_gone_the_button_still_finds(page_of: Open) -> None:
    noor = page_of("Noor Example")
    noor.goto("/people/find/")
    noor.route("**/api/**", lambda route: route.abort())
    noor.get_by_label("Name, nickname or reference").press_sequentially("qqqq")
    noor.get_by_role("button", name="Find").click()
    expect(noor.locator("main")).to_contain_text("Nobody found")


def test_pat_reads_how_many_beds_are_free_before_opening_the_day(page_of: Open) -> None:
    seen = Seen()
    pat = page_of("Pat Pretend", size="390")
    pat.goto("/homes/")
    pat.get_by_label("On the day").fill("2027-01-15")
    expect(pat.locator("output")).to_have_text(re.compile(r"^\d+ beds? of \d+ free on that day\.$"))
    seen.look(pat, "homes, a day chosen")
    said = re.findall(r"\d+", pat.locator("output").inner_text())[0]
    pat.get_by_role("button", name="Show").click()
    free = pat.locator(".rc-figures").inner_text()
    held = int(re.findall(r"(\d+) held", free)[0])
    assert re.search(rf"Free or held\s+{int(said) + held}\b", free)
    assert seen.wrong == []
