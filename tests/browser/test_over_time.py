"""What another rule would have done, and who was placed, read on a telephone and on a desk."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.seeing import Seen

Open = Callable[..., Page]


def test_pat_reads_what_another_rule_would_have_done(page_of: Open) -> None:
    seen = Seen()
    pat = page_of("Pat Pretend", size="390")
    pat.goto("/homes/")
    pat.get_by_role("link", name="Other rules").click()
    expect(pat.get_by_role("heading", name="Side by side")).to_be_visible()
    seen.look(pat, "other rules")
    pat.get_by_role("link", name="Who was placed, week by week").click()
    pat.get_by_role("link", name="The week before").click()
    expect(pat.get_by_role("heading", name="Who was placed")).to_be_visible()
    seen.look(pat, "who was placed")
    pat.get_by_role("link", name="the table of each quarter").click()
    seen.look(pat, "quarters")
    assert seen.wrong == []
