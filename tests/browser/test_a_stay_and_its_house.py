"""Pat makes a licence from a stay on a telephone, and Tess reads what Tannery Housing lends at a desk."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.seeing import Seen

Open = Callable[..., Page]


def test_pat_goes_from_a_stay_to_its_licence_and_to_the_right_to_rent(page_of: Open) -> None:
    seen = Seen()
    pat = page_of("Pat Pretend", size="390", scripts=True)
    pat.goto("/stays/due/")
    expect(pat.get_by_role("heading", name="Take no rent yet")).to_be_visible()
    seen.look(pat, "stays to look at, one paid for unlooked")
    pat.locator("main ul.rc-points a").first.click()
    expect(pat.get_by_role("heading", name="What to do before rent is taken")).to_be_visible()
    seen.look(pat, "right to rent")
    pat.get_by_role("link", name="The course of the stay").click()
    seen.look(pat, "the course of a stay")
    pat.get_by_role("link", name="Make the licence").click()
    seen.look(pat, "the licence, filled in")
    pat.get_by_label("How are you reached?").fill("1 Lamp Street, 01632 960 001")
    pat.locator("#id_pounds").fill("65")
    if pat.locator("#id_council").count():
        pat.locator("#id_council").fill("Wrenfield City")
    pat.get_by_role("button", name="Read it").click()
    expect(pat.get_by_role("heading", name="Your room")).to_be_visible()
    seen.look(pat, "the licence, read")
    pat.go_back()
    pat.go_back()
    pat.get_by_role("link", name="Write the move-on plan").or_(
        pat.get_by_role("link", name="Write it anew")
    ).click()
    seen.look(pat, "the move-on plan")
    assert seen.wrong == []


def test_pat_puts_a_home_right_and_says_who_lends_it(page_of: Open) -> None:
    seen = Seen()
    pat = page_of("Pat Pretend", size="390", scripts=True)
    pat.goto("/homes/?all=1")
    pat.locator("main .rc-homes a").first.click()
    home = pat.url
    for name in ("Put this home right", "Hand it back", "Who lends it, and what they read"):
        pat.get_by_role("link", name=name).click()
        seen.look(pat, name.lower())
        pat.goto(home)
    for name in ("stays", "states"):
        pat.goto(f"/homes/{name}/take-in/")
        seen.look(pat, f"take {name} in")
    assert seen.wrong == []


def test_tess_reads_her_houses_with_the_keyboard_and_without_scripts(page_of: Open) -> None:
    seen = Seen()
    for size, scripts in (("1280", True), ("390", True), ("390", False)):
        tess = page_of("Tess Tenure", size=size, scripts=scripts)
        tess.goto("/your-houses/")
        expect(tess.get_by_role("heading", name="Your houses", exact=True)).to_be_visible()
        expect(tess.get_by_role("heading", name="What is told, and what is not")).to_be_visible()
        if scripts:
            seen.look(tess, f"your houses at {size}")
        tess.keyboard.press("Tab")
        expect(tess.locator(":focus")).to_be_visible()
    assert seen.wrong == []
