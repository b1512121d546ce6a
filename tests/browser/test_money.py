"""The money of homes, on a telephone and at a desk: rates, a year, free rooms, a runway, a grant."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.seeing import Seen

Open = Callable[..., Page]


def test_pat_looks_at_the_money_of_her_scheme(page_of: Open) -> None:
    seen = Seen()
    pat = page_of("Pat Pretend", size="390")
    pat.goto("/money/")
    expect(pat.get_by_role("heading", name="Money of the homes")).to_be_visible()
    seen.look(pat, "money")
    for link, heading in (
        ("House by house", "House by house"),
        ("How many free rooms can be carried", "How many free rooms can be carried"),
        ("How long the money lasts", "How long the money lasts"),
        ("What a night brings", "What a night brings"),
        ("What funders give", "What funders give"),
    ):
        pat.goto("/money/")
        pat.get_by_role("link", name=link).click()
        expect(pat.get_by_role("heading", level=1, name=heading)).to_be_visible()
        seen.look(pat, heading)
    assert seen.wrong == []


def test_pat_tries_another_rate_with_the_keyboard_alone_and_nothing_is_kept(page_of: Open) -> None:
    pat = page_of("Pat Pretend", size="390", scripts=False)
    pat.goto("/money/free-rooms/")
    box = pat.get_by_label("Rooms the council pays for: what does a night bring, in pounds?")
    was = box.input_value()
    box.focus()
    pat.keyboard.press("Control+A")
    pat.keyboard.type("90")
    pat.keyboard.press("Enter")
    expect(pat.get_by_text("With the figures you gave. They are not kept.")).to_be_visible()
    pat.get_by_role("link", name="Back to the scheme’s own figures").click()
    expect(box).to_have_value(was)
